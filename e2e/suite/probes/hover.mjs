// What appears when something is pointed at or takes the focus can be pointed at itself, stays, and goes with Escape.

import { ask, settled } from "../ask.mjs";
import { listeners } from "../listeners.mjs";

const shownNow = (page) =>
  ask(page, () => [...document.querySelectorAll("body *")].filter((element) => window.probing.visible(element) && window.probing.shown(element)).map(window.probing.path));

export const probe = {
  name: "hover",
  criteria: ["1.4.13"],
  sentence: "what appears on pointing stays, can be pointed at, and goes with Escape",
  weight: "heavy",
  async run(page, { seen = new Set() }) {
    const found = [];
    const triggers = await ask(page, () => {
      const { path, visible } = window.probing;
      // Whatever a rule of the style sheet or a script treats differently when it is pointed at.
      const rules = [];
      const collect = (list) => {
        for (const rule of list) {
          if (rule.cssRules) collect(rule.cssRules);
          if (rule.selectorText && /:hover|:focus/.test(rule.selectorText) && /display|visibility|opacity|clip|transform|height|left|top|max-height|content/.test(rule.style?.cssText ?? "")) rules.push(rule.selectorText);
        }
      };
      for (const sheet of document.styleSheets) {
        try {
          collect(sheet.cssRules);
        } catch {
          // A sheet from elsewhere cannot be read.
        }
      }
      const triggers = new Set();
      for (const selector of rules.join(",").split(",")) {
        const before = selector.trim().match(/^(.*?):(?:hover|focus(?:-within|-visible)?)/)?.[1];
        // A rule about the thing itself that changes only its own looks shows nothing new.
        if (before === undefined) continue;
        const rest = selector.trim().slice(before.length).replace(/^:(hover|focus-within|focus-visible|focus)/, "");
        if (!/[\s>+~]|::(before|after)/.test(rest)) continue;
        try {
          document.querySelectorAll(before || "*").forEach((element) => visible(element) && triggers.add(element));
        } catch {
          // A selector of a kind this browser does not know.
        }
      }
      document.querySelectorAll("[onmouseover], [onmouseenter], [onfocus], [data-tooltip]").forEach((element) => visible(element) && triggers.add(element));
      return [...triggers].slice(0, 60).map((element) => ({ element: path(element), kind: `${element.localName}|${element.className}` }));
    });
    for (const { element } of await listeners(page, ["mouseenter", "mouseover", "pointerenter", "pointerover", "focusin", "focus"])) {
      if (!/^(window|document|html|body)$/.test(element) && !triggers.some((other) => other.element === element)) triggers.push({ element, kind: element });
    }
    for (const { element, kind } of triggers) {
      if (seen.has(kind)) continue;
      seen.add(kind);
      await page.mouse.move(0, 0);
      await settled(page);
      const before = new Set(await shownNow(page));
      const pseudo = await content(page, element);
      const target = page.locator(element).first();
      if (!(await target.hover({ timeout: 3000, force: true }).then(() => true, () => false))) continue;
      await settled(page);
      const appeared = (await shownNow(page)).filter((path) => !before.has(path));
      if (!appeared.length && (await content(page, element)) !== pseudo) {
        found.push({ element, text: "shows a text made by the style sheet, which nobody can point at or dismiss" });
        continue;
      }
      if (!appeared.length) continue;
      const tip = appeared[0];
      const box = await page.locator(tip).first().boundingBox();
      if (box) {
        // In small steps, as a hand does it.
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
        await settled(page);
        await page.evaluate(() => new Promise((done) => setTimeout(done, 0)));
        if (!(await page.locator(tip).first().isVisible())) found.push({ element, text: "what it shows goes when it is pointed at" });
      }
      await target.hover({ timeout: 3000, force: true }).catch(() => {});
      await settled(page);
      if (await page.locator(tip).first().isVisible()) {
        await page.keyboard.press("Escape");
        await settled(page);
        if (await page.locator(tip).first().isVisible()) found.push({ element, text: "what it shows does not go with Escape" });
      }
      await page.mouse.move(0, 0);
      await settled(page);
      // It stays as long as the pointer does: every timer that the page sets meanwhile is up at once.
      await page.evaluate(() => {
        window.ownTimeout ??= window.setTimeout;
        window.setTimeout = (act, _, ...more) => window.ownTimeout(act, 0, ...more);
      });
      await target.hover({ timeout: 3000, force: true }).catch(() => {});
      await settled(page);
      const stays = await page.evaluate(() => new Promise((done) => window.ownTimeout(done, 50))).then(() => page.locator(tip).first().isVisible());
      await page.evaluate(() => {
        window.setTimeout = window.ownTimeout;
      });
      if (!stays && !found.some((other) => other.element === element)) found.push({ element, text: "what it shows goes by itself after a while" });
      await page.mouse.move(0, 0);
    }
    return found;
  },
};

/** The text that style sheets put before and after an element. */
const content = (page, element) =>
  ask(page, (path) => {
    const target = document.querySelector(path);
    if (!target) return "";
    return [target, ...target.children].slice(0, 20).flatMap((part) => ["::before", "::after"].map((pseudo) => {
      const style = getComputedStyle(part, pseudo);
      return style.content !== "none" && style.content !== "normal" && style.visibility !== "hidden" && style.opacity !== "0" && style.display !== "none" ? style.content : "";
    })).join();
  }, element);
