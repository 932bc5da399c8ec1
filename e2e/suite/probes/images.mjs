// Pictures say in words what they show, and never show words.

import { ask } from "../ask.mjs";

export const probe = {
  name: "images",
  criteria: ["1.1.1", "1.4.5"],
  sentence: "pictures have words, and words are no pictures",
  run: (page) =>
    ask(page, async () => {
      const { path, visible, name, shown } = window.probing;
      const found = [];
      /** The words that a drawing in SVG writes, whatever the file. */
      const drawn = async (image) => {
        const source = image.currentSrc || image.src;
        const [head, body] = source.startsWith("data:image/svg+xml") ? [source.slice(0, source.indexOf(",")), source.slice(source.indexOf(",") + 1)] : ["", ""];
        let text = "";
        try {
          if (body) text = head.includes("base64") ? atob(body) : decodeURIComponent(body);
          else if (/\.svg(\?|$)/.test(source) && new URL(source).origin === location.origin) text = await (await fetch(source)).text();
        } catch {
          return [];
        }
        const written = [...new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("text")];
        return written.flatMap((line) => line.textContent.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);
      };
      for (const image of document.querySelectorAll("img, [role=img]:not(svg), input[type=image], area")) {
        if (image.localName !== "area" && !visible(image)) continue;
        if (image.closest('[aria-hidden="true"]')) continue;
        const alt = image.getAttribute("alt");
        const text = image.getAttribute("aria-label")?.trim() || (image.getAttribute("aria-labelledby") ? name(image) : "") || (alt === null && image.title.trim()) || alt;
        const decorative = /^(presentation|none)$/.test(image.getAttribute("role") ?? "") && !image.hasAttribute("tabindex");
        if (text === null && !decorative) found.push({ element: path(image), text: "has no alternative" });
        else if (text && !text.trim()) found.push({ element: path(image), text: "its alternative is nothing but blanks" });
        else if (text && !image.closest("a[download]") && (/^[0-9a-f-]{16,}$/i.test(text) || /\.(png|jpe?g|gif|svg|webp|avif)\b/i.test(text) || /^(img|dsc|image|bild|foto|scan|screenshot)[-_ ]?\d*$/i.test(text) || /^(bild|image|picture|foto|photo|grafik|graphic|logo|icon|placeholder|spacer|untitled)$/i.test(text))) found.push({ element: path(image), text: `its alternative says nothing: ${text}` });
        else if (text === "" && (image.matches("area, input[type=image]") || (image.closest("a, button") && !shown(image.closest("a, button")) && !name(image.closest("a, button"))))) found.push({ element: path(image), text: "is all that a link or button consists of, and has no alternative" });
        // What is given a caption and a number is no decoration.
        else if (text === "" && image.closest("figure")?.querySelector("figcaption")) found.push({ element: path(image), text: "has a caption, but is declared to be decoration" });
        if (image.localName === "img" && text && (await drawn(image)).filter((word) => text.toLowerCase().includes(word)).length > 3) {
          found.push({ element: path(image), text: `shows words that its alternative repeats: ${text.slice(0, 40)}` });
        } else if (image.localName === "img" && text && text.split(/\s+/).length > 4) {
          // A long and flat picture whose alternative is a sentence is a text in a picture.
          const box = image.getBoundingClientRect();
          if (box.width / box.height > 4 && !/logo|wappen|unterschrift|signature/i.test(text)) found.push({ element: path(image), text: `looks like text in a picture: ${text.slice(0, 40)}` });
        }
      }
      for (const svg of document.querySelectorAll("svg")) {
        if (!visible(svg) || svg.closest('[aria-hidden="true"]') || svg.parentElement.closest("svg")) continue;
        const titled = name(svg) || svg.querySelector(":scope > title")?.textContent.trim();
        const role = svg.getAttribute("role") ?? "";
        // Without a role browsers leave it out or read it, as they like: the house wants it said.
        if (!titled && !/^(presentation|none)$/.test(role)) found.push({ element: path(svg), text: "a drawing with neither a name nor aria-hidden", house: !role });
        const words = [...svg.querySelectorAll("text")].map((text) => text.textContent).join(" ").split(/\s+/).filter((word) => word.length > 2);
        if (svg.getAttribute("role") === "img" && words.length > 8) found.push({ element: path(svg), text: "draws a text of several words instead of writing it" });
      }
      // A part of a drawing that is said to be a picture of its own.
      for (const part of document.querySelectorAll("svg [role=img], svg [role=graphics-symbol], svg [role=graphics-document]")) {
        if (visible(part) && !name(part) && !part.closest('[aria-hidden="true"]')) found.push({ element: path(part), text: "a part of a drawing without a name" });
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
