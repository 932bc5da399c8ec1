// What is checked of every page: accessibility by axe-core, the document by html-validate, the width by itself.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { HtmlValidate } from "html-validate";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    // Leptos writes what HTML allows: no trailing slash rules, comments as markers, attributes in one line.
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off",
    "no-inline-style": "error",
    "no-trailing-whitespace": "off",
    "void-style": "off",
    // The document is long on purpose: one answer without further requests.
    "long-title": "off",
    // Seen by axe with the real style sheet, which this reader does not know.
    "hidden-focusable": "off",
    // A table that scrolls is a region around a `div`, as its style needs it.
    "prefer-native-element": "off",
  },
});

/** What axe-core finds on the page as it is shown now: one line for each element. */
export async function accessibility(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ["violations"], reporter: "v2" }),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${help}: ${target.join(" ")} ${any[0]?.message ?? ""}`),
  );
}

/** What html-validate finds in a document as the server sent it. */
export async function document(html) {
  // `<!>` is how Leptos marks places to hydrate; browsers read it as an empty comment, this parser stops at it.
  const report = await validator.validateString(html.replaceAll("<!>", ""));
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column, selector }) => `${ruleId}: ${message} (${line}:${column} ${selector})`),
  );
}

/** How many pixels the page is wider than the window, and what sticks out. */
export const overflow = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    const names = wide.slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return [`${scrollWidth - clientWidth} px too wide: ${names.join(", ")}`];
  });
