// Titles tell pages apart: each says what the page is and whose, and no two pages have the same.

export const probe = {
  name: "titles",
  criteria: ["2.4.2"],
  sentence: "each page has a title of its own that ends with the town's name",
  site: true,
  collect: (page) => page.evaluate(() => ({ title: document.title.trim(), language: document.documentElement.lang, heading: document.querySelector("h1")?.textContent.trim() ?? "" })),
  conclude(pages) {
    const found = [];
    const seen = new Map();
    const tails = pages.map(({ data }) => data.title.split(/ [–—|-] /).at(-1));
    const usual = tails.sort((a, b) => tails.filter((tail) => tail === b).length - tails.filter((tail) => tail === a).length)[0];
    for (const { where, same = where, data } of pages) {
      const { title, language } = data;
      if (!title) {
        found.push({ where, element: "html", text: "no title" });
        continue;
      }
      if (/^(untitled( document)?|document|dokument|unbenannt|page|seite|startseite|home|index|new tab|titel|title|react app|vite app|test)( ?\d+)?$/i.test(title) || /\.(html?|php)$/i.test(title)) found.push({ where, element: "html", text: `the title says nothing: ${title}` });
      const own = usual && title.endsWith(usual) ? title.slice(0, -usual.length).replace(/ [–—|-] $/, "") : title;
      if (own !== title && /^(untitled( document)?|document|dokument|unbenannt\w*|page|seite|new tab|titel|title|test)( ?\d+)?$/i.test(own)) found.push({ where, element: "html", text: `the title says nothing: ${title}` });
      const before = seen.get(`${language}|${title}`);
      if (before && before !== same) found.push({ where, element: "html", text: `the same title as ${before}: ${title}` });
      seen.set(`${language}|${title}`, same);
      if (pages.length > 2 && usual && !title.endsWith(usual)) found.push({ where, element: "html", text: `the title does not end like the others (${usual}): ${title}` });
      if (pages.length > 2 && title === usual) found.push({ where, element: "html", text: `the title is only that of the site: ${title}` });
    }
    return found;
  },
};
