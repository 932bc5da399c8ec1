// What has the focus is not covered by something that sticks to the window.

import { ask, settled, unfocus } from "../ask.mjs";

export const probe = {
  name: "focus-obscured",
  criteria: ["2.4.11"],
  sentence: "nothing covers the focus in a window of 320 × 256 pixels",
  weight: "heavy",
  async run(page) {
    const before = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 256 });
    const found = [];
    try {
      await unfocus(page);
      const stops = new Set();
      for (let step = 0; step < 400; step += 1) {
        await page.keyboard.press("Tab");
        // One question a stop: there are some thousand of them in a run.
        const hits = await ask(page, async () => {
          const element = window.probing.active();
          if (!element) return { at: "body" };
          const at = window.probing.path(element);
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
          if (!boxes.length) return { at };
          let points = 0;
          let free = 0;
          let cover = null;
          let inside = 0;
          for (const box of boxes) {
            // Corners are inset: rounded ones belong to what lies behind.
            const inset = Math.min(4, box.width / 4, box.height / 4);
            // A shape fills its box in part only; what others of its drawing lie on is still seen beside them.
            const grid = element.ownerSVGElement ? Array.from({ length: 225 }, (_, index) => [box.left + (box.width * ((index % 15) + 0.5)) / 15, box.top + (box.height * (Math.floor(index / 15) + 0.5)) / 15]) : [];
            for (const [x, y] of [
              ...grid,
              [box.x + box.width / 2, box.y + box.height / 2],
              [box.left + inset, box.top + inset],
              [box.right - inset, box.top + inset],
              [box.left + inset, box.bottom - inset],
              [box.right - inset, box.bottom - inset],
            ]) {
              points += 1;
              if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
              inside += 1;
              const top = document.elementFromPoint(x, y);
              if (!top || top === element || element.contains(top) || top.contains(element) || [...(element.labels ?? [])].some((label) => label === top || label.contains(top))) free += 1;
              else cover = window.probing.path(top);
            }
          }
          return { at, points, inside, free, cover };
        });
        const { at } = hits;
        if (at === "body" || stops.has(at)) break;
        stops.add(at);
        if (hits.points === undefined) continue;
        if (hits.inside === 0) found.push({ element: at, text: "has the focus outside of the window" });
        else if (hits.free === 0) found.push({ element: at, text: `is covered entirely by ${hits.cover}` });
      }
    } finally {
      await page.setViewportSize(before);
      await settled(page);
    }
    return found;
  },
};
