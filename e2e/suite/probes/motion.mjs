// Nothing moves, blinks, scrolls or plays by itself; with reduced motion nothing is animated at all.

import { ask, settled } from "../ask.mjs";

export const probe = {
  name: "motion",
  criteria: ["2.2.2", "2.3.1", "1.4.2", "2.2.1"],
  sentence: "nothing moves, plays, flashes or reloads by itself, and reduced motion is respected",
  weight: "heavy",
  needs: "elsewhere",
  async run(page, { elsewhere }) {
    const updated = elsewhere ? await updates(elsewhere) : [];
    const found = await ask(page, () => {
      const { path, visible } = window.probing;
      const found = [];
      for (const animation of document.getAnimations()) {
        const target = animation.effect?.target;
        if (!target || animation.playState === "idle" || animation.playState === "finished") continue;
        const { duration, iterations } = animation.effect.getComputedTiming();
        const length = duration * iterations;
        const element = path(target);
        if (length > 5000) found.push({ element, text: `is animated for ${Number.isFinite(length) ? `${length / 1000} seconds` : "ever"} and cannot be stopped` });
        // Three flashes in a second: a change of brightness there and back within 333 ms, for more than a small area.
        const frames = animation.effect.getKeyframes();
        const bright = frames.some((frame) => ["opacity", "backgroundColor", "color", "filter", "visibility"].some((name) => name in frame));
        if (bright && duration > 0 && duration < 334 && iterations >= 3) found.push({ element, text: `flashes ${Math.round(1000 / duration)} times a second` });
      }
      for (const element of document.querySelectorAll("marquee, blink")) found.push({ element: path(element), text: "moves by itself" });
      for (const meta of document.querySelectorAll('meta[http-equiv="refresh" i]')) {
        // As browsers read it: digits first, no sign before them.
        const seconds = /^\s*[\d.]/.test(meta.content) ? parseFloat(meta.content) : NaN;
        if (seconds > 0 && seconds <= 72_000) found.push({ element: "html", text: `the page reloads or leaves after ${seconds} seconds` });
      }
      for (const media of document.querySelectorAll("audio[autoplay], video[autoplay]")) {
        if (media.localName === "audio" || !media.muted) found.push({ element: path(media), text: "plays sound by itself" });
        else if (!media.controls) found.push({ element: path(media), text: "plays by itself and cannot be stopped" });
      }
      for (const image of document.querySelectorAll("img")) {
        if (/\.gif(\?|$)/i.test(image.currentSrc || image.src) && visible(image)) found.push({ element: path(image), text: "may be an animated picture; give it as video with controls" });
      }
      return found;
    });
    await page.emulateMedia({ reducedMotion: "reduce" });
    try {
      await settled(page);
      found.push(...(await ask(page, () => {
        const { path } = window.probing;
        const found = [];
        for (const element of [document.documentElement, ...document.querySelectorAll("body, body *")]) {
          const style = getComputedStyle(element);
          if (style.scrollBehavior === "smooth") found.push({ element: path(element), text: "scrolls smoothly although motion is to be reduced" });
          const moves = style.transitionProperty.split(", ").some((name, index) => /^(all|transform|translate|scale|rotate|top|left|right|bottom|width|height|margin|inset)/.test(name) && parseFloat(style.transitionDuration.split(", ")[index] ?? style.transitionDuration) > 0.01);
          // Whether it has run already or is still to come.
          const plays = style.animationName !== "none" && style.animationName.split(", ").some((_, index) => parseFloat(style.animationDuration.split(", ")[index] ?? style.animationDuration) > 0.05);
          if (plays) found.push({ element: path(element), text: "is animated although motion is to be reduced" });
          if (moves) found.push({ element: path(element), text: "moves by a transition although motion is to be reduced" });
        }
        for (const animation of document.getAnimations()) {
          const target = animation.effect?.target;
          if (!target || animation.playState !== "running") continue;
          const { duration, iterations } = animation.effect.getComputedTiming();
          if (duration * iterations > 50) found.push({ element: path(target), text: "is animated although motion is to be reduced" });
        }
        return found;
      })));
      found.push(...updated);
    } finally {
      await page.emulateMedia({ reducedMotion: "no-preference" });
    }
    return found;
  },
};

/** What changes its words by itself again and again: a carousel, a ticking number. The page's clock is wound on. */
async function updates(elsewhere) {
  const other = await elsewhere({ live: false, prepare: (context) => context.clock.install() });
  try {
    await other.page.waitForLoadState("load");
    await other.page.clock.runFor(6000);
    await ask(other.page, () => {
      window.updated = [];
      new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target.nodeType === 1 ? target : target.parentElement;
          if (element && document.body.contains(element) && !element.closest("script, style, svg")) window.updated.push(window.probing.path(element));
        }
      }).observe(document.body, { childList: true, characterData: true, attributes: true, attributeFilter: ["hidden", "class", "style", "aria-hidden"], subtree: true });
    });
    const times = new Map();
    for (let window = 0; window < 3; window += 1) {
      await other.page.clock.runFor(8000);
      for (const element of new Set(await ask(other.page, () => window.updated.splice(0)))) times.set(element, (times.get(element) ?? 0) + 1);
    }
    return [...times].filter(([, count]) => count > 1).slice(0, 4).map(([element]) => ({ element, text: "changes by itself again and again, and cannot be stopped" }));
  } catch {
    // A page that leaves by itself is the matter of another question.
    return [];
  } finally {
    await other.close();
  }
}
