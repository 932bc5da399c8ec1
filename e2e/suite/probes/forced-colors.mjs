// With the reader's own colours everything that carries meaning is still painted (EN 301 549, 11.7).

import { ask, settled } from "../ask.mjs";
import { picture, range } from "../pixels.mjs";

export const probe = {
  name: "forced-colors",
  criteria: ["1.4.11", "EN 11.7"],
  sentence: "with forced colours icons, fields and buttons are still seen",
  weight: "heavy",
  async run(page, { seen = new Set() }) {
    await page.emulateMedia({ forcedColors: "active" });
    try {
      await settled(page);
      const suspects = await ask(page, () => {
        const { path, visible, shown, name } = window.probing;
        return [...document.querySelectorAll("body *")].flatMap((element) => {
          if (!visible(element) || element.closest("svg svg, svg *, [aria-hidden=true] [aria-hidden=true]")) return [];
          const style = getComputedStyle(element);
          const drawn = [null, "::before", "::after"].map((part) => getComputedStyle(element, part)).filter(({ content }, index) => index === 0 || (content !== "none" && content !== "normal"));
          const image = drawn.some(({ maskImage, webkitMaskImage, backgroundImage }) => (maskImage && maskImage !== "none") || (webkitMaskImage && webkitMaskImage !== "none") || (backgroundImage !== "none" && !backgroundImage.includes("gradient")));
          const icon = element.localName === "svg" || (image && !shown(element));
          const button = element.matches("button, input[type=submit], input[type=button], [role=button]") && shown(element);
          const field = element.matches('input:not([type=checkbox], [type=radio], [type=range], [type=color], [type=file], [type=submit], [type=button], [type=image], [type=reset], [type=hidden]), textarea, select');
          const state = element.matches('[aria-selected="true"], [aria-pressed="true"], [aria-current]:not([aria-current="false"])') ? element : null;
          if (!icon && !button && !field && !state) return [];
          const box = element.getBoundingClientRect();
          const border = ["Top", "Right", "Bottom", "Left"].some((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none") || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
          const kind = [element.localName, element.className?.baseVal ?? element.className, image, element.parentElement?.className?.baseVal ?? element.parentElement?.className].join("|");
          return [{ element: path(element), what: icon ? "icon" : field ? "field" : button ? "button" : "state", border, appearance: style.appearance, kind, name: name(element), x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height, adjust: style.forcedColorAdjust }];
        });
      });
      const found = [];
      for (const suspect of suspects) {
        if (seen.has(suspect.kind + suspect.what)) continue;
        seen.add(suspect.kind + suspect.what);
        if (suspect.what === "field" && !suspect.border && suspect.appearance === "none") found.push({ element: suspect.element, text: "a field without border is not seen with forced colours" });
        if (suspect.what === "icon" && suspect.width < 400 && suspect.height < 400) {
          // Only what lies within the icon's box counts, so a border around it is no proof.
          const inner = { x: suspect.x + suspect.width * 0.1, y: suspect.y + suspect.height * 0.1, width: suspect.width * 0.8, height: suspect.height * 0.8 };
          if (range(await picture(page, inner)) < 1.5) found.push({ element: suspect.element, text: "an icon is not painted with forced colours" });
        }
        if (suspect.what === "button" && !suspect.border && suspect.appearance === "none" && !(await differs(page, suspect))) found.push({ element: suspect.element, text: "a button has no border with forced colours and looks like text" });
        if (suspect.adjust === "none" && suspect.what !== "icon") found.push({ element: suspect.element, text: "refuses the reader's colours (forced-color-adjust: none)" });
      }
      return found;
    } finally {
      await page.emulateMedia({ forcedColors: "none" });
    }
  },
};

/** Whether a button's background or an icon of its own sets it apart: there is more than a line of text. */
const differs = (page, { element }) =>
  ask(page, (path) => {
    const button = document.querySelector(path);
    const background = window.probing.colour(getComputedStyle(button).backgroundColor);
    const page = window.probing.colour(getComputedStyle(document.body).backgroundColor);
    const underlined = getComputedStyle(button).textDecorationLine.includes("underline");
    return underlined || Boolean(button.querySelector("svg, img")) || (background[3] > 0 && background.slice(0, 3).join() !== page.slice(0, 3).join());
  }, element);
