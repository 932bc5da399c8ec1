// The result of a run for programs: `e2e/results/accessibility.json`, from which the accessibility statement is made.
//
// {
//   "version": 1,                    // changes with the format
//   "date": "2026-11-29",            // the day of the run, UTC
//   "commit": "ef8c32e…" or "",      // what was looked at; "+" at its end: with changes that are not committed
//   "seed": "2026-W48",              // which combinations were drawn (see cover.mjs)
//   "matrix": "pairwise" | "full",
//   "complete": true,                // false: only some routes or probes were asked for; no statement may be made of it
//   "seconds": 803,
//   "languages": ["de", "en"],       // in which it was looked at
//   "engines": { "axe-core": "4.14.1", … },
//   "pages": 192,                    // cells that were looked at
//   "passed": false,                 // no finding that counts
//   "criteria": [                    // all 55, in order
//     { "id": "1.1.1", "level": "A", "name": "…", "tests": ["images", "axe"],
//       "passed": 190, "failed": 2,  // cells in which a test of it was asked, without and with a finding; 0 and 0: none was
//       "open": 0,                   // findings that are known barriers (not in `failed`)
//       "people": "…" }              // what people look at
//   ],
//   "routes": [ { "route": "/:language/procedures", "states": ["filled", "empty"], "cells": 9, "passed": 9, "failed": 0 } ],
//   "findings": [                    // those that count
//     { "route", "state", "language", "view", "scheme", "probe", "criteria": ["2.4.7"], "element", "text" } ],
//   "barriers": [                    // known ones, for the statement: what, why, what will be done
//     { "probe", "route", "text", "why", "remedy", "since", "found": 3 } ],
//   "full": {                        // the last run of the whole matrix, which may be older (`record.mjs` keeps it), or null
//     "date", "commit", "pages", "seconds", "looks": ["axe", …], "findings": 0 },
//   "times": { "axe": { "count": 192, "milliseconds": 96000 } }
// }

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { CRITERIA } from "./criteria.mjs";
import { keyOf } from "./matrix.mjs";

/** Where the result is. */
export const RESULT = fileURLToPath(new URL("../results/accessibility.json", import.meta.url));

const require = createRequire(import.meta.url);
const version = (name) => {
  try {
    return JSON.parse(readFileSync(fileURLToPath(new URL(`../node_modules/${name}/package.json`, import.meta.url)), "utf8")).version;
  } catch {
    return require(`${name}/package.json`).version;
  }
};

function commit() {
  const git = (...words) => execFileSync("git", words, { cwd: fileURLToPath(new URL(".", import.meta.url)), encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    return git("rev-parse", "HEAD") + (git("status", "--porcelain", "--untracked-files=no") ? "+" : "");
  } catch {
    // A source archive has no history.
    return "";
  }
}

const today = () => new Date().toISOString().slice(0, 10);

/** Puts a run together and writes it. */
export function write({ seed, full, complete, seconds, languages, cells, counting, known, times, asked }) {
  const key = ({ route, state, language, view, scheme }) => [route, state, language, view, scheme].join("|");
  const criteria = CRITERIA.map(({ id, level, name, by, rest }) => {
    const cellsAsked = new Set(by.flatMap((test) => [...(asked.get(test) ?? [])]));
    const failed = new Set(counting.filter((finding) => finding.criteria.includes(id)).map(key));
    const open = known.filter(({ criteria = [] }) => criteria.includes(id)).reduce((sum, { found }) => sum + found, 0);
    const passed = [...cellsAsked].filter((cell) => !failed.has(cell)).length;
    return { id, level, name, tests: by, passed, failed: failed.size, open, people: rest };
  });
  const routes = [...new Set(cells.map(({ place }) => place.route))].map((route) => {
    const own = cells.filter(({ place }) => place.route === route);
    const bad = new Set(counting.filter((finding) => finding.route === route).map(key));
    const failed = own.filter((cell) => bad.has(keyOf(cell))).length;
    return { route, states: [...new Set(own.map(({ place }) => place.kind))], cells: own.length, passed: own.length - failed, failed };
  });
  const result = {
    version: 1,
    date: today(),
    commit: commit(),
    seed,
    matrix: full ? "full" : "pairwise",
    complete,
    seconds: Math.round(seconds),
    languages,
    engines: Object.fromEntries(["axe-core", "accessibility-checker-engine", "vnu-jar", "html-validate"].map((name) => [name, version(name)])),
    pages: cells.length,
    passed: counting.length === 0,
    criteria,
    routes,
    findings: counting,
    barriers: known,
    full: full ? { date: today(), commit: commit(), pages: cells.length, seconds: Math.round(seconds), looks: [...asked.keys()], findings: counting.length } : null,
    times: Object.fromEntries([...times].map(([name, { count, milliseconds }]) => [name, { count, milliseconds: Math.round(milliseconds) }])),
  };
  mkdirSync(fileURLToPath(new URL("../results", import.meta.url)), { recursive: true });
  writeFileSync(RESULT, `${JSON.stringify(result, null, 1)}\n`);
  return result;
}
