// Wider spacing, as readers may set it, loses no text (the four values of WCAG 1.4.12).

import { settled } from "../ask.mjs";
import { overlaps } from "./text-size.mjs";
import { clipped, sideways } from "./reflow.mjs";

const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }`;

/** Runs `inspect` with a style sheet that readers bring; it is gone afterwards. The CSSOM needs no leave of a policy. */
export async function styled(page, css, inspect) {
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    window.readersSheet = sheet;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, css);
  try {
    await settled(page);
    return await inspect();
  } finally {
    await page.evaluate(() => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== window.readersSheet);
    });
  }
}

export const probe = {
  name: "text-spacing",
  criteria: ["1.4.12"],
  sentence: "wider spacing of text loses nothing",
  async run(page) {
    const known = new Set([...(await clipped(page)), ...(await overlaps(page))].map(({ element }) => element));
    return styled(page, SPACING, async () =>
      [...(await clipped(page)), ...(await overlaps(page)), ...(await sideways(page))].filter(({ element }) => !known.has(element)),
    ).then(async (found) => [...found, ...(await refused(page))]);
  },
};

/** Spacing that an author fixed with `!important` in an attribute: no reader's sheet wins over it. */
const refused = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("[style]")].flatMap((element) => {
      // Readers' sheets reach what only passes a value on.
      const sets = (at, name) => at.style?.getPropertyPriority(name) === "important" && !/^(inherit|unset|revert)/.test(at.style.getPropertyValue(name));
      const fixed = ["letter-spacing", "word-spacing", "line-height"].filter((name) => sets(element, name));
      if (!fixed.length) return [];
      const least = { "letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5 };
      const value = (part, name) => {
        const style = getComputedStyle(part);
        const set = style.getPropertyValue(name);
        return set === "normal" ? 0 : parseFloat(set) / parseFloat(style.fontSize);
      };
      // Text that this element's value holds for, and that is seen; between lines there is space only if there are two.
      const texts = (name) => [element, ...element.querySelectorAll("*")].filter((part) => {
        const own = [...part.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
        if (!own.length || !part.checkVisibility({ visibilityProperty: true })) return false;
        for (let at = part; at !== element; at = at.parentElement) if (sets(at, name)) return false;
        const range = document.createRange();
        const boxes = own.flatMap((node) => (range.selectNodeContents(node), [...range.getClientRects()]));
        if (!boxes.some((box) => box.bottom + scrollY > 0 && box.right + scrollX > 0)) return false;
        return name !== "line-height" || new Set(boxes.map(({ top }) => Math.round(top))).size > 1;
      });
      const small = fixed.filter((name) => texts(name).some((part) => value(part, name) < least[name] - 0.001));
      return small.map((name) => ({ element: element.id ? `#${element.id}` : window.probing.path(element), text: `${name} cannot be widened` }));
    }),
  );
