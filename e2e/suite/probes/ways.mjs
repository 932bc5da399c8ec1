// Each page is found in more than one way: by links from the frame or another page, and by a list, a search or a map.
//
// Pages within a process, such as checking before sending, are exempt (WCAG 2.4.5); the catalogue marks them.

import { ask } from "../ask.mjs";

export const probe = {
  name: "ways",
  criteria: ["2.4.5"],
  sentence: "each page is found in two ways at least",
  site: true,
  collect: (page) =>
    ask(page, () => ({
      path: location.pathname.replace(/\/$/, ""),
      links: [...document.querySelectorAll("a[href]")].filter(window.probing.visible).map((link) => ({ path: new URL(link.getAttribute("href"), location.href).pathname.replace(/\/$/, ""), from: link.closest("main nav") ? "main nav" : link.closest("nav, header, footer, main")?.localName ?? "body" })),
      search: Boolean(document.querySelector('[role="search"], search, input[type="search"], form[method="get"]')),
    })),
  conclude(pages) {
    const found = [];
    const ends = new Map(pages.map(({ data, step }) => [data.path, step]));
    const ways = new Map();
    for (const { data } of pages) {
      for (const link of data.links) {
        if (!ends.has(link.path) || link.path === data.path) continue;
        const list = ways.get(link.path) ?? new Set();
        // What stands in the frame is one way, whichever page it is seen on, and so is the navigation within the pages;
        // each page that lists it is another.
        list.add(link.from === "main" ? `page ${data.path}` : `frame ${link.from}`);
        ways.set(link.path, list);
      }
    }
    const searches = pages.filter(({ data }) => data.search).map(({ data }) => data.path);
    const done = new Set();
    for (const { where, step, data, linked = true } of pages) {
      if (step || !linked || done.has(data.path)) continue;
      done.add(data.path);
      const list = [...(ways.get(data.path) ?? [])];
      // A search finds what its page lists as well.
      const count = list.length + (searches.some((path) => list.includes(`page ${path}`)) ? 1 : 0);
      if (count < 1) found.push({ where, element: "html", text: "no page leads here" });
      else if (count < 2) found.push({ where, element: "html", text: `only one way leads here: ${list.join(", ")}` });
    }
    return found;
  },
};
