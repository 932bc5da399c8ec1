// The focus goes in the order in which the page is read.

import { ask } from "../ask.mjs";

export const probe = {
  name: "focus-order",
  criteria: ["2.4.3"],
  sentence: "the focus follows the order of reading",
  run: (page) =>
    ask(page, () => {
      const { focusables, path, visible } = window.probing;
      const found = [];
      for (const element of document.querySelectorAll("[tabindex]")) {
        if (element.tabIndex > 0) found.push({ element: path(element), text: `tabindex ${element.tabIndex} takes it out of the order` });
      }
      /** The direction of what holds both: a German menu on an Arabic page goes from left to right. */
      const direction = (one, other) => {
        let at = one;
        while (at && !at.contains(other)) at = at.parentElement;
        return getComputedStyle(at ?? document.documentElement).direction;
      };
      const fixed = (element) => {
        for (let at = element; at; at = at.parentElement) if (/fixed|sticky/.test(getComputedStyle(at).position)) return true;
        return false;
      };
      const list = focusables().filter((element) => visible(element) && !fixed(element)).sort((a, b) => {
        const [x, y] = [a.tabIndex || Infinity, b.tabIndex || Infinity];
        return x === y ? 0 : x - y;
      });
      for (let index = 1; index < list.length; index += 1) {
        const [a, b] = [list[index - 1].getBoundingClientRect(), list[index].getBoundingClientRect()];
        const rtl = direction(list[index - 1], list[index]) === "rtl";
        // Areas of a drawing follow their list, wherever they lie.
        const drawing = list[index].closest("svg");
        if (drawing && drawing.contains(list[index - 1])) continue;
        // Upwards is fine where the next column begins, that is further on in the direction of writing.
        const upwards = a.top - b.bottom > 60;
        const further = rtl ? b.right <= a.left + 1 : b.left >= a.right - 1;
        const backwards = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.6 * Math.min(a.height, b.height) && (rtl ? b.left >= a.right + 8 : b.right <= a.left - 8);
        if (upwards && !further) found.push({ element: path(list[index]), text: `comes after ${path(list[index - 1])}, but stands ${Math.round(a.top - b.bottom)} pixels above it` });
        else if (backwards) found.push({ element: path(list[index]), text: `comes after ${path(list[index - 1])}, but stands before it in the line` });
      }
      return found;
    }),
};
