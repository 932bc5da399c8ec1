// The focus goes in the order in which the page is read.

import { ask, settled } from "../ask.mjs";

export const probe = {
  name: "focus-order",
  criteria: ["2.4.3"],
  sentence: "the focus follows the order of reading",
  changes: true,
  async run(page, { left = () => {} } = {}) {
    const found = [...(await order(page)), ...(await outside(page))];
    // What a button unfolds follows that button, wherever it stands.
    const openers = await ask(page, () => [...document.querySelectorAll('[aria-expanded="false"][aria-controls]')].filter((button) => window.probing.visible(button) && button.matches("button, [role=button]")).slice(0, 12).map(window.probing.path));
    if (!openers.length) left();
    for (const opener of openers) {
      const button = page.locator(opener).first();
      const address = page.url();
      const pressed = await button.press("Enter").then(() => true, () => false);
      if (!pressed || page.url() !== address) break;
      await settled(page);
      const panel = await ask(page, (path) => {
        const { path: name, visible } = window.probing;
        const opened = document.querySelector(path);
        const controlled = opened?.getAttribute("aria-expanded") === "true" && document.getElementById(opened.getAttribute("aria-controls"));
        return controlled && visible(controlled) ? name(controlled) : "";
      }, opener);
      if (panel) {
        const before = new Set(found.map(({ element }) => element));
        const within = await ask(page, ([panel, elements]) => elements.filter((element) => document.querySelector(panel)?.contains(document.querySelector(element))), [panel, (await order(page)).map(({ element }) => element).filter((element) => !before.has(element))]);
        for (const element of within) found.push({ element, text: `what ${opener} unfolds is reached after what stands below it` });
      }
      await button.press("Enter").catch(() => {});
      await settled(page);
    }
    return found;
  },
};

/** What takes the focus and stays out of the window, where nobody can scroll to: a menu that was pushed aside. */
async function outside(page) {
  const suspects = await ask(page, () => {
    const { focusables, path } = window.probing;
    const away = (element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right + scrollX <= 0 || box.bottom + scrollY <= 0 || (box.left >= document.documentElement.clientWidth && document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    };
    return focusables().filter(away).slice(0, 20).map(path);
  });
  const found = [];
  for (const element of suspects) {
    await page.locator(element).first().focus().catch(() => {});
    await settled(page);
    const seen = await page.locator(element).first().evaluate((target) => {
      const box = target.getBoundingClientRect();
      return target !== document.activeElement || (box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight);
    }).catch(() => true);
    if (!seen) found.push({ element, text: "takes the focus outside of the window" });
  }
  if (suspects.length) await page.evaluate(() => document.activeElement?.blur?.());
  return found;
}

/** Whether each stop stands after the one before it. */
const order = (page) =>
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
    const list = focusables().filter((element) => visible(element) && !fixed(element) && element.tabIndex === 0);
    for (let index = 1; index < list.length; index += 1) {
      const [a, b] = [list[index - 1].getBoundingClientRect(), list[index].getBoundingClientRect()];
      const rtl = direction(list[index - 1], list[index]) === "rtl";
      // Areas of a drawing follow their list, wherever they lie.
      const drawing = list[index].closest("svg");
      if (drawing && drawing.contains(list[index - 1])) continue;
      // Upwards is fine where the next column begins, that is further on in the direction of writing.
      // In one column nothing but the order counts; elsewhere lines are of different heights.
      const column = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 * Math.min(a.width, b.width);
      const upwards = a.top - b.bottom > (column ? -2 : 60);
      const further = rtl ? b.right <= a.left + 1 : b.left >= a.right - 1;
      const backwards = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.6 * Math.min(a.height, b.height) && (rtl ? b.left >= a.right + 8 : b.right <= a.left - 8);
      if (upwards && !further) found.push({ element: path(list[index]), text: `comes after ${path(list[index - 1])}, but stands ${Math.round(a.top - b.bottom)} pixels above it` });
      else if (backwards) found.push({ element: path(list[index]), text: `comes after ${path(list[index - 1])}, but stands before it in the line` });
    }
    return found;
  });
