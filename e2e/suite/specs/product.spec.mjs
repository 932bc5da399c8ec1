// Every route in every state, in the languages, views and colour schemes of this week: what `e2e/suite/` looks at.
//
// One run goes through all pages; afterwards each engine and probe is one test, so that a failure names the criterion.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { differences } from "../catalogue/index.mjs";
import { CRITERIA, executable, isCurrent } from "../criteria.mjs";
import { LOOKS } from "../matrix.mjs";
import { SITE_PROBES } from "../probes/index.mjs";
import { lines, run } from "../run.mjs";
import { locales } from "../words.mjs";

/** How long the whole may take, in minutes on two cores. */
const MINUTES = 20;

let result;
before(async () => {
  result = await run({ full: Boolean(process.env.TEILHABE_FULL), say: (line) => console.log(`  ${line}`) });
});

const DOCUMENT = [
  { name: "nu", sentence: "the Nu HTML checker finds nothing", criteria: ["4.1.2"] },
  { name: "html", sentence: "html-validate finds nothing", criteria: [] },
  { name: "console", sentence: "no page logs an error, breaks its policy or fails to load something", criteria: [] },
  { name: "reach", sentence: "every state of the catalogue is reached", criteria: [] },
];

for (const { name, sentence, criteria } of [...LOOKS, ...SITE_PROBES, ...DOCUMENT]) {
  test(`${sentence}${criteria.length && criteria.length < 6 ? ` (${criteria.join(", ")})` : ""}`, () => {
    assert.deepEqual(lines(result.findings.filter(({ probe }) => probe === name)), []);
  });
}

test("every finding belongs to a probe that is tested here", () => {
  const names = new Set([...LOOKS, ...SITE_PROBES, ...DOCUMENT].map(({ name }) => name));
  assert.deepEqual(result.findings.filter(({ probe }) => !names.has(probe)), []);
});

test("what is mended leaves the list of known barriers", () => {
  assert.deepEqual(result.mended, []);
});

test(`the run takes at most ${MINUTES} minutes`, { skip: process.env.TEILHABE_FULL ? "the full matrix takes longer" : false }, (context) => {
  context.diagnostic(`${result.pages} pages in ${result.seconds} s`);
  assert.ok(result.seconds <= MINUTES * 60, `${result.seconds} s`);
});

test("the catalogue knows every route of the application", () => {
  assert.deepEqual(differences(), { missing: [], gone: [] });
});

test("at least 50 of the 55 criteria are executed, and the table says which", () => {
  assert.equal(CRITERIA.length, 55);
  assert.ok(executable >= 50, `${executable}`);
  const known = new Set([...LOOKS, ...SITE_PROBES].map(({ name }) => name));
  const unknown = CRITERIA.flatMap(({ by }) => by).filter((test) => !known.has(test) && !/^(journey:|transcripts$|snapshots$|catalogue$)/.test(test));
  assert.deepEqual(unknown, []);
  assert.ok(isCurrent(), "run `node suite/criteria.mjs`");
});

test("no text of the interface explains by place, shape, colour or sound (1.3.3)", () => {
  assert.deepEqual(locales(), []);
});
