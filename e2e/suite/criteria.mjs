// WCAG 2.2, levels A and AA, criterion by criterion, with what executes it: probes and engines by name, `journey:` for
// browser tests, `transcript:` for those of the virtual screen reader. `node suite/criteria.mjs` writes the table for
// people, docs/accessibility/criteria.md.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A criterion: number, level, name, what executes it, what remains for people. */
const sc = (id, level, name, by, rest = "") => ({ id, level, name, by, rest });

export const CRITERIA = [
  sc("1.1.1", "A", "Non-text Content", ["images", "axe", "ibm"], "whether an alternative says the right thing"),
  sc("1.2.1", "A", "Audio-only and Video-only (Prerecorded)", ["media", "axe"], "whether a text says what the recording says"),
  sc("1.2.2", "A", "Captions (Prerecorded)", ["media", "axe"], "whether captions are right"),
  sc("1.2.3", "A", "Audio Description or Media Alternative", ["media"], "whether a description is right"),
  sc("1.2.4", "AA", "Captions (Live)", [], "the product has no live media; the accessibility statement says so"),
  sc("1.2.5", "AA", "Audio Description (Prerecorded)", ["media"], "whether a description is right"),
  sc("1.3.1", "A", "Info and Relationships", ["headings", "axe", "ibm", "snapshots"]),
  sc("1.3.2", "A", "Meaningful Sequence", ["reading-order", "transcripts"]),
  sc("1.3.3", "A", "Sensory Characteristics", ["sensory", "catalogue"]),
  sc("1.3.4", "AA", "Orientation", ["orientation", "axe"]),
  sc("1.3.5", "AA", "Identify Input Purpose", ["purpose", "axe"]),
  sc("1.4.1", "A", "Use of Color", ["colour-alone", "axe"]),
  sc("1.4.2", "A", "Audio Control", ["motion", "media", "axe"]),
  sc("1.4.3", "AA", "Contrast (Minimum)", ["axe"]),
  sc("1.4.4", "AA", "Resize Text", ["text-size", "axe"]),
  sc("1.4.5", "AA", "Images of Text", ["images"], "pictures that staff upload"),
  sc("1.4.10", "AA", "Reflow", ["reflow"]),
  sc("1.4.11", "AA", "Non-text Contrast", ["control-contrast", "focus-visible", "forced-colors"], "lines within plans"),
  sc("1.4.12", "AA", "Text Spacing", ["text-spacing", "axe"]),
  sc("1.4.13", "AA", "Content on Hover or Focus", ["hover"]),
  sc("2.1.1", "A", "Keyboard", ["keyboard", "axe", "journey:ways-to-comment"]),
  sc("2.1.2", "A", "No Keyboard Trap", ["keyboard", "dialogs"]),
  sc("2.1.4", "A", "Character Key Shortcuts", ["shortcuts"]),
  sc("2.2.1", "A", "Timing Adjustable", ["timing", "motion", "axe"]),
  sc("2.2.2", "A", "Pause, Stop, Hide", ["motion", "axe"]),
  sc("2.3.1", "A", "Three Flashes or Below Threshold", ["motion"], "films that staff upload"),
  sc("2.4.1", "A", "Bypass Blocks", ["keyboard", "axe"]),
  sc("2.4.2", "A", "Page Titled", ["titles", "axe"]),
  sc("2.4.3", "A", "Focus Order", ["focus-order", "dialogs", "journey:hydration"]),
  sc("2.4.4", "A", "Link Purpose (In Context)", ["names", "axe"]),
  sc("2.4.5", "AA", "Multiple Ways", ["ways"]),
  sc("2.4.6", "AA", "Headings and Labels", ["headings"], "whether the words are the best ones"),
  sc("2.4.7", "AA", "Focus Visible", ["focus-visible"]),
  sc("2.4.11", "AA", "Focus Not Obscured (Minimum)", ["focus-obscured"]),
  sc("2.5.1", "A", "Pointer Gestures", ["gestures"]),
  sc("2.5.2", "A", "Pointer Cancellation", ["pointer"]),
  sc("2.5.3", "A", "Label in Name", ["names", "axe"]),
  sc("2.5.4", "A", "Motion Actuation", ["gestures"]),
  sc("2.5.7", "AA", "Dragging Movements", ["gestures"]),
  sc("2.5.8", "AA", "Target Size (Minimum)", ["targets", "axe"]),
  sc("3.1.1", "A", "Language of Page", ["language", "axe"]),
  sc("3.1.2", "AA", "Language of Parts", ["language", "axe"], "words of other languages within what people wrote"),
  sc("3.2.1", "A", "On Focus", ["context-change"]),
  sc("3.2.2", "A", "On Input", ["context-change"]),
  sc("3.2.3", "AA", "Consistent Navigation", ["consistency"]),
  sc("3.2.4", "AA", "Consistent Identification", ["consistency"]),
  sc("3.2.6", "A", "Consistent Help", ["consistency"]),
  sc("3.3.1", "A", "Error Identification", ["errors", "journey:resident", "transcripts"]),
  sc("3.3.2", "A", "Labels or Instructions", ["headings", "errors", "axe"]),
  sc("3.3.3", "AA", "Error Suggestion", ["errors"], "whether a hint helps"),
  sc("3.3.4", "AA", "Error Prevention (Legal, Financial, Data)", ["journey:resident", "transcripts"]),
  sc("3.3.7", "A", "Redundant Entry", ["redundant", "late-program", "journey:ways-to-comment"]),
  sc("3.3.8", "AA", "Accessible Authentication (Minimum)", ["sign-in"]),
  sc("4.1.2", "A", "Name, Role, Value", ["names", "errors", "axe", "ibm", "snapshots"]),
  sc("4.1.3", "AA", "Status Messages", ["status", "transcripts"]),
];

/** How many have a test that is executed. */
export const executable = CRITERIA.filter(({ by }) => by.length > 0).length;

/** The table for people. */
export function table() {
  const rows = CRITERIA.map(({ id, level, name, by, rest }) => `| ${id} | ${level} | ${name} | ${by.map((test) => `\`${test}\``).join(", ") || "–"} | ${rest || "–"} |`);
  return `# WCAG 2.2 A and AA, criterion by criterion

Written by \`node suite/criteria.mjs\` (in \`e2e/\`) from [\`e2e/suite/criteria.mjs\`](../../e2e/suite/criteria.mjs); a test
compares the two. **${executable} of ${CRITERIA.length}** criteria have a test that is executed: by the run of every day
(\`TEILHABE_ACCESSIBILITY=everyday cargo xtask test\`) all of them; by a plain \`cargo xtask test\` those whose probes are quick,
each probe's test of itself and the journeys.

A plain name is a probe in [\`e2e/suite/probes/\`](../../e2e/suite/probes/); \`axe\` and \`ibm\` are engines, \`journey:\` is a
file in \`e2e/tests/\`, \`transcripts\` and \`snapshots\` compare what a screen reader says with golden files, \`catalogue\`
reads the texts in \`locales/\`. What a program cannot decide stands in the last column and is looked at by people before
each release.

| Criterion | Level | Name | Executed by | Left to people |
|---|---|---|---|---|
${rows.join("\n")}
`;
}

/** Where the table is. */
export const TABLE = fileURLToPath(new URL("../../docs/accessibility/criteria.md", import.meta.url));
export const isCurrent = () => readFileSync(TABLE, "utf8") === table();

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(new URL("../../docs/accessibility/", import.meta.url), { recursive: true });
  writeFileSync(TABLE, table());
  console.log(`${executable} of ${CRITERIA.length}`);
}
