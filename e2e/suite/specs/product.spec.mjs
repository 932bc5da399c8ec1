// Every route in every state: what `e2e/suite/` looks at. TEILHABE_ACCESSIBILITY says how much: `quick` (unless said
// otherwise: each state once, engines and quick probes), `everyday` (all probes, and this week's languages, views and
// colour schemes) or `full` (the whole matrix).
//
// One run goes through all pages; afterwards each engine and probe is one test, so that a failure names the criterion.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { differences } from "../catalogue/index.mjs";
import { CRITERIA, executable, isCurrent } from "../criteria.mjs";
import { LOOKS, isQuick } from "../matrix.mjs";
import { SITE_PROBES } from "../probes/index.mjs";
import { lines, run } from "../run.mjs";
import { locales } from "../words.mjs";

/** How long the whole may take, in minutes on two cores. */
const MINUTES = 20;

const extent = process.env.TEILHABE_ACCESSIBILITY ?? "quick";
assert.ok(["quick", "everyday", "full"].includes(extent), `TEILHABE_ACCESSIBILITY=${extent}`);
const quick = extent === "quick";

let result;
before(async () => {
  result = await run({ full: extent === "full", base: quick, still: quick, say: (line) => console.log(`  ${line}`) });
});

/** Why a probe is not asked; `false` when it is. */
const unasked = (probe) => quick && !isQuick(probe) && "not asked in a quick run";

const DOCUMENT = [
  { name: "nu", sentence: "the Nu HTML checker finds nothing", criteria: ["4.1.2"] },
  { name: "html", sentence: "html-validate finds nothing", criteria: [] },
  { name: "console", sentence: "no page logs an error, breaks its policy or fails to load something", criteria: [] },
  { name: "reach", sentence: "every state of the catalogue is reached", criteria: [] },
];

for (const probe of [...LOOKS, ...SITE_PROBES, ...DOCUMENT]) {
  const { name, sentence, criteria } = probe;
  test(`${sentence}${criteria.length && criteria.length < 6 ? ` (${criteria.join(", ")})` : ""}`, { skip: unasked(probe) }, () => {
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

test(`the run takes at most ${MINUTES} minutes`, { skip: extent === "full" && "the full matrix takes longer" }, (context) => {
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
