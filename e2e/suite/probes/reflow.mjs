// The page fits into 320 CSS pixels, and into a window only 256 high, without scrolling in two directions.

import { ask, settled } from "../ask.mjs";

/** What reaches out of the window sideways, or is cut off. */
export const sideways = (page) =>
  ask(page, () => {
    const { path, visible, shown } = window.probing;
    const root = document.documentElement;
    const found = [];
    const scrolls = (element) => {
      for (let at = element; at && at !== document.body; at = at.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
      }
      return false;
    };
    // What waits outside of the window for the focus, as skip links do, is no content that is lost.
    const waits = (element) => /absolute|fixed/.test(getComputedStyle(element).position) && element.matches("a[href], button") && element.getBoundingClientRect().right <= 0;
    const wide = [...document.querySelectorAll("body, body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return (box.right > root.clientWidth + 1 || box.left < -1) && visible(element) && !waits(element) && !scrolls(element) && !element.closest("svg svg, svg *, .map__canvas *");
    });
    const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
    if (root.scrollWidth > root.clientWidth + 1) {
      const culprits = innermost.length ? innermost : [root];
      found.push(...culprits.slice(0, 5).map((element) => ({ element: path(element), text: `the page is ${root.scrollWidth - root.clientWidth} pixels wider than the window of ${root.clientWidth}` })));
    } else {
      // Cut off by the window: text that starts beyond its edge and cannot be scrolled to.
      for (const element of innermost) if (shown(element)) found.push({ element: path(element), text: "reaches out of the window and is cut off" });
    }
    // Running text in a box that scrolls sideways is two-dimensional too; tables, drawings and code may.
    for (const box of document.querySelectorAll("body *")) {
      if (!/auto|scroll/.test(getComputedStyle(box).overflowX) || box.scrollWidth <= box.clientWidth + 1 || !visible(box)) continue;
      if (box.matches("pre, code, textarea, input, select, svg, [role=math], nav") || box.querySelector("table, svg, canvas, pre, img, video, iframe, [role=table], [role=grid]")) continue;
      if (shown(box).length > 80) found.push({ element: path(box), text: "text scrolls sideways within a box" });
    }
    return found;
  });

/** Text that its box cuts off. */
export const clipped = (page) =>
  ask(page, () => {
    const { path, visible, shown } = window.probing;
    return [...document.querySelectorAll("body *")].flatMap((element) => {
      // A map shows a part of what it has and is moved: exempt from 1.4.10, with buttons and a list beside it.
      if (element.closest("svg, textarea, select, .map__canvas") || !visible(element)) return [];
      const style = getComputedStyle(element);
      const hides = (value) => /hidden|clip/.test(value);
      const high = hides(style.overflowY) && element.scrollHeight > element.clientHeight + 3;
      const wide = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 3;
      // Excerpts end with an ellipsis, beside the link to the whole.
      if (style.webkitLineClamp !== "none" && (element.closest("a") || element.closest("li, tr, article, .card")?.querySelector("a[href]"))) return [];
      const clamp = style.webkitLineClamp !== "none" && element.scrollHeight > element.clientHeight + 3;
      if ((!high && !wide && !clamp) || !shown(element)) return [];
      const range = document.createRange();
      range.selectNodeContents(element);
      const [text, box] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
      const out = text.bottom > box.bottom + 3 || text.right > box.right + 3 || text.left < box.left - 3 || text.top < box.top - 3;
      return out ? [{ element: path(element), text: `cuts its text off: ${shown(element).slice(0, 40)}` }] : [];
    });
  });

export const probe = {
  name: "reflow",
  criteria: ["1.4.10"],
  sentence: "the page fits into a window of 320 pixels without scrolling sideways",
  async run(page) {
    const before = page.viewportSize();
    const found = [];
    try {
      for (const [width, height] of [[320, 640], [320, 256], [640, 256]]) {
        await page.setViewportSize({ width, height });
        await settled(page);
        for (const finding of [...(await sideways(page)), ...(await clipped(page)), ...(height === 256 ? await sticky(page) : [])]) {
          if (found.some((other) => other.element === finding.element && other.text.endsWith(finding.text))) continue;
          found.push({ ...finding, text: `${width} × ${height}: ${finding.text}` });
        }
      }
    } finally {
      await page.setViewportSize(before);
      await settled(page);
    }
    return found;
  },
};

/** Bars that stay and leave less than half of a low window for the page. */
const sticky = (page) =>
  ask(page, () => {
    const { path, visible } = window.probing;
    const bars = [...document.querySelectorAll("body *")].filter((element) => /fixed|sticky/.test(getComputedStyle(element).position) && visible(element) && !element.closest("dialog[open]"));
    const height = bars.reduce((sum, bar) => sum + Math.min(innerHeight, bar.getBoundingClientRect().height), 0);
    return height > innerHeight / 2 ? [{ element: path(bars[0]), text: "bars that stay leave less than half of the window" }] : [];
  });
