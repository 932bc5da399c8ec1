// The page says its language, and parts in another one say theirs.
//
// Languages are told apart by their letters and by the small words that no sentence does without.

import { ask } from "../ask.mjs";

const SMALL_WORDS = {
  de: "der die das und ist nicht ein eine zu mit auf für sie wir werden von den dem im sich des auch bei oder wie nach es wird sind ich haben kann zur über ihre als an aus wenn nur noch bis ihr",
  en: "the and is not a of to with for you we are this that on in it be your or as by from have was at an can will they has which more please here our if do",
  fr: "le la les et est pas un une des du de pour avec sur vous nous dans que qui ce cette ou par sont au aux votre il elle plus être ne se",
  es: "el la los las y es no un una de del para con sobre usted en que se su por lo al como más o está son puede",
  tr: "ve bir bize size bu için ile de da değil olarak daha çok en var siz biz her olan kadar gibi veya ya sonra",
  pl: "i w na nie się z do jest to że o jak dla przez od po są lub za pod oraz można",
  nl: "hij het een met niet voor zijn van de op te dat er aan ook maar als bij naar kan worden uit deze wij uw je ik",
  ro: "și în de la cu nu un o pe pentru este care sau din se că mai al ale sunt vă",
};

export const probe = {
  name: "language",
  criteria: ["3.1.1", "3.1.2"],
  sentence: "the page and its parts say in which language they are",
  run: (page, { language = "" } = {}) =>
    ask(page, ({ lists, expected }) => {
      const { path, visible } = window.probing;
      const words = Object.fromEntries(Object.entries(lists).map(([code, text]) => [code, new Set(text.split(" "))]));
      const found = [];
      const root = document.documentElement;
      const lang = root.getAttribute("lang");
      const valid = (tag) => {
        try {
          const [language] = tag.split("-");
          // Where a language has a code of two letters, that of three is not valid.
          const canonical = Intl.getCanonicalLocales(language)[0];
          return /^[a-z]{2,3}$/i.test(language) && canonical.length >= language.length && Boolean(new Intl.DisplayNames("en", { type: "language", fallback: "none" }).of(language));
        } catch {
          return false;
        }
      };
      if (!valid(lang?.trim())) found.push({ element: "html", text: `lang="${lang ?? ""}" names no language` });
      if (expected && lang !== expected) found.push({ element: "html", text: `lang="${lang}" on a page in ${expected}` });
      const mirrored = /^(ar|fa|he|ur|ckb|dv)(-|$)/.test(lang ?? "");
      if (lang && mirrored !== (getComputedStyle(root).direction === "rtl")) found.push({ element: "html", text: `lang="${lang}" is written the other way round` });
      // Whether anything is read in the language that this very element gives.
      const speaks = (element) => {
        const own = (part) => part.closest("[lang]") === element && part.checkVisibility?.({ visibilityProperty: true });
        if ([...element.querySelectorAll("img[alt]:not([alt=''])")].some(own)) return true;
        return [element, ...element.querySelectorAll("*")].some((part) => own(part) && [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
      };
      for (const element of document.querySelectorAll("body [lang]")) {
        const tag = element.getAttribute("lang");
        if (tag !== "" && tag !== "zxx" && !valid(tag) && speaks(element)) found.push({ element: path(element), text: `lang="${tag}" names no language` });
      }
      const of = (element) => (element.closest("[lang]")?.getAttribute("lang") ?? "").split("-")[0].toLowerCase();
      const script = (text) => {
        const count = (pattern) => (text.match(pattern) ?? []).length;
        const letters = count(/\p{L}/gu);
        if (letters < 4) return "";
        if (count(/\p{Script=Arabic}/gu) > letters / 2) return "arabic";
        if (count(/\p{Script=Cyrillic}/gu) > letters / 2) return "cyrillic";
        if (count(/\p{Script=Latin}/gu) > letters / 2) return "latin";
        return "other";
      };
      const scripts = { ar: "arabic", fa: "arabic", ur: "arabic", uk: "cyrillic", ru: "cyrillic", bg: "cyrillic" };
      const isAddress = (text) => text.length < 80 && /(^|\D)\d{5} \p{Lu}/u.test(text);
      /** The language of a text, if its small words leave no doubt. */
      const guess = (text) => {
        // Sums and codes have letters between digits, and no words.
        if (text.trim().split(/\s+/).length < 5) return "";
        // An address is made of names.
        if (isAddress(text)) return "";
        const list = text.toLowerCase().match(/\p{L}+/gu) ?? [];
        if (list.length < 5) return "";
        const counts = Object.entries(words).map(([code, set]) => [code, list.filter((word) => set.has(word)).length]).sort((a, b) => b[1] - a[1]);
        const [[best, most], [, second]] = counts;
        return most >= 2 && most / list.length >= 0.2 && most >= 2 * second ? best : "";
      };
      const seen = new Set();
      for (const element of document.querySelectorAll("body *")) {
        if (element.closest('script, style, noscript, code, pre, svg, [translate="no"], [lang=""], [lang="zxx"]') || !visible(element)) continue;
        const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(" ").replace(/\s+/g, " ").trim();
        // Values within a sentence, such as the name of a town, are isolated and in letters of their own.
        // A term in brackets behind its translation is what the law calls it.
        const values = own.replace(/[\u2066-\u2068][^\u2069]*\u2069/g, " ");
        const terms = values.replace(/\([^)]*\)/g, " ");
        const plain = (/\p{L}{3}/u.test(terms) ? terms : values).replace(/\s+/g, " ").trim();
        const text = /^(p|li|h[1-6]|blockquote|dd|dt|td|th|label|legend|a|button|span|strong|em|cite|q|figcaption|div|summary)$/.test(element.localName) ? plain : "";
        if (!text || seen.has(text)) continue;
        seen.add(text);
        const declared = of(element);
        const written = script(text);
        // Names of places and people keep their letters; whole phrases in other letters do not go unnoticed.
        if (written && written !== "other" && (written !== "latin" || (text.match(/\p{Script=Latin}[\p{Script=Latin}.-]*/gu).length >= 5 && !isAddress(text))) && (scripts[declared] ?? "latin") !== written && declared) {
          found.push({ element: path(element), text: `in ${written} letters, but lang="${declared}": ${text.slice(0, 40)}` });
          continue;
        }
        // What people wrote themselves says its language where it is known; the platform's own texts must.
        const inferred = guess(text);
        if (inferred && declared && inferred !== declared && (words[declared] || text.split(" ").length > 6)) found.push({ element: path(element), text: `reads like ${inferred}, but lang="${declared}": ${text.slice(0, 40)}` });
      }
      // Alternatives and names that only screen readers get have a language, too.
      for (const element of document.querySelectorAll("img[alt], [aria-label], [title]")) {
        const text = element.getAttribute("alt") ?? element.getAttribute("aria-label") ?? element.getAttribute("title");
        const inferred = guess(text ?? "");
        if (inferred && of(element) && inferred !== of(element) && words[of(element)]) found.push({ element: path(element), text: `its name reads like ${inferred}: ${text.slice(0, 40)}` });
      }
      return found;
    }, { lists: SMALL_WORDS, expected: language }),
};
