// What is pressed is large enough: 24 CSS pixels by WCAG 2.5.8, 44 by the rule of the house, 56 in the simplified view.
//
// Links within a sentence are exempt, as in WCAG; a label that operates its control adds to the control's area.

import { ask } from "../ask.mjs";

export const probe = {
  name: "targets",
  criteria: ["2.5.8"],
  sentence: "what is pressed measures 44 pixels, 56 in the simplified view",
  async run(page, { view = "normal" }) {
    // Text fields and what the simplified view shares with the frame keep 44; the acts themselves grow.
    const least = view === "simple" ? 56 : 44;
    return ask(page, (least) => {
      const { controls, path, inSentence, shown } = window.probing;
      const boxes = controls().map((element) => {
        const rects = [element, ...(element.matches('input[type="checkbox"], input[type="radio"]') ? element.labels ?? [] : [])].map((part) => part.getBoundingClientRect());
        const left = Math.min(...rects.map((box) => box.left));
        const right = Math.max(...rects.map((box) => box.right));
        const top = Math.min(...rects.map((box) => box.top));
        const bottom = Math.max(...rects.map((box) => box.bottom));
        return { element, width: right - left, height: bottom - top, x: (left + right) / 2, y: (top + bottom) / 2 };
      });
      return boxes.flatMap(({ element, width, height, x, y }) => {
        if (inSentence(element) || element.closest("svg") || element.closest("[aria-hidden=true]")) return [];
        const small = Math.min(width, height);
        const size = `${Math.round(width * 10) / 10} × ${Math.round(height * 10) / 10} pixels`;
        const what = shown(element).slice(0, 40);
        if (small < 23.9) {
          // A circle of 24 pixels around it that meets no other target would do for WCAG, not for the house.
          const crowded = boxes.some((other) => other.element !== element && !other.element.contains(element) && !element.contains(other.element) && Math.hypot(other.x - x, other.y - y) < 24);
          return [{ element: path(element), text: `${size}, below 24${crowded ? ", and crowded" : ""}: ${what}` }];
        }
        const act = element.matches('button, [role="button"], input[type="submit"], summary, input[type="checkbox"], input[type="radio"], a');
        const needed = act ? least : Math.min(least, 44);
        return small < needed - 0.5 ? [{ element: path(element), text: `${size}, below ${needed}: ${what}`, house: true }] : [];
      });
    }, least);
  },
};
