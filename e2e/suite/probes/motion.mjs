// Nothing moves, blinks, scrolls or plays by itself; with reduced motion nothing is animated at all.

import { ask, settled } from "../ask.mjs";

export const probe = {
  name: "motion",
  criteria: ["2.2.2", "2.3.1", "1.4.2", "2.2.1"],
  sentence: "nothing moves, plays, flashes or reloads by itself, and reduced motion is respected",
  async run(page) {
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
        const seconds = parseFloat(meta.content);
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
    } finally {
      await page.emulateMedia({ reducedMotion: "no-preference" });
    }
    return found;
  },
};
