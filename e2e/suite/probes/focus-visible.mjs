// What has the focus looks different from what has not, and by enough.
//
// Method: the same place photographed with and without the focus; the pixels that differ are counted. Elements that
// the style sheet treats alike are looked at once, unless the page is a gallery.

import { ask, settled, unfocus } from "../ask.mjs";
import { difference, picture } from "../pixels.mjs";

/** What room an indicator may take around the element, in CSS pixels. */
const ROOM = 8;

export const probe = {
  name: "focus-visible",
  criteria: ["2.4.7", "1.4.11"],
  sentence: "the focus is seen, at least two pixels thick and with a contrast of 3:1",
  weight: "heavy",
  async run(page, { seen = new Set(), look = "" }) {
    const found = [];
    await unfocus(page);
    const stops = [];
    for (let step = 0; step < 400; step += 1) {
      await page.keyboard.press("Tab");
      // One question a stop: there are some thousand of them in a run.
      const place = await ask(page, () => {
        const element = window.probing.active();
        if (!element) return { at: "body" };
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const kind = [element.localName, element.type, element.className?.baseVal ?? element.className, element.parentElement?.localName, element.parentElement?.className, style.display, style.color, style.outline, style.boxShadow, style.backgroundColor].join("|");
        // Lines of a broken link have boxes of their own; the first is looked at.
        const line = style.display === "inline" ? element.getClientRects()[0] ?? box : box;
        const around = element.closest("li, article, tr, .card, label, details, fieldset")?.getBoundingClientRect() ?? line;
        const holder = { x: around.x + scrollX, y: around.y + scrollY, width: around.width, height: around.height };
        return { at: window.probing.path(element), kind, holder, x: line.x + scrollX, y: line.y + scrollY, width: line.width, height: line.height };
      });
      const { at } = place;
      if (at === "body" || stops.includes(at)) break;
      stops.push(at);
      const key = `${look}|${place.kind}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (place.width < 2 || place.height < 2) {
        found.push({ element: at, text: `takes the focus, but is ${Math.round(place.width)} × ${Math.round(place.height)} pixels large` });
        continue;
      }
      const clip = { x: place.x - ROOM, y: place.y - ROOM, width: place.width + 2 * ROOM, height: Math.min(place.height, 300) + 2 * ROOM };
      // What the focus shows may be around something larger, such as a card whose only link has it.
      const wide = { x: place.holder.x - ROOM, y: place.holder.y - ROOM, width: place.holder.width + 2 * ROOM, height: Math.min(place.holder.height, 600) + 2 * ROOM };
      await settled(page);
      const before = [await picture(page, clip), await picture(page, wide)];
      // Looks are compared in place: the focus goes, the element stays. Of a skip link that goes as well, the place is left.
      await page.evaluate(() => document.activeElement.blur());
      await settled(page);
      let { any, strong } = difference(before[0], await picture(page, clip));
      if (any < 2 * (place.width + place.height)) ({ any, strong } = difference(before[1], await picture(page, wide)));
      const ring = 2 * (place.width + Math.min(place.height, 300));
      if (any < ring * 0.4) found.push({ element: at, text: `no visible focus: ${any} pixels change, its outline has ${Math.round(ring)}` });
      else if (strong < ring * 0.9) found.push({ element: at, text: `weak focus: ${strong} pixels change by 3:1 or more, its outline has ${Math.round(ring)}` });
      await page.evaluate((path) => document.querySelector(path)?.focus(), at);
    }
    return found;
  },
};
