// The accessibility suite, tested itself: no alarm on good pages, planted defects found, the ACT rules' examples judged.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openBrowser } from "../../support/browser.mjs";
import { compare } from "../golden.mjs";
import { cells, chance, week } from "../cover.mjs";
import { PLACES } from "../catalogue/index.mjs";
import { PROBES } from "../probes/index.mjs";
import { alarms, defects, examples } from "../self.mjs";
import { serveGalleries } from "../self-server.mjs";

/** How much of what is planted must be found. */
const SHARE = 0.95;
/** How many defects are planted for each probe, by people who do not know how it works. */
const PLANTED = 3;

let server;
let browser;
before(async () => {
  server = await serveGalleries();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("the good pages raise no alarm", async () => {
  assert.deepEqual(await alarms(browser, server.origin), []);
});

test("of the planted defects at least 95 in 100 are found, and nothing besides", async (context) => {
  const results = await defects(browser, server.origin);
  const missed = results.filter(({ by }) => !by).map(({ topic, name }) => `${topic}/${name}`);
  context.diagnostic(`${results.length - missed.length} of ${results.length} found`);
  const few = PROBES.filter(({ name }) => results.filter(({ topic }) => topic === name).length < PLANTED).map(({ name }) => name);
  // Where nothing is planted, nothing is missed: that proves nothing.
  assert.deepEqual(few, [], `fewer than ${PLANTED} defects are planted`);
  assert.ok(missed.length <= results.length * (1 - SHARE), `missed: ${missed.join(", ")}`);
  const stray = results.flatMap(({ topic, name, stray: list }) => list.map(({ element, text }) => `${topic}/${name}: ${element}: ${text}`));
  assert.deepEqual(stray, []);
});

// Versions of Chromium differ in what they scroll, where they draw the focus and how they enlarge text.
const BY_BROWSER = new Set([
  "scrollable-element-keyboard-accessible-0ssw9k inapplicable 5",
  "sequentially-focusable-element-has-visible-focus-oj04fd failed 1",
  "zoom-text-no-overflow-clipping-59br37 failed 1",
  "zoom-text-no-overflow-clipping-59br37 passed 2",
  "zoom-text-no-overflow-clipping-59br37 passed 3",
]);

test("the examples of the W3C's ACT rules are judged as they say, but for those that are listed", async (context) => {
  const results = await examples(browser);
  const wrong = results
    .filter(({ outcome, findings }) => (outcome === "failed") !== findings.length > 0)
    .map(({ rule, outcome, number }) => `${rule} ${outcome} ${number}`)
    .filter((example) => !BY_BROWSER.has(example));
  context.diagnostic(`${results.length - wrong.length} of ${results.length} judged alike`);
  assert.equal(compare("act-differences.txt", wrong.join("\n"), { mask: false }), "");
});

test("the cover meets each route in each language, view and scheme, and changes with the week", () => {
  const languages = ["de", "de-simple", "en", "ar"];
  const chosen = cells(PLACES, languages, { seed: "2026-W48" });
  const met = new Set(chosen.flatMap(({ place: { route }, language, view, scheme }) => [`${route} ${language}`, `${route} ${view}`, `${route} ${scheme}`, `${language} ${view}`, `${language} ${scheme}`, `${view} ${scheme}`]));
  for (const { route } of PLACES) for (const value of [...languages, "normal", "simple", "light", "dark"]) assert.ok(met.has(`${route} ${value}`), `${route} ${value}`);
  for (const language of languages) for (const value of ["normal", "simple", "light", "dark"]) assert.ok(met.has(`${language} ${value}`), `${language} ${value}`);
  for (const place of PLACES) assert.ok(chosen.some((cell) => cell.base && cell.place === place), place.name);
  const names = (list) => list.map(({ place, language, view, scheme }) => `${place.name} ${language} ${view} ${scheme}`).join("\n");
  assert.equal(names(chosen), names(cells(PLACES, languages, { seed: "2026-W48" })), "the same seed, the same cells");
  assert.notEqual(names(chosen), names(cells(PLACES, languages, { seed: "2026-W49" })), "another week, other cells");
});

test("weeks are those of ISO 8601", () => {
  const of = (year, month, day) => week(new Date(year, month - 1, day));
  assert.equal(of(2026, 11, 29), "2026-W48");
  assert.equal(of(2021, 1, 3), "2020-W53");
  assert.equal(of(2024, 12, 30), "2025-W01");
  assert.equal(chance("a")(), chance("a")());
});
