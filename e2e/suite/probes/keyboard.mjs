// Everything can be reached and left with the Tab key, and what is operable is operable without a mouse.

import { ask, focused, settled, unfocus } from "../ask.mjs";
import { listeners } from "../listeners.mjs";

/** Walks with Tab until the focus leaves the page or comes round; the selectors in order. */
export async function walk(page, { key = "Tab", most = 400, slowly = false } = {}) {
  await unfocus(page);
  const stops = [];
  let stuck = 0;
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press(key);
    if (slowly) {
      // What moves the focus back does so a moment later: the page's own short timers run first.
      await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
      await settled(page);
    }
    const now = await focused(page);
    if (now === "body") return { stops, trap: null };
    if (now === stops.at(-1)) {
      // Date fields have parts, frames and media have controls of their own: those get some more presses.
      const parts = await page.locator(now).first().evaluate((element) => element.matches('input[type="date"], input[type="time"], input[type="datetime-local"], input[type="month"], iframe, video, audio')).catch(() => false);
      stuck += 1;
      if (stuck > (parts ? 12 : 2)) return { stops, trap: now };
      continue;
    }
    stuck = 0;
    if (stops.length > 1 && now === stops[0]) return { stops, trap: null, round: true };
    // Two that hand the focus to each other are a trap as well.
    if (stops.slice(0, -1).includes(now)) return { stops, trap: now };
    stops.push(now);
  }
  return { stops, trap: stops.at(-1) };
}

export const probe = {
  name: "keyboard",
  criteria: ["2.1.1", "2.1.2", "2.4.1"],
  sentence: "the keyboard reaches everything, is caught nowhere, and skips to the content",
  weight: "heavy",
  async run(page) {
    const found = [];
    const expected = await ask(page, () => window.probing.focusables().map(window.probing.path));
    const returns = (await listeners(page, ["blur", "focusout", "focus", "focusin"])).some(({ element }) => !/^(window|document)$/.test(element));
    const slowly = returns || (await page.locator("[onblur], [onfocusout], [onfocus], [onfocusin]").count()) > 0;
    const forward = await walk(page, { slowly });
    if (forward.trap) found.push({ element: forward.trap, text: "the focus cannot leave this element with Tab" });
    else {
      const reached = new Set(forward.stops);
      const missing = await ask(page, (paths) => paths.filter((path) => {
        const element = document.querySelector(path);
        // Another button of the same group counts.
        return element && !(element.type === "radio");
      }), expected.filter((path) => !reached.has(path)));
      for (const element of missing) found.push({ element, text: "cannot be reached with Tab" });
      const back = await walk(page, { key: "Shift+Tab", slowly });
      if (back.trap) found.push({ element: back.trap, text: "the focus cannot leave this element with Shift and Tab" });
    }
    found.push(...(await mouseOnly(page)));
    found.push(...(await pointedAt(page)));
    found.push(...(await unscrollable(page)));
    found.push(...(await skipping(page, forward.stops)));
    return found;
  },
};

/** Elements that answer to a click and to nothing else. */
async function mouseOnly(page) {
  const clickable = await listeners(page, ["click", "mousedown", "mouseup", "pointerdown", "dblclick"]);
  return ask(page, (paths) => {
    const { path, visible, FOCUSABLE } = window.probing;
    const inline = [...document.querySelectorAll("[onclick], [onmousedown], [onmouseup], [ondblclick]")].map(path);
    return [...new Set([...paths, ...inline])].flatMap((selector) => {
      const element = document.querySelector(selector);
      if (!element || element.matches("html, body, form, main, #main, dialog, label, fieldset") || !visible(element)) return [];
      // Inside or around something operable, the listener only adds to it; a node that handles the keys manages focus itself.
      if (element.closest(FOCUSABLE) || element.querySelector(FOCUSABLE)) return [];
      return [{ element: selector, text: "answers to the mouse, but cannot take the focus" }];
    });
  }, clickable.map(({ element }) => element));
}

/** Menus that a style sheet unfolds when they are pointed at, and for no focus. */
const pointedAt = (page) =>
  ask(page, () => {
    const { path, visible, FOCUSABLE } = window.probing;
    const rules = [];
    const collect = (list) => {
      for (const rule of list) {
        if (rule.cssRules?.length) collect(rule.cssRules);
        if (rule.selectorText && /display|visibility|opacity/.test(rule.style?.cssText ?? "")) rules.push(...rule.selectorText.split(",").map((part) => part.trim()));
      }
    };
    for (const sheet of document.styleSheets) {
      try {
        collect(sheet.cssRules);
      } catch {
        // A sheet from elsewhere cannot be read.
      }
    }
    return rules.flatMap((selector) => {
      const [before, rest] = selector.split(/:hover/, 2);
      if (rest === undefined || !/[\s>+~]/.test(rest)) return [];
      if (["focus", "focus-within", "focus-visible"].some((state) => rules.includes(selector.replace(":hover", `:${state}`)))) return [];
      try {
        const hidden = [...document.querySelectorAll(before + rest)].find((part) => !visible(part) && (part.matches(FOCUSABLE) || part.querySelector(FOCUSABLE)));
        const trigger = hidden && [...document.querySelectorAll(before)].find((element) => visible(element) && element.contains(hidden));
        // Something with a button of its own may unfold the same by that.
        return trigger && !trigger.querySelector("button, summary, [aria-expanded]") ? [{ element: path(trigger), text: "unfolds when it is pointed at, and for no focus" }] : [];
      } catch {
        return [];
      }
    });
  });

/** Areas that scroll and hold nothing to focus: the keyboard cannot scroll them. */
const unscrollable = (page) =>
  ask(page, () => {
    const { path, visible, shown, FOCUSABLE } = window.probing;
    return [...document.querySelectorAll("body *")].flatMap((element) => {
      const wide = element.scrollWidth > element.clientWidth + 1;
      const high = element.scrollHeight > element.clientHeight + 1;
      if ((!wide && !high) || element.matches("textarea, select, input, iframe")) return [];
      // Nothing to be seen by scrolling, nothing lost.
      if (!shown(element) && !element.querySelector("img, svg, canvas, video")) return [];
      const { overflowX, overflowY } = getComputedStyle(element);
      const scrolls = (wide && /auto|scroll/.test(overflowX)) || (high && /auto|scroll/.test(overflowY));
      if (!scrolls || !visible(element) || element.tabIndex >= 0) return [];
      if ([...element.querySelectorAll(FOCUSABLE)].some((inner) => inner.tabIndex >= 0 && visible(inner))) return [];
      return [{ element: path(element), text: "scrolls, but cannot take the focus" }];
    });
  });

/** Among the first two stops is a link to the content, and it leads there. */
async function skipping(page, stops) {
  const before = await ask(page, () => {
    const main = document.querySelector("main, [role=main], h1");
    const { focusables } = window.probing;
    return main ? focusables().filter((element) => element.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING).length : 0;
  });
  // With a handful of stops before the content there is nothing worth skipping.
  if (before < 4) return [];
  for (const stop of stops.slice(0, 2)) {
    const target = await ask(page, (path) => {
      const link = document.querySelector(path);
      const href = link?.getAttribute("href") ?? "";
      return href.startsWith("#") && href.length > 1 ? href : null;
    }, stop);
    if (!target) continue;
    const good = await ask(page, (id) => {
      const there = document.getElementById(decodeURIComponent(id));
      const main = document.querySelector("main, [role=main]") ?? document.querySelector("h1");
      return Boolean(there && main && (there === main || there.contains(main) || main.contains(there)));
    }, target.slice(1));
    return good ? [] : [{ element: stop, text: `the skip link's target ${target} is not the content` }];
  }
  return [{ element: "html", text: `${before} stops before the content, and no skip link among the first two` }];
}
