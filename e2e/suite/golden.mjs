// Golden files: what was approved once is compared with what is; `UPDATE=1` approves what is.
//
// Invariant: what changes by itself (numbers, days, codes, names of months, checksums) is masked before comparing.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("golden/", import.meta.url));
const ENGLISH = "January|February|March|April|May|June|July|August|September|October|November|December";
const MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember";
const DAYS = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag";

/** A text without what varies from run to run. */
export const masked = (text) =>
  text
    // First, and also behind an escaped colon: parts of an id look like a code.
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "ID")
    // Codes of receipts, in one piece or in groups.
    .replace(/\b[0-9A-HJKMNP-TV-Z]{4}([ \n-]?)[0-9A-HJKMNP-TV-Z]{4}\1[0-9A-HJKMNP-TV-Z]{4}\b/g, "CODE")
    .replace(/\b[0-9a-f]{32,}\b/g, "HASH")
    .replace(/\b[0-9a-f]{4}( [0-9a-f]{4}){7,}\b/g, "HASH")
    .replace(new RegExp(`(${DAYS}), `, "g"), "DAY, ")
    .replace(new RegExp(`\\d{1,2}\\. (${MONTHS})( \\d{4})?`, "g"), "DATE")
    .replace(new RegExp(`\\d{1,2} (${ENGLISH})( \\d{4})?`, "g"), "DATE")
    .replace(/\d{1,2}\.\d{1,2}\.\d{4}/g, "DATE")
    .replace(/\d{4}-\d{2}-\d{2}/g, "DATE")
    .replace(/\d{1,2}[:.]\d{2}(?= Uhr)/g, "TIME")
    // Levels, places in a list and sizes of lists are what golden files are for.
    .replace(/(level[ =]|position |set size )?\d+([.,]\d+)*/g, (number, structure) => (structure ? number : "0"));

/** Compares with the golden file; the answer is what differs, or nothing. */
export function compare(name, text, { mask = true } = {}) {
  const file = `${folder}${name}`;
  const now = `${(mask ? masked(text) : text).trimEnd()}\n`;
  if (process.env.UPDATE) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, now);
    return "";
  }
  let approved;
  try {
    approved = readFileSync(file, "utf8");
  } catch {
    return `golden/${name} is missing; look at it and write it with UPDATE=1:\n${now}`;
  }
  return approved === now ? "" : difference(name, approved.split("\n"), now.split("\n"));
}

/** The first lines that differ, with what is before them. */
function difference(name, before, now) {
  const at = before.findIndex((line, index) => line !== now[index]);
  const first = at < 0 ? before.length : at;
  const show = (lines, sign) => lines.slice(first, first + 4).map((line) => `${sign} ${line}`);
  return [`golden/${name} differs in line ${first + 1} (UPDATE=1 approves what is now):`, ...before.slice(Math.max(0, first - 2), first).map((line) => `  ${line}`), ...show(before, "-"), ...show(now, "+")].join("\n");
}
