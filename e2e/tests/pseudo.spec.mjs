// The two languages that nobody speaks: one that makes every text longer and marks it, one that turns it around. What is
// not marked did not come from the catalogue; what is longer than German must still fit. Debug builds alone know them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { OPEN } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";

const tools = suite();
const PAGES = [
  "", "/procedures", `/procedures/${OPEN}`, `/procedures/${OPEN}/comment`, `/procedures/${OPEN}/comments`, `/procedures/${OPEN}/record`,
  `/procedures/${OPEN}/paper`, "/r", "/r/AAAA-BBBB-CCCC", "/accessibility", "/accessibility/report", "/languages", "/overview", "/forget", "/sign-in",
];
/** What the interface says, not what staff or residents wrote. */
const OWN = "button, label, legend, summary, th, h1, h2, .kern-hint, .lead, nav a, footer a, .switch__button";

/** Texts of the interface that are in the page's language and were not made from the catalogue. */
const unmarked = (page) =>
  page.evaluate((own) => {
    const root = document.documentElement;
    const words = (element) =>
      [...element.childNodes]
        .map((node) => {
          if (node.nodeType === Node.TEXT_NODE) return node.data;
          // What is written in a language of its own is content.
          const isOwn = node.nodeType === Node.ELEMENT_NODE && !node.lang && node.tagName !== "BDI" && node.tagName !== "TIME";
          return isOwn ? words(node) : "";
        })
        .join("");
    return [...document.querySelectorAll(own)]
      .filter((element) => element.closest("[lang]") === root && !element.closest("code, time, [href^=mailto]"))
      .map((element) => words(element).trim())
      .filter((text) => /\p{L}{2}/u.test(text) && !text.includes("["));
  }, OWN);

const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [code, width] of [["qps-ploc", 320], ["qps-ploc", 1280], ["ar-XB", 320]])
  test(`every text of ${code} comes from the catalogue and fits at ${width} pixels`, async () => {
    const visitor = await tools.visitor({ script: false, viewport: { width, height: 900 } });
    visitor.expect(404);
    const wrong = [];
    for (const path of PAGES)
      for (const view of ["normal", "simple"]) {
        await visitor.context.addCookies([{ name: "view", value: view, url: tools.origin }]);
        await visitor.page.goto(`/${code}${path}`);
        const wide = await tooWide(visitor.page);
        if (wide > 0) wrong.push(`${path} (${view}): ${wide} pixels too wide`);
        if (code === "qps-ploc") wrong.push(...(await unmarked(visitor.page)).map((text) => `${path} (${view}): ${text}`));
      }
    assert.deepEqual([...new Set(wrong)], []);
    await visitor.leave();
  });
