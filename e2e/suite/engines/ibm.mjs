// IBM's equal-access engine. Its certain findings count; those it leaves to people are answered in `ibm-baseline.json`.
//
// Each entry of that file is signed: `rule`, an optional `element` pattern, the verdict with its reason, by whom and
// when; `mistaken` says why the engine is wrong about something it is sure of. A finding without an entry counts, so that a new kind of doubt reaches a person once.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("accessibility-checker-engine/ace.js"), "utf8");
const baseline = JSON.parse(readFileSync(new URL("ibm-baseline.json", import.meta.url), "utf8"));

/** Entries of the baseline that answered a doubt in this run; the others are out of date. */
export const used = new Set();

/** The signed answer to a doubt, if there is one. */
function answered({ rule, reason, element }) {
  const entry = baseline.answers.find((answer) => answer.rule === rule && (!answer.reason || answer.reason === reason) && (!answer.element || new RegExp(answer.element).test(element)));
  if (entry) used.add(entry);
  return entry;
}

export const engine = {
  name: "ibm",
  criteria: [],
  sentence: "IBM's engine finds nothing that is not answered",
  async run(page) {
    await page.evaluate(source);
    const results = await page.evaluate(async () => {
      const ace = window.ace ?? globalThis.ace;
      const { results } = await new ace.Checker().check(document, ["WCAG_2_2"]);
      return results
        .filter(({ value }) => value[1] === "FAIL" || value[1] === "POTENTIAL" || value[1] === "MANUAL")
        .map(({ ruleId, reasonId, value, message, path, snippet }) => ({ rule: ruleId, reason: String(reasonId ?? ""), level: value[0], sure: value[1] === "FAIL", message, element: path.dom, snippet }));
    });
    return results.flatMap((result) => {
      // A recommendation is no violation, whatever the engine is sure of.
      const violation = result.sure && result.level === "VIOLATION";
      const answer = answered({ ...result, element: `${result.element} ${result.snippet}` });
      // What the engine is sure of is answered only by showing that it is mistaken.
      if (answer && (!violation || answer.mistaken)) return [];
      if (!violation && result.level !== "VIOLATION") return [];
      return [{ element: xpath(result.element), text: `${result.rule} (${result.reason})${result.sure ? "" : ", left to people"}: ${result.message} ${result.snippet.slice(0, 120)}`, criteria: [] }];
    });
  },
};

/** The engine's XPath, in a form that Playwright's `locator` takes. */
const xpath = (path) => `xpath=${path}`;
