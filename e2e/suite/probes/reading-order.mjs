// What stands first is read first: the order of the document is the order on the screen.

import { ask } from "../ask.mjs";

export const probe = {
  name: "reading-order",
  criteria: ["1.3.2"],
  sentence: "the order of the document is the order on the screen",
  run: (page) =>
    ask(page, () => {
      const { path, visible, shown } = window.probing;
      const found = [];
      const flows = (element) => {
        const { position, float } = getComputedStyle(element);
        return !/fixed|sticky/.test(position) && !(float !== "none" && !shown(element));
      };
      for (const parent of document.querySelectorAll("body, body *")) {
        // On a map things stand where they are.
        if (parent.closest("svg, select, table, ruby, .map__canvas") || !parent.children.length) continue;
        const rtl = getComputedStyle(parent).direction === "rtl";
        const children = [...parent.children].filter((child) => child.localName !== "br" && visible(child) && flows(child) && (shown(child) || child.matches("img, input, select, textarea, button, svg")));
        for (let index = 1; index < children.length; index += 1) {
          const [first, second] = [children[index - 1], children[index]];
          // Words of one sentence break as they like.
          if (getComputedStyle(first).display === "inline" && getComputedStyle(second).display === "inline") continue;
          const [a, b] = [first.getBoundingClientRect(), second.getBoundingClientRect()];
          const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          const row = shared > 0.5 * Math.min(a.height, b.height);
          const above = b.bottom <= a.top + 2;
          const further = rtl ? b.right <= a.left + 2 : b.left >= a.right - 2;
          const before = rtl ? b.left >= a.right - 2 : b.right <= a.left + 2;
          if (above && !further) found.push({ element: path(second), text: `stands above ${path(first)}, which comes before it in the document` });
          else if (row && before) found.push({ element: path(second), text: `stands before ${path(first)} in the line, which comes before it in the document` });
        }
      }
      // Spaced-out words and lines made by blanks are read letter by letter.
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { parentElement: parent, data } = walker.currentNode;
        if (parent.closest("script, style, pre, code, [lang=zxx], .receipt-code__code") || !visible(parent)) continue;
        if (/(?:^|\s)(?:\p{L}[ \u00a0]){4,}\p{L}(?:\s|$)/u.test(data)) found.push({ element: path(parent), text: "letters spaced with blanks are read one by one" });
        else if (/\S[\u00a0]{3,}\S/.test(data)) found.push({ element: path(parent), text: "columns made of blanks are read across" });
      }
      for (const pre of document.querySelectorAll("pre")) {
        if (visible(pre) && /\S {3,}\S.*\n.*\S {3,}\S/.test(pre.textContent)) found.push({ element: path(pre), text: "columns made of blanks are read across" });
      }
      return found;
    }),
};
