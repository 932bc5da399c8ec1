// Pressing is not yet acting: who moves away before letting go has done nothing.

import { ask, settled } from "../ask.mjs";
import { observe } from "../observe.mjs";

export const probe = {
  name: "pointer",
  criteria: ["2.5.2"],
  sentence: "pressing and moving away does nothing",
  changes: true,
  bears: true,
  weight: "heavy",
  async run(page, { reopen, seen = new Set() }) {
    const found = [];
    const list = await ask(page, () => {
      const { controls, path } = window.probing;
      return controls().filter((element) => !element.matches('input:not([type="submit"], [type="button"], [type="checkbox"], [type="radio"]), select, textarea')).map((element) => ({ element: path(element), kind: `${element.localName}|${element.className?.baseVal ?? element.className}|${[...element.attributes].map(({ name }) => name).join()}` }));
    });
    let changed = await observe(page, { focus: false });
    for (const { element, kind } of list) {
      if (seen.has(kind)) continue;
      seen.add(kind);
      const target = page.locator(element).first();
      await target.scrollIntoViewIfNeeded().catch(() => {});
      const box = await target.boundingBox().catch(() => null);
      if (!box) continue;
      await page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
      await settled(page);
      changed = await observe(page, { focus: false });
      await page.mouse.down();
      const down = await changed();
      // Letting go in a corner where nothing is.
      const free = await page.evaluate(() => {
        for (const [x, y] of [[1, 1], [innerWidth - 2, 1], [1, innerHeight - 2], [innerWidth - 2, innerHeight - 2]]) if (!document.elementFromPoint(x, y)?.closest("a, button, input, summary, label, [onclick]")) return [x, y];
        return [0, 0];
      }).catch(() => [0, 0]);
      await page.mouse.move(...free);
      await page.mouse.up();
      const what = down || (await changed());
      if (!what) continue;
      // Looks may change while something is pressed; acts may not.
      if (/^attributes/.test(what) && page.url() && !(await acted(page))) continue;
      found.push({ element, text: `acts when pressed, before it is let go: ${what}` });
      await reopen();
    }
    return found;
  },
};

const acted = (page) => page.evaluate(() => window.seenChanges?.some((change) => /^(childList|characterData|attributes (hidden|open|disabled|aria-\w+) )/.test(change)) ?? true).catch(() => true);
