// Fields, boxes and icons stand out from what lies behind them by 3:1, measured on the painted pixels.

import { ask, settled, unfocus } from "../ask.mjs";
import { at, contrast, picture, range } from "../pixels.mjs";

const ROOM = 4;

export const probe = {
  name: "control-contrast",
  criteria: ["1.4.11"],
  sentence: "fields, boxes and icons stand out by 3:1",
  weight: "heavy",
  async run(page, { seen = new Set(), look = "" }) {
    await unfocus(page);
    await page.mouse.move(0, 0);
    await settled(page);
    const list = await ask(page, () => {
      const { path, visible, shown } = window.probing;
      const fields = [...document.querySelectorAll('input:not([type="hidden"]), select, textarea, [role="checkbox"], [role="switch"], [role="radio"], [role="textbox"]')];
      const icons = [...document.querySelectorAll("button svg, a svg, summary svg, [role=button] svg, [role=img], svg[aria-label]")].filter((icon) => {
        const control = icon.closest("button, a, summary, [role=button]");
        // Beside a word the icon only adds; alone it is the message.
        return !control || !shown(control);
      });
      // Signs that stand for words: a star to choose, a cross to close.
      const signs = [...document.querySelectorAll("label, button, a[href], [role=button]")].filter((sign) => !sign.querySelector("svg, img") && /^[^\p{L}\p{N}\s]{1,3}$/u.test(shown(sign)));
      return [...new Set([...fields, ...icons, ...signs])].flatMap((element) => {
        if (!visible(element) || element.disabled || element.getAttribute("aria-disabled") === "true" || element.closest("fieldset:disabled")) return [];
        const style = getComputedStyle(element);
        // What the browser draws by itself is the browser's to answer for.
        const native = element.localName !== "button" && style.appearance !== "none" && /^(checkbox|radio|range|color|file|submit|button|reset|image)$/.test(element.type ?? "");
        if (native) return [];
        const box = element.getBoundingClientRect();
        const kind = [element.localName, element.type, element.className?.baseVal ?? element.className, element.getAttribute("style"), element.checked, element.ariaChecked, element.parentElement?.className?.baseVal ?? element.parentElement?.className].join("|");
        return [{ element: path(element), icon: element.localName === "svg" || signs.includes(element) || element.matches("[role=img]"), kind, x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height, browser: style.appearance !== "none" && style.borderStyle === "inset" }];
      });
    });
    const found = [];
    for (const { element, icon, kind, x, y, width, height, browser } of list) {
      if (browser || seen.has(look + kind)) continue;
      seen.add(look + kind);
      if (icon) {
        const most = range(await picture(page, { x, y, width, height }));
        if (most < 2.95) found.push({ element, text: `an icon stands out by ${most.toFixed(2)}:1` });
        continue;
      }
      const shot = await picture(page, { x: x - ROOM, y: y - ROOM, width: width + 2 * ROOM, height: Math.min(height, 200) + 2 * ROOM });
      const outside = at(shot, 0, 0);
      const middle = { x: shot.width / 2, y: shot.height / 2 };
      // Across each edge, from outside to a few pixels within; one edge that stands out is enough to find the field.
      const lines = [
        Array.from({ length: 12 }, (_, step) => at(shot, step, middle.y)),
        Array.from({ length: 12 }, (_, step) => at(shot, shot.width - 1 - step, middle.y)),
        Array.from({ length: 12 }, (_, step) => at(shot, middle.x, step)),
        ...(height <= 200 ? [Array.from({ length: 12 }, (_, step) => at(shot, middle.x, shot.height - 1 - step))] : []),
      ];
      const most = Math.max(...lines.flat().map((colour) => contrast(colour, outside)));
      if (most < 2.95) found.push({ element, text: `its edge stands out by ${most.toFixed(2)}:1` });
    }
    return found;
  },
};
