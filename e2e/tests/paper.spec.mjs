// Paper equals screen: the short address and its code, the form to fill in by hand, what is printed and how large.

import assert from "node:assert/strict";
import { test } from "node:test";

import { OPEN } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { texts } from "../support/texts.mjs";

const t = texts("de");
const tools = suite();
/** 14 points in pixels. */
const LEAST = (14 * 96) / 72;
/** What of a sheet A4 is printed on, without its margins of 18 mm, in pixels. */
const SHEET = { width: Math.floor((174 / 25.4) * 96), height: Math.floor((261 / 25.4) * 96) };

test("the short address leads to the simplified view", async () => {
  const visitor = await tools.visitor({ script: false });
  await visitor.page.goto(`/p/${OPEN}`);
  assert.equal(new URL(visitor.page.url()).pathname, `/de/procedures/${OPEN}`);
  assert.equal(await visitor.page.locator("html").getAttribute("data-view"), "simple");
  visitor.expect(404);
  const answer = await visitor.page.goto("/p/no-such-procedure");
  assert.equal(answer.status(), 404);
  await visitor.leave();
});

test("the paper form asks what the page asks and says where it goes", async () => {
  const visitor = await tools.visitor({ script: false });
  const { page } = visitor;
  await visitor.open(`/de/procedures/${OPEN}`);
  await visitor.press(t("procedures.paper.link"), { role: "link" });
  await page.waitForURL(/\/paper$/);
  const text = await page.locator("main").innerText();
  for (const key of [
    "statements.place.title",
    "statements.body.label",
    "statements.reply.title",
    "statements.reply.post",
    "statements.publish.title",
    "statements.publish.named",
    "statements.person.name",
    "procedures.paper.send",
  ]) {
    assert.ok(text.includes(t(key)), key);
  }
  assert.ok(text.includes(`/p/${OPEN}`) && !text.includes("http://"));
  assert.equal(await page.locator(".paper__code").evaluate((image) => image.complete && image.naturalWidth > 0), true);
  await visitor.leave();
});

test("the paper is three sheets, the last two with the plan's name, in every script and both views", async () => {
  const visitor = await tools.visitor({ script: false, viewport: SHEET });
  const { page } = visitor;
  await page.emulateMedia({ media: "print" });
  for (const view of ["normal", "einfach"]) {
    await page.goto(`/de?ansicht=${view}`);
    for (const language of ["de", "de-simple", "en", "fr", "ru", "ar"]) {
      await page.goto(`/${language}/procedures/${OPEN}/paper`);
      const where = `${language}, ${view}`;
      const forms = page.locator(".paper__form");
      const name = await forms.first().locator(":scope > p").first().innerText();
      const sheets = await forms.evaluateAll((all) =>
        all.map((sheet) => ({ top: sheet.getBoundingClientRect().top + scrollY, height: sheet.offsetHeight, text: sheet.innerText })),
      );
      assert.equal(sheets.length, 2, where);
      // What stands above the first form is the notice.
      for (const height of [sheets[0].top, sheets[0].height, sheets[1].height]) {
        assert.ok(height <= SHEET.height, `${where}: ${height} of ${SHEET.height} pixels`);
      }
      for (const { text } of sheets) assert.ok(text.includes(name), `${where}: ${text}`);
      assert.equal(await page.locator(".site-footer").isVisible(), false, where);
    }
  }
  await visitor.leave();
});

test("what is printed has at least 14 points, the address, the code and the telephone", async () => {
  const visitor = await tools.visitor({ script: false });
  const { page } = visitor;
  await page.emulateMedia({ media: "print" });
  for (const path of [`/procedures/${OPEN}`, `/procedures/${OPEN}/paper`]) {
    await page.goto(`/de${path}`);
    const small = await page.evaluate((least) => {
      const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const { parentElement, data } = walker.currentNode;
        if (!data.trim() || !parentElement.checkVisibility() || parentElement.closest("svg, .kern-sr-only")) continue;
        const size = Number.parseFloat(getComputedStyle(parentElement).fontSize);
        if (size < least - 0.1) found.push(`${data.trim().slice(0, 40)}: ${size} px`);
      }
      return found;
    }, LEAST);
    assert.deepEqual(small, [], path);
    assert.ok(await page.locator(".paper__code").isVisible(), path);
    assert.ok(await page.locator(".paper__address").isVisible(), path);
    assert.ok(await page.locator("a[href^='tel:']").first().isVisible(), path);
    assert.equal(await page.locator(".kern-btn:visible").count(), 0, path);
  }
  await visitor.leave();
});
