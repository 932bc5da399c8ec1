// Links and buttons are called what they show, say where they lead, and two that say the same lead to the same place.

import { ask } from "../ask.mjs";

export const probe = {
  name: "names",
  criteria: ["2.5.3", "2.4.4", "4.1.2"],
  sentence: "links and buttons are called what they show, and say where they lead",
  run: (page) =>
    ask(page, () => {
      const { path, visible, shown, name, controls } = window.probing;
      const found = [];
      const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
      const VAGUE = /^(hier( klicken)?|klicken sie hier|mehr|mehr (erfahren|lesen|infos?|dazu)|weiterlesen|weiter lesen|details?|link|diese seite|click( here)?|here|more|read more|learn more|continue reading|this( page)?|info|go|los|start|ok)$/;
      // What takes the focus needs a name, whether it has a size or not.
      const reached = [...document.querySelectorAll("a[href], area[href], button, [role=link], [role=button]")].filter((element) => element.localName === "area" || (element.tabIndex >= 0 || element.matches("[role=link], [role=button]")) && element.checkVisibility?.({ visibilityProperty: true }) && !element.disabled && !element.closest("[inert]"));
      for (const element of new Set([...controls(), ...reached])) {
        if (element.closest('[aria-hidden="true"]')) continue;
        const called = name(element);
        if (!called) {
          found.push({ element: path(element), text: "has no name" });
          continue;
        }
        const copy = element.cloneNode(true);
        copy.querySelectorAll('[aria-hidden="true"]').forEach((part) => part.remove());
        const written = element.matches("input, select, textarea") ? [...(element.labels ?? [])].map(shown).join(" ") : shown(element);
        const [said, read] = [plain(written), plain(called)];
        // Signs such as „×“ are no words that somebody could speak.
        const letters = /icon|symbols/i.test(getComputedStyle(element).fontFamily);
        if (said.length > 1 && !letters && (element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby")) && !read.includes(said)) found.push({ element: path(element), text: `shows “${written.slice(0, 40)}”, but is called “${called.slice(0, 40)}”` });
        if (element.matches("a[href], button, [role=link], [role=button]")) {
          const context = element.getAttribute("aria-describedby") ? document.getElementById(element.getAttribute("aria-describedby"))?.textContent ?? "" : "";
          if (VAGUE.test(plain(called)) && !context) {
            const sentence = element.closest("p, li, td, dd")?.textContent.trim() ?? "";
            // WCAG lets the sentence around it help; the house does not let „hier“ stand for anything.
            const helped = plain(sentence).split(" ").length > plain(called).split(" ").length + 3;
            if (!helped || /^(hier|here|click here|klicken sie hier|this|link)$/.test(plain(called))) found.push({ element: path(element), text: `does not say where it leads: ${called}` });
          }
          if (/^(https?:\/\/|www\.)\S+$/.test(called) && called.length > 30) found.push({ element: path(element), text: "is called by its address" });
        }
      }
      // The same words in the same place of the page lead to the same place.
      const links = new Map();
      for (const link of document.querySelectorAll("a[href]")) {
        if (!visible(link) || link.closest('[aria-hidden="true"]')) continue;
        const context = link.getAttribute("aria-describedby") ?? "";
        const row = link.closest("tr, li, article, dl > div, section[aria-labelledby], section:has(h2, h3)");
        const where = row && plain(row.textContent) !== plain(link.textContent) ? plain(row.textContent).slice(0, 80) : "";
        // The part of the page is context, too: what the footer calls imprint is not what staff edit.
        const part = link.closest("nav, header, footer, main, aside, [role=region]");
        const key = `${plain(name(link))}|${context}|${where}|${part ? path(part) : ""}`;
        const [other] = links.get(key) ?? [];
        const target = new URL(link.getAttribute("href"), location.href);
        target.search = target.search.replace(/([?&])(back|next|from)=[^&]*/g, "");
        target.pathname = target.pathname.replace(/(?<=.)\/$/, "");
        if (other && other !== target.href) found.push({ element: path(link), text: `says the same as ${links.get(key)[1]}, and leads elsewhere: ${name(link).slice(0, 40)}` });
        if (!other) links.set(key, [target.href, path(link)]);
      }
      return found;
    }),
};
