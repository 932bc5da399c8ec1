// axe-core with all of its rules for WCAG 2.0 to 2.2 A and AA, EN 301 549 and good practice.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "EN-301-549", "best-practice"];

/** `wcag143` is 1.4.3. */
const criterion = (tag) => tag.match(/^wcag(\d)(\d)(\d+)$/)?.slice(1).join(".");

/** The criteria that have a rule of axe. */
export const CRITERIA = ["1.1.1", "1.2.1", "1.2.2", "1.3.1", "1.3.4", "1.3.5", "1.4.1", "1.4.2", "1.4.3", "1.4.4", "1.4.12", "2.1.1", "2.2.1", "2.2.2", "2.4.1", "2.4.2", "2.4.4", "2.5.3", "2.5.8", "3.1.1", "3.1.2", "3.3.2", "4.1.2"];

export const engine = {
  name: "axe",
  criteria: CRITERIA,
  sentence: "axe-core finds nothing",
  async run(page) {
    await page.evaluate(source);
    const violations = await page.evaluate(
      async (values) => (await window.axe.run(document, { runOnly: { type: "tag", values }, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"], reporter: "v2" })).violations.map(({ id, help, tags, nodes }) => ({ id, help, tags, nodes: nodes.map(({ target, any }) => ({ target: target.join(" "), message: any[0]?.message ?? "" })) })),
      TAGS,
    );
    return violations.flatMap(({ id, help, tags, nodes }) =>
      nodes.map(({ target, message }) => ({ element: target, text: `${id}: ${help}${message ? ` (${message})` : ""}`, criteria: tags.map(criterion).filter(Boolean) })),
    );
  },
};
