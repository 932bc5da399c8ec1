// With the reader's own colours everything that carries meaning is still painted (EN 301 549, 11.7).

import { ask, settled, unfocus } from "../ask.mjs";
import { difference, picture, range } from "../pixels.mjs";

export const probe = {
  name: "forced-colors",
  criteria: ["1.4.11", "EN 11.7"],
  sentence: "with forced colours icons, fields and buttons are still seen",
  weight: "heavy",
  async run(page, { seen = new Set(), scarce = false, reopen }) {
    const scheme = await page.evaluate(() => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
    await page.emulateMedia({ forcedColors: "active", colorScheme: "light" });
    try {
      await settled(page);
      // The first picture after the window's size changed may still be of the size before.
      await picture(page, { x: 0, y: 0, width: 1, height: 1 });
      const suspects = await ask(page, () => {
        const { path, visible, shown, name } = window.probing;
        return [...document.querySelectorAll("body *")].flatMap((element) => {
          if (!visible(element) || element.closest("svg svg, svg *, [aria-hidden=true] [aria-hidden=true]")) return [];
          const style = getComputedStyle(element);
          const drawn = [null, "::before", "::after"].map((part) => getComputedStyle(element, part)).filter(({ content }, index) => index === 0 || (content !== "none" && content !== "normal"));
          const image = drawn.some(({ maskImage, webkitMaskImage, backgroundImage }) => (maskImage && maskImage !== "none") || (webkitMaskImage && webkitMaskImage !== "none") || (backgroundImage !== "none" && !backgroundImage.includes("gradient")));
          const icon = element.localName === "svg" || (image && !shown(element));
          const button = element.matches("button, input[type=submit], input[type=button], [role=button]") && shown(element);
          const field = element.matches('input:not([type=checkbox], [type=radio], [type=range], [type=color], [type=file], [type=submit], [type=button], [type=image], [type=reset], [type=hidden]), textarea, select');
          const state = element.matches('[aria-selected="true"], [aria-pressed="true"], [aria-current]:not([aria-current="false"])') ? element : null;
          if (!icon && !button && !field && !state) return [];
          const box = element.getBoundingClientRect();
          const border = ["Top", "Right", "Bottom", "Left"].some((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none") || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
          const kind = [element.localName, element.className?.baseVal ?? element.className, image, element.parentElement?.className?.baseVal ?? element.parentElement?.className].join("|");
          return [{ element: path(element), what: icon ? "icon" : field ? "field" : button ? "button" : "state", border, appearance: style.appearance, kind, name: name(element), x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height, adjust: style.forcedColorAdjust }];
        });
      });
      const found = [];
      for (const suspect of suspects) {
        if (seen.has(suspect.kind + suspect.what)) continue;
        seen.add(suspect.kind + suspect.what);
        if (suspect.what === "field" && !suspect.border && (suspect.appearance === "none" || (await edgeless(page, suspect)))) found.push({ element: suspect.element, text: "a field without border is not seen with forced colours" });
        if (suspect.what === "icon" && suspect.width < 400 && suspect.height < 400) {
          // Only what lies within the icon's box counts, so a border around it is no proof.
          const inner = { x: suspect.x + suspect.width * 0.1, y: suspect.y + suspect.height * 0.1, width: suspect.width * 0.8, height: suspect.height * 0.8 };
          if (range(await picture(page, inner)) < 1.5 && range(await picture(page, inner, { careful: true })) < 1.5) found.push({ element: suspect.element, text: "an icon is not painted with forced colours" });
        }
        if (suspect.what === "button" && !suspect.border && suspect.appearance === "none" && !(await differs(page, suspect))) found.push({ element: suspect.element, text: "a button has no border with forced colours and looks like text" });
        if (suspect.adjust === "none" && suspect.what !== "icon") found.push({ element: suspect.element, text: "refuses the reader's colours (forced-color-adjust: none)" });
      }
      found.push(...(await insisting(page)), ...(await states(page)), ...(await focusless(page, seen)));
      // Readers' colours may be light on dark: what an author drew in black is gone then.
      await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
      // The browser does not always pass the new colours on to drawings that inherit them while the page is open; a page
      // that is opened with these colours has them. So the whole page gets its style anew, and is opened anew where
      // that did not suffice.
      const icons = suspects.filter(({ element, kind, what, width, height }) => what === "icon" && width < 400 && height < 400 && !seen.has(`dark ${kind}`) && !found.some((other) => other.element === element));
      await restyled(page);
      let unseen = await unpainted(page, icons);
      // One of a kind is enough, as above.
      for (const icon of icons) if (!unseen.includes(icon)) seen.add(`dark ${icon.kind}`);
      if (unseen.length && !scarce) {
        await reopen({ forcedColors: "active", colorScheme: "dark" });
        await settled(page);
      }
      // What cannot be opened anew is not judged by a picture that may be stale; its icons stand on other pages, too.
      unseen = scarce ? [] : await unpainted(page, unseen);
      for (const { element } of unseen) found.push({ element, text: "an icon is not painted with forced colours on dark" });
      return found;
    } finally {
      await page.emulateMedia({ forcedColors: "none", colorScheme: scheme });
    }
  },
};

/** The page gets its style anew, as if it was opened with the colours of now. */
async function restyled(page) {
  await page.evaluate(() => {
    const root = document.documentElement;
    root.hidden = true;
    void root.offsetHeight;
    root.hidden = false;
  });
  await settled(page);
}

/** Which icons are not painted where they are now. */
async function unpainted(page, icons) {
  const left = [];
  for (const icon of icons) {
    const box = await ask(page, (path) => {
      const element = document.querySelector(path);
      if (!element || !window.probing.visible(element)) return null;
      const { x, y, width, height } = element.getBoundingClientRect();
      // Only what lies within the icon's box counts, so a border around it is no proof.
      return { x: x + scrollX + width * 0.1, y: y + scrollY + height * 0.1, width: width * 0.8, height: height * 0.8 };
    }, icon.element);
    // A quick picture may come before the new colours are painted.
    if (box && range(await picture(page, box)) < 1.5 && range(await picture(page, box, { careful: true })) < 1.5) left.push(icon);
  }
  return left;
}

/** Whether nothing is painted where a field begins. */
const edgeless = async (page, { x, y, width, height }) => range(await picture(page, { x: x - 4, y: y + height / 2, width: Math.min(12, width / 2), height: 2 })) < 1.5;

/** Text that keeps its author's colours: nobody knows whether they suit what lies behind now. */
const insisting = (page) =>
  ask(page, () => {
    const { path, visible } = window.probing;
    const insists = (element) => getComputedStyle(element).forcedColorAdjust === "none";
    return [...document.querySelectorAll("body *")].flatMap((element) => {
      if (element.closest("svg") || !insists(element) || insists(element.parentElement) || !visible(element)) return [];
      return element.textContent.trim() ? [{ element: path(element), text: "refuses the reader's colours (forced-color-adjust: none)" }] : [];
    });
  });

/** What is chosen looks like what is not, once the author's colours are gone. */
const states = (page) =>
  ask(page, () => {
    const { path, visible, shown } = window.probing;
    // What holds the words may be what is set apart: bold text among links.
    const holder = (element) => {
      const own = [...element.childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim());
      return own || element.children.length !== 1 ? element : holder(element.firstElementChild);
    };
    const look = (element) => {
      const parts = [[holder(element)], [element], [element, "::before"], [element, "::after"], [element.parentElement]].map((part) => {
        const style = getComputedStyle(...part);
        return [style.backgroundColor, style.color, style.borderWidth, style.borderStyle, style.borderColor, style.fontWeight, style.fontStyle, style.textDecorationLine, style.outlineStyle, style.outlineWidth, style.content, style.backgroundImage].join();
      });
      return [...parts.slice(0, 4), parts[4].split(",").slice(2, 4).join(), element.querySelectorAll("svg, img").length, /[✓✔●•▶→]/.test(shown(element))].join("|");
    };
    return [...document.querySelectorAll('[aria-selected="true"], [aria-pressed="true"], [aria-current]:not([aria-current="false"])')].flatMap((chosen) => {
      const others = [...(chosen.closest("nav, ul, ol, [role=tablist], [role=group]") ?? chosen.parentElement).querySelectorAll(chosen.localName)].filter((other) => other !== chosen && visible(other) && !other.matches('[aria-selected="true"], [aria-pressed="true"], [aria-current]:not([aria-current="false"])'));
      if (!visible(chosen) || !others.length) return [];
      return look(chosen) === look(others[0]) ? [{ element: path(chosen), text: "looks like what is not chosen with forced colours" }] : [];
    });
  });

/** What shows its focus by shadows or backgrounds only: both go with the author's colours. */
async function focusless(page, seen) {
  const found = [];
  await unfocus(page);
  const stops = new Set();
  for (let step = 0; step < 100; step += 1) {
    await page.keyboard.press("Tab");
    const place = await ask(page, () => {
      const element = window.probing.active();
      if (!element) return { stop: "body" };
      const stop = window.probing.path(element);
      const style = getComputedStyle(element);
      if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) return { stop };
      const box = (element.closest("label, .choice, li") ?? element).getBoundingClientRect();
      return { stop, kind: `focus ${element.localName}|${element.type}|${element.className?.baseVal ?? element.className}`, x: box.x + scrollX - 8, y: box.y + scrollY - 8, width: box.width + 16, height: Math.min(300, box.height) + 16 };
    });
    const { stop } = place;
    if (stop === "body" || stops.has(stop)) break;
    stops.add(stop);
    if (!place.kind || seen.has(place.kind)) continue;
    seen.add(place.kind);
    const before = await picture(page, place);
    await page.evaluate(() => document.activeElement.blur());
    await settled(page);
    // A shade that only some notice is none.
    if (difference(before, await picture(page, place)).strong < 20) found.push({ element: stop, text: "shows no focus with forced colours" });
    await page.evaluate((path) => document.querySelector(path)?.focus(), stop);
  }
  return found;
}

/** Whether a button's background or an icon of its own sets it apart: there is more than a line of text. */
const differs = (page, { element }) =>
  ask(page, (path) => {
    const button = document.querySelector(path);
    const background = window.probing.colour(getComputedStyle(button).backgroundColor);
    const page = window.probing.colour(getComputedStyle(document.body).backgroundColor);
    const underlined = getComputedStyle(button).textDecorationLine.includes("underline");
    return underlined || Boolean(button.querySelector("svg, img")) || (background[3] > 0 && background.slice(0, 3).join() !== page.slice(0, 3).join());
  }, element);
