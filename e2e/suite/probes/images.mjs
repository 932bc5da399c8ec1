// Pictures say in words what they show, and never show words.

import { ask } from "../ask.mjs";

export const probe = {
  name: "images",
  criteria: ["1.1.1", "1.4.5"],
  sentence: "pictures have words, and words are no pictures",
  run: (page) =>
    ask(page, () => {
      const { path, visible, name, shown } = window.probing;
      const found = [];
      for (const image of document.querySelectorAll("img, [role=img], input[type=image], area")) {
        if (image.localName !== "area" && !visible(image)) continue;
        if (image.closest('[aria-hidden="true"]')) continue;
        const alt = image.getAttribute("alt");
        const text = image.getAttribute("aria-label")?.trim() || (image.getAttribute("aria-labelledby") ? name(image) : "") || alt;
        if (text === null && !/^(presentation|none)$/.test(image.getAttribute("role") ?? "")) found.push({ element: path(image), text: "has no alternative" });
        else if (text && (/\.(png|jpe?g|gif|svg|webp|avif)\b/i.test(text) || /^(img|dsc|image|bild|foto|scan|screenshot)[-_ ]?\d*$/i.test(text) || /^(bild|image|picture|foto|photo|grafik|graphic|logo|icon|placeholder|spacer|untitled)$/i.test(text))) found.push({ element: path(image), text: `its alternative says nothing: ${text}` });
        else if (text === "" && (image.matches("area, input[type=image]") || (image.closest("a, button") && !shown(image.closest("a, button")) && !name(image.closest("a, button"))))) found.push({ element: path(image), text: "is all that a link or button consists of, and has no alternative" });
        if (image.localName === "img" && text && text.split(/\s+/).length > 4) {
          // A long and flat picture whose alternative is a sentence is a text in a picture.
          const box = image.getBoundingClientRect();
          if (box.width / box.height > 4 && !/logo|wappen|unterschrift|signature/i.test(text)) found.push({ element: path(image), text: `looks like text in a picture: ${text.slice(0, 40)}` });
        }
      }
      for (const svg of document.querySelectorAll("svg")) {
        if (!visible(svg) || svg.closest('[aria-hidden="true"]') || svg.parentElement.closest("svg")) continue;
        const titled = name(svg) || svg.querySelector(":scope > title")?.textContent.trim();
        if (!titled && !/^(presentation|none)$/.test(svg.getAttribute("role") ?? "")) found.push({ element: path(svg), text: "a drawing with neither a name nor aria-hidden" });
        const words = [...svg.querySelectorAll("text")].map((text) => text.textContent).join(" ").split(/\s+/).filter((word) => word.length > 2);
        if (svg.getAttribute("role") === "img" && words.length > 8) found.push({ element: path(svg), text: "draws a text of several words instead of writing it" });
      }
      for (const element of document.querySelectorAll("canvas, object, embed")) {
        if (visible(element) && !name(element) && !element.closest('[aria-hidden="true"]')) found.push({ element: path(element), text: "has no alternative" });
      }
      // A picture by the style sheet that stands where words belong.
      for (const element of document.querySelectorAll("h1, h2, h3, h4, a, button, p")) {
        if (getComputedStyle(element).backgroundImage.includes("url(") && visible(element) && !name(element)) found.push({ element: path(element), text: "is a picture by the style sheet and has no words" });
      }
      return found;
    }),
};
