// Every example of every part alone: no finding of axe-core, valid HTML, no sideways scrolling; in both schemes and views.

import assert from "node:assert/strict";
import { test } from "node:test";

import { accessibility, document, overflow } from "../support/check.mjs";
import { suite } from "../support/suite.mjs";

const tools = suite();

/** The ids of all examples, as the gallery lists them. */
async function examples(page) {
  await page.goto("/de/gallery");
  return page.locator(".gallery__item").evaluateAll((items) => items.map(({ id }) => id));
}

/** What a part says of a page that it is not the whole of. */
const ABOUT_PAGES = /^(page-has-heading-one|heading-order|empty-heading|skip-link|region|landmark-)/;

for (const [name, options, query] of [
  ["light", {}, ""],
  ["dark", { colorScheme: "dark" }, ""],
  ["simplified at 320 pixels", { viewport: { width: 320, height: 800 } }, "?ansicht=einfach"],
]) {
  test(`no example has a finding: ${name}`, async () => {
    const visitor = await tools.visitor(options);
    const { page } = visitor;
    if (query) await page.goto(`/de${query}`);
    const ids = await examples(page);
    assert.ok(ids.length >= 60, `${ids.length} examples`);
    assert.equal(new Set(ids).size, ids.length, "every example has an id of its own");
    const found = [];
    for (const id of ids) {
      const answer = await page.goto(`/de/gallery?example=${id}`);
      assert.equal(await page.locator(".gallery__item").count(), 1, id);
      const notes = (await accessibility(page)).filter((note) => !ABOUT_PAGES.test(note));
      found.push(...notes.map((note) => `${id}: ${note}`));
      found.push(...(await overflow(page)).map((note) => `${id}: ${note}`));
      if (name === "light") {
        const html = await answer.text();
        found.push(...(await document(html)).filter((note) => !/^(heading-level|unique-landmark)/.test(note)).map((note) => `${id}: ${note}`));
      }
    }
    await visitor.leave();
    assert.deepEqual(found, []);
  });
}

test("all examples stand on one page, each with a heading, and no id occurs twice", async () => {
  const visitor = await tools.visitor({ script: false });
  const ids = await examples(visitor.page);
  const headings = await visitor.page.locator(".gallery__item > h3").count();
  assert.equal(headings, ids.length);
  const all = await visitor.page.locator("[id]").evaluateAll((elements) => elements.map(({ id }) => id));
  assert.deepEqual(all.filter((id, index) => all.indexOf(id) !== index), []);
  await visitor.leave();
});
