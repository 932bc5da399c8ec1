// Puts the result of the last run into docs/accessibility/result.json, from which the accessibility statement is made:
// `node suite/record.mjs`, before a release.
//
// - A run of every day replaces all of it, if it was complete and of a commit; the last run of the whole matrix stays.
// - A run of the whole matrix is recorded beside it, with what was asked in it.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { RESULT } from "./results.mjs";

const RECORD = fileURLToPath(new URL("../../docs/accessibility/result.json", import.meta.url));

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const [run, record] = [read(RESULT), read(RECORD)];
const refuse = (why) => {
  console.error(`Not recorded: ${why}`);
  process.exit(1);
};
if (!run.commit || run.commit.endsWith("+")) refuse("the run looked at changes that are not committed");
if (run.matrix === "full" && run.pages < 1000) refuse(`the whole matrix has more than ${run.pages} pages`);
if (run.matrix !== "full" && !run.complete) refuse("some routes or probes were left out, or a page was not reached");
// The whole matrix may be asked for engines alone; then what each criterion says stays that of the run of every day.
const next = run.matrix === "full" && !run.complete ? { ...record, full: run.full } : { ...run, full: run.full ?? record.full ?? null };
writeFileSync(RECORD, `${JSON.stringify(next, null, 1)}\n`);
console.log(`Recorded: ${run.pages} pages of ${run.commit.slice(0, 12)}, ${run.findings.length} findings${run.matrix === "full" ? ", whole matrix" : ""}`);
