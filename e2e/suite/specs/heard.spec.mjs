// What screen readers get: the accessibility tree of every page, and twelve journeys heard through a virtual reader.

import assert from "node:assert/strict";
import { test } from "node:test";

import { JOURNEYS, transcripts } from "../transcripts.mjs";
import { trees } from "../snapshots.mjs";

const say = (line) => console.log(`  ${line}`);

test("the accessibility trees are those that were approved", async () => {
  const found = await trees({ say });
  assert.equal(found.length, 0, found.join("\n\n"));
});

test(`${Object.keys(JOURNEYS).length} journeys sound as they were approved`, async () => {
  const found = await transcripts({ say });
  assert.equal(found.length, 0, found.join("\n\n"));
});
