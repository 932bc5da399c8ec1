// Upright or lying, the page shows the same.

import { ask, settled } from "../ask.mjs";

export const probe = {
  name: "orientation",
  criteria: ["1.3.4"],
  sentence: "the page is the same upright and lying",
  async run(page) {
    const before = page.viewportSize();
    const read = async (width, height) => {
      await page.setViewportSize({ width, height });
      await settled(page);
      return ask(page, () => {
        const box = (document.querySelector("main") ?? document.body).getBoundingClientRect();
        const turned = [document.documentElement, document.body, ...document.querySelectorAll("body > *")].some((element) => {
          const { transform, rotate, writingMode } = getComputedStyle(element);
          const { a, b } = new DOMMatrixReadOnly(transform === "none" ? "" : transform);
          return Math.abs(b) > Math.abs(a) || /^(-?(90|270)deg)$/.test(rotate) || (writingMode !== "horizontal-tb" && element.localName !== "rt");
        });
        return { words: document.body.innerText.match(/[\p{L}\p{N}]+/gu) ?? [], area: box.width * box.height, turned };
      });
    };
    try {
      const [upright, lying] = [await read(390, 844), await read(844, 390)];
      const found = [];
      for (const [one, other, what] of [[upright, lying, "lying"], [lying, upright, "upright"]]) {
        if (other.turned && !one.turned) found.push({ element: "html", text: `is turned when the device is ${what}` });
        const there = new Set(other.words);
        const missing = one.words.filter((word) => !there.has(word));
        if (missing.length > one.words.length * 0.05) found.push({ element: "html", text: `${missing.length} of ${one.words.length} words are missing when the device is ${what}: ${missing.slice(0, 8).join(" ")}` });
      }
      return found;
    } finally {
      await page.setViewportSize(before);
      await settled(page);
    }
  },
};
