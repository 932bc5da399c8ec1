// Barriers that are known and not yet removed: `open-barriers.json`. Each entry is signed and names its remedy.
//
// They do not fail the run, and the accessibility statement names them. One that is found no more does fail it: what
// was mended leaves the list, so that it cannot come back unseen.

import { readFileSync } from "node:fs";

const { barriers } = JSON.parse(readFileSync(new URL("open-barriers.json", import.meta.url), "utf8"));

const fits = (pattern, text) => pattern === undefined || new RegExp(pattern).test(text);

/** Sorts findings: those that count, and those that are known. */
export function sort(findings, { complete = true } = {}) {
  const found = new Map(barriers.map((barrier) => [barrier, []]));
  const counting = findings.filter((finding) => {
    const known = barriers.find((barrier) => barrier.probe === finding.probe && fits(barrier.route, finding.route) && fits(barrier.state, finding.state) && fits(barrier.element, finding.element) && fits(barrier.text, finding.text));
    if (known) found.get(known).push(finding);
    return !known;
  });
  const known = [...found].map(([barrier, list]) => ({ ...barrier, found: list.length }));
  // Only a run that looked everywhere can say that something is gone; what is found in some weeks only is marked.
  const mended = complete ? known.filter((barrier) => barrier.found === 0 && !barrier.sometimes) : [];
  return { counting, known, mended };
}
