// A virtual screen reader that reads a page from its first to its last word, and tells what live regions say.

import { build } from "esbuild";
import { fileURLToPath } from "node:url";

let bundle;

/** The reader as one script. */
async function script() {
  bundle ??= build({
    stdin: { contents: 'import { virtual } from "@guidepup/virtual-screen-reader"; globalThis.virtualReader = virtual;', resolveDir: fileURLToPath(new URL("..", import.meta.url)) },
    bundle: true,
    format: "iife",
    minify: true,
    write: false,
  }).then(({ outputFiles }) => outputFiles[0].text);
  return bundle;
}

/** Most phrases that a page may have. */
const MOST = 600;

/**
 * What the reader does not know of HTML, said in ARIA while it reads: what is folded is not there, and its summary is a
 * button that says so, as browsers tell it to screen readers. The answer takes it back.
 */
const folded = (page, part) =>
  page.evaluate((part) => {
    const changed = [];
    const set = (element, name, value) => {
      if (element.hasAttribute(name)) return;
      element.setAttribute(name, value);
      changed.push([element, name]);
    };
    for (const details of document.querySelectorAll(`${part} details`)) {
      const [summary, ...rest] = details.children;
      if (summary?.localName !== "summary") continue;
      set(summary, "role", "button");
      set(summary, "aria-expanded", String(details.open));
      if (!details.open) rest.forEach((element) => set(element, "aria-hidden", "true"));
    }
    window.unfolded = () => changed.forEach(([element, name]) => element.removeAttribute(name));
  }, part);

/** What is heard when a part of the page is read through. */
export async function read(page, part = "main") {
  await page.evaluate(await script());
  await folded(page, part);
  const heard = await page.evaluate(
    async ([part, most]) => {
      const reader = globalThis.virtualReader;
      const container = document.querySelector(part);
      // The reader moves the focus as it reads; the page gets it back where it was.
      const focus = document.activeElement;
      const name = focus && focus !== document.body ? (focus.innerText || focus.labels?.[0]?.innerText || focus.id || "").trim().split("\n")[0] : "";
      await reader.start({ container });
      const phrases = [await reader.lastSpokenPhrase()];
      // With its name: groups within it end as groups, too.
      const end = `end of ${phrases[0]}`;
      for (let step = 0; step < most; step += 1) {
        await reader.next();
        const phrase = await reader.lastSpokenPhrase();
        if (phrase === phrases[0] && step > 0) break;
        phrases.push(phrase);
        if (phrase === end && !container.matches("*:has(main)")) break;
      }
      await reader.stop();
      focus?.focus?.({ preventScroll: true });
      return { focus: name, phrases };
    },
    [part, MOST],
  );
  await page.evaluate(() => window.unfolded());
  return heard;
}
