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
      const fixed = ["letter-spacing", "word-spacing", "line-height"].filter((name) => element.style.getPropertyPriority(name) === "important");
      if (!fixed.length || !element.textContent.trim()) return [];
      const size = parseFloat(getComputedStyle(element).fontSize);
      const least = { "letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5 };
      const value = (name) => {
        const set = getComputedStyle(element).getPropertyValue(name);
        return set === "normal" ? 0 : parseFloat(set) / size;
      };
      const small = fixed.filter((name) => value(name) < least[name] - 0.001);
      return small.map((name) => ({ element: element.id ? `#${element.id}` : window.probing.path(element), text: `${name} cannot be widened` }));
    }),
  );
