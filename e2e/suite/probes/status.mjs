// What changes without taking the focus is told: its text appears in a region that was there before.
//
// Presses what changes the page and sees where words appear. Words that are announced otherwise need no region: the
// focus moves to them, or they are the content of what was just unfolded.

import { ask, settled } from "../ask.mjs";

/** Watches for words that appear. */
const watch = (page) =>
  ask(page, () => {
    const LIVE = '[role="status"], [role="alert"], [role="log"], [aria-live="polite"], [aria-live="assertive"], output';
    // A region that is not shown is not there: nobody listens to it yet.
    window.regionsBefore = new Set([...document.querySelectorAll(LIVE)].filter((region) => region.checkVisibility({ visibilityProperty: true })));
    window.wordsAppeared = [];
    window.wordsObserver?.disconnect();
    const shownBefore = new Set([...document.querySelectorAll("body *")].filter(window.probing.visible));
    window.wordsObserver = new MutationObserver((records) => {
      for (const record of records) {
        const nodes = record.type === "childList" ? record.addedNodes : [record.target];
        for (const node of nodes) {
          const element = node.nodeType === 1 ? node : node.parentElement;
          if (!element || !element.isConnected || element.closest("head, script, style, textarea, option")) continue;
          if (record.type === "attributes" && shownBefore.has(element)) continue;
          if (window.probing.shown(element)) window.wordsAppeared.push(element);
        }
      }
    });
    window.wordsObserver.observe(document.documentElement, { childList: true, characterData: true, attributes: true, attributeFilter: ["hidden", "class", "style"], subtree: true });
  });

/** Which words appeared outside of any region that was there, and unannounced. */
const unheard = (page, pressed) =>
  ask(page, (pressed) => {
    const { path, visible, shown } = window.probing;
    const button = pressed ? document.querySelector(pressed) : null;
    const active = document.activeElement;
    const found = new Map();
    for (const element of new Set(window.wordsAppeared ?? [])) {
      if (!element.isConnected || !visible(element) || !shown(element)) continue;
      let region = element;
      while (region && !window.regionsBefore.has(region)) region = region.parentElement;
      // A region is silent while it or something around it is hidden from screen readers.
      if (region && !region.closest('[aria-hidden="true"]') && region.getAttribute("aria-live") !== "off") continue;
      // Alerts are read even when they come together with their text.
      if (element.closest('[role="alert"]') || element.querySelector('[role="alert"]')) continue;
      if (active && active !== document.body && active !== button && (element.contains(active) || active.contains(element))) continue;
      // What the pressed thing says itself is read with it, if it is the name that changed.
      if (button && (button === element || button.contains(element))) continue;
      const unfolded = button && (button.getAttribute("aria-expanded") === "true" || button.closest("details[open]")?.contains(element) || document.getElementById(button.getAttribute("aria-controls") ?? "")?.contains(element));
      if (unfolded || element.closest("dialog[open]")) continue;
      found.set(path(element), shown(element).slice(0, 50));
    }
    return [...found].slice(0, 3).map(([element, text]) => ({ element, text: `appears unannounced: ${text}` }));
  }, pressed);

export const probe = {
  name: "status",
  criteria: ["4.1.3"],
  sentence: "messages appear in regions that were there before, or with the focus",
  changes: true,
  needs: "script",
  acts: true,
  async run(page, { act, reopen, gallery = false, left = () => {} }) {
    if (act) {
      // The catalogue knows what changes this page.
      await watch(page);
      await act();
      await settled(page);
      return unheard(page, null);
    }
    if (!gallery) {
      left();
      return [];
    }
    const found = [];
    const buttons = await ask(page, () => window.probing.controls().filter((element) => element.matches('button, input[type="submit"], input[type="button"], [role="button"], [onclick], summary')).map(window.probing.path));
    for (const button of buttons) {
      await watch(page);
      await page.locator(button).first().press("Enter").catch(() => page.locator(button).first().click());
      await settled(page);
      // Messages may come a moment later: all timers of the page up to a second run now.
      await page.evaluate(() => new Promise((done) => setTimeout(done, 1000)));
      found.push(...(await unheard(page, button)));
      await reopen();
    }
    return found;
  },
};
