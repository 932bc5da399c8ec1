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

/** What is heard when a part of the page is read through. */
export async function read(page, part = "main") {
  await page.evaluate(await script());
  return page.evaluate(
    async ([part, most]) => {
      const reader = globalThis.virtualReader;
      const container = document.querySelector(part);
      // The reader moves the focus as it reads; the page gets it back where it was.
      const focus = document.activeElement;
      const name = focus && focus !== document.body ? (focus.innerText || focus.labels?.[0]?.innerText || focus.id || "").trim().split("\n")[0] : "";
      await reader.start({ container });
      const phrases = [await reader.lastSpokenPhrase()];
      const end = `end of ${phrases[0].split(",")[0]}`;
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
}
