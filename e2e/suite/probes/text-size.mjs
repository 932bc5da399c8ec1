// Text at twice its size: all of it grows, none of it is cut off or covered.

import { ask, settled } from "../ask.mjs";
import { clipped, sideways } from "./reflow.mjs";
import { styled } from "./text-spacing.mjs";

/** Texts that lie over one another. */
export const overlaps = (page) =>
  ask(page, () => {
    const { path, visible, shown } = window.probing;
    const texts = [...document.querySelectorAll("body *")].filter((element) => {
      if (element.closest("svg, select, option, script, style, noscript, dialog:not([open])")) return false;
      return [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && visible(element);
    });
    const lines = texts.map((element) => {
      const range = document.createRange();
      return [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim()).flatMap((node) => {
        range.selectNodeContents(node);
        // Lines that an excerpt leaves out have boxes, but are not seen.
        const frames = [];
        for (let at = element; at && at !== document.body; at = at.parentElement) if (/hidden|clip/.test(getComputedStyle(at).overflowY)) frames.push(at.getBoundingClientRect());
        return [...range.getClientRects()].filter((line) => frames.every((frame) => line.bottom <= frame.bottom + 2 && line.top >= frame.top - 2));
      });
    });
    const found = [];
    for (let one = 0; one < texts.length; one += 1) {
      for (let other = one + 1; other < texts.length && other < one + 60; other += 1) {
        const [a, b] = [texts[one], texts[other]];
        const hit = lines[one].some((x) => lines[other].some((y) => {
          const width = Math.min(x.right, y.right) - Math.max(x.left, y.left);
          const height = Math.min(x.bottom, y.bottom) - Math.max(x.top, y.top);
          return width > 4 && height > 0.45 * Math.min(x.height, y.height);
        }));
        if (hit) found.push({ element: path(b), text: `covers the text of ${path(a)}: ${shown(b).slice(0, 30)}` });
      }
    }
    return found;
  });

/** Sizes of texts by selector. */
const sizes = (page) =>
  ask(page, () => {
    const { path, visible } = window.probing;
    return [...document.querySelectorAll("body *")]
      .filter((element) => !element.closest("svg, script, style, noscript") && visible(element) && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
      .map((element) => [path(element), parseFloat(getComputedStyle(element).fontSize)]);
  });

export const probe = {
  name: "text-size",
  criteria: ["1.4.4"],
  sentence: "text at 200 % grows everywhere and stays whole",
  async run(page) {
    const root = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    const before = new Map(await sizes(page));
    const known = new Set([...(await clipped(page)), ...(await overlaps(page))].map(({ element }) => element));
    const zoom = await page.evaluate(() => {
      const content = document.querySelector('meta[name="viewport"]')?.content ?? "";
      // As browsers read it: `yes` is 1, other words are next to nothing.
      const value = (name) => content.match(new RegExp(`${name}\\s*=\\s*([^,;\\s]+)`, "i"))?.[1]?.toLowerCase();
      const number = (word) => (word === "yes" ? 1 : /^device-(width|height)$/.test(word) ? 10 : Number.isNaN(parseFloat(word)) ? 0.1 : parseFloat(word));
      const [scalable, most] = [value("user-scalable"), value("maximum-scale")];
      const forbidden = scalable !== undefined && Math.abs(number(scalable)) < 1;
      return forbidden || (most !== undefined && number(most) >= 0 && number(most) < 2) ? content : "";
    });
    const found = zoom ? [{ element: "html", text: `zooming is forbidden: ${zoom}` }] : [];
    // A root in pixels takes no notice of the size that readers set in their browser.
    found.push(...(await ask(page, () => {
      // Paper has no browser's setting.
      const applies = (rule) => !rule.media || matchMedia(rule.media.mediaText).matches;
      const fixed = (rules) => [...rules].filter(applies).some((rule) => (rule.selectorText && rule.selectorText.split(",").some((part) => /^(html|:root)$/.test(part.trim())) && /(px|pt)$/.test(rule.style.fontSize)) || (rule.cssRules?.length && fixed(rule.cssRules)));
      const sheets = [...document.styleSheets].some((sheet) => {
        try {
          return fixed(sheet.cssRules);
        } catch {
          return false;
        }
      });
      return sheets || /(px|pt)$/.test(document.documentElement.style.fontSize) ? [{ element: "html", text: "the root's font is given in pixels: the browser's setting has no effect", house: true }] : [];
    })));
    // Zoomed to 200 % a window of 1280 pixels has 640.
    const window = page.viewportSize();
    await page.setViewportSize({ width: 640, height: 480 });
    await settled(page);
    found.push(...(await clipped(page)).filter(({ element }) => !known.has(element)));
    await page.setViewportSize(window);
    await settled(page);
    return [...found, ...(await styled(page, `html { font-size: ${2 * root}px !important; }`, async () => {
      // Headings are large already and may grow less, as WCAG's contrast has it for large text.
      const grown = (await sizes(page)).filter(([path, size]) => before.has(path) && size < before.get(path) * (before.get(path) >= 24 ? 1.5 : 1.9));
      const small = grown.map(([element, size]) => ({ element, text: `stays at ${size} pixels when text is doubled`, house: true }));
      const more = [...(await clipped(page)), ...(await overlaps(page)), ...(await sideways(page))];
      return [...small, ...more.filter(({ element }) => !known.has(element))];
    }))];
  },
};
