// Navigation, names and help are the same on every page, in the same order.
//
// A probe of the whole site: it collects from each page and concludes at the end.

import { ask } from "../ask.mjs";

export const probe = {
  name: "consistency",
  criteria: ["3.2.3", "3.2.4", "3.2.6"],
  sentence: "navigation, names and help are the same on every page, in the same order",
  site: true,
  collect: (page) =>
    ask(page, () => {
      const { visible, name, shown } = window.probing;
      const list = (root) => [...root.querySelectorAll("a[href]")].filter(visible).map((link) => ({ name: name(link), href: new URL(link.getAttribute("href"), location.href).pathname + new URL(link.getAttribute("href"), location.href).hash }));
      const navs = [...document.querySelectorAll("nav, [role=navigation]")].filter((nav) => visible(nav) && !nav.closest("main"));
      const navigation = navs.map((nav, index) => ({ label: nav.getAttribute("aria-label") || `navigation ${index + 1}`, links: list(nav) }));
      // Help: how to reach a person, and where help is; with what comes before it among the page's parts.
      const HELP = /hilfe|help|kontakt|contact|telefon|phone|support|wir helfen|anrufen|call us|faq/i;
      const parts = [...document.querySelectorAll("body *")].filter((element) => element.matches('a[href^="tel:"], a[href^="mailto:"], a[href], h2, h3') && !element.closest("main, dialog") && visible(element));
      const outside = parts.filter((element) => element.matches('[href^="tel:"], [href^="mailto:"]') || HELP.test(shown(element))).map((element) => (element.getAttribute("href")?.match(/^(tel|mailto)/)?.[0] ?? shown(element)));
      const landmarks = [...document.querySelectorAll("header, nav, main, aside, footer, [role=banner], [role=contentinfo]")].filter((part) => visible(part) && !part.closest("main main, main header, main nav, main aside, main footer")).map((part) => part.localName);
      const helpIn = (() => {
        const first = parts.find((element) => element.matches('[href^="tel:"]') || /^(hilfe|help|wir helfen|brauchen sie hilfe)/i.test(shown(element)));
        return first ? (first.closest("header, nav, footer, aside")?.localName ?? "elsewhere") : "";
      })();
      const names = [...document.querySelectorAll("a[href], button[type=submit][name], form[role=search] input, input[type=search]")].filter((element) => visible(element) && !element.closest("main")).map((element) => {
        const target = element.getAttribute("href") ? new URL(element.getAttribute("href"), location.href).pathname + new URL(element.getAttribute("href"), location.href).search : `${element.localName}:${element.name || element.type}:${element.value && element.localName === "button" ? element.value : ""}`;
        return [target, name(element)];
      });
      const icons = [...document.querySelectorAll("a svg, button svg, a img, button img")].filter((icon) => visible(icon)).flatMap((icon) => {
        const control = icon.closest("a, button");
        const drawing = icon.localName === "img" ? icon.getAttribute("src") : (icon.querySelector("use")?.getAttribute("href") ?? icon.querySelector("path")?.getAttribute("d"));
        // Beside a word the same drawing may stand for many things; alone it is the name.
        return drawing && !shown(control) ? [[drawing, name(control)]] : [];
      });
      return { language: document.documentElement.lang, navigation, help: outside, helpIn, landmarks, names, icons };
    }),
  conclude(pages) {
    const found = [];
    const groups = Map.groupBy ? Map.groupBy(pages, ({ data }) => data.language) : group(pages, ({ data }) => data.language);
    for (const list of groups.values()) {
      const order = (one, other) => one.filter((item) => other.includes(item));
      const compare = (kind, of) => {
        const [first, ...rest] = list;
        for (const page of rest) {
          const [a, b] = [of(first.data), of(page.data)];
          const [x, y] = [order(a, b), order(b, a)];
          if (x.join("|") !== y.join("|")) found.push({ where: page.where, element: "html", text: `${kind} in another order than on ${first.where}: ${y.join(", ")} instead of ${x.join(", ")}` });
        }
      };
      const count = Math.max(...list.map(({ data }) => data.navigation.length));
      for (let index = 0; index < count; index += 1) compare(`navigation ${index + 1}`, (data) => (data.navigation[index]?.links ?? []).map(({ href }) => href));
      compare("help", ({ help }) => [...new Set(help)]);
      compare("parts of the page", ({ landmarks }) => [...new Set(landmarks)]);
      // Help is where it was, and is there on each page if on any.
      const places = list.map(({ where, data }) => ({ where, at: data.helpIn }));
      const usual = most(places.map(({ at }) => at));
      if (usual) for (const { where, at } of places) if (at !== usual) found.push({ where, element: "html", text: at ? `help stands in ${at}, elsewhere in ${usual}` : "help is missing, which other pages have" });
      // Of all names that a target has on one page, another page must have one.
      const named = new Map();
      for (const { where, data } of list) {
        for (const [target, own] of group([...data.names, ...data.icons].filter(([target, name]) => target && name), ([target]) => target)) {
          named.set(target, [...(named.get(target) ?? []), { where, names: own.map(([, name]) => name) }]);
        }
      }
      for (const [target, uses] of named) {
        const usual = most(uses.flatMap(({ names }) => [...new Set(names)]));
        const [model] = uses.filter(({ names }) => names.includes(usual));
        for (const { where, names } of uses) if (!names.some((name) => model.names.includes(name))) found.push({ where, element: "html", text: `${target.slice(0, 40)} is called “${names[0]}” here and “${usual}” on ${model.where}` });
      }
    }
    return found;
  },
};

function group(list, key) {
  const groups = new Map();
  for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function most(list) {
  const counts = group(list.filter(Boolean), (item) => item);
  return [...counts].sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? "";
}
