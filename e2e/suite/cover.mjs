// Which combinations of route, language, view and colour scheme are looked at in a run.
//
// - Every state of every route in German, normal view, light: always.
// - Of the others as many that each two values meet: every route in each language, view and scheme, each language in
//   each view and scheme, each view in each scheme. Which ones, and in which state of the route, changes with the seed:
//   the year and the week, so that a month of runs sees more than one does. `full` is everything.

/** The year and week by ISO 8601, such as 2026-W48. */
export function week(day = new Date()) {
  const date = new Date(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()));
  // The week belongs to the year of its Thursday.
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const start = Date.UTC(date.getUTCFullYear(), 0, 1);
  return `${date.getUTCFullYear()}-W${String(Math.ceil(((date - start) / 86_400_000 + 1) / 7)).padStart(2, "0")}`;
}

/** Numbers from 0 to 1 that follow from a word (mulberry32 over an FNV-1a hash): the same everywhere. */
export function chance(word) {
  let state = 2_166_136_261;
  for (const letter of word) state = Math.imul(state ^ letter.codePointAt(0), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const VIEWS = ["normal", "simple"];
const SCHEMES = ["light", "dark"];
const BASE = { language: "de", view: "normal", scheme: "light" };

/** Whether a state exists in a view. */
const exists = (place, view) => place.views.includes(view);

/** The cells of a run: places with language, view and scheme; `base` marks those of every run. */
export function cells(places, languages, { seed = week(), full = false } = {}) {
  const all = places.flatMap((place) => languages.flatMap((language) => VIEWS.filter((view) => exists(place, view)).flatMap((view) => SCHEMES.map((scheme) => ({ place, language, view, scheme })))));
  // A state of the simplified view alone has its base there.
  const isBase = ({ place, language, view, scheme }) => language === BASE.language && scheme === BASE.scheme && view === (exists(place, BASE.view) ? BASE.view : "simple");
  const base = all.filter(isBase).map((cell) => ({ ...cell, base: true }));
  const rest = all.filter((cell) => !isBase(cell));
  const random = chance(seed);
  if (full) return [...base, ...rest].map((cell) => ({ ...cell, full, heavy: random() }));

  const pairs = ({ place: { route }, language, view, scheme }) => [
    `route ${route} language ${language}`,
    `route ${route} view ${view}`,
    `route ${route} scheme ${scheme}`,
    `language ${language} view ${view}`,
    `language ${language} scheme ${scheme}`,
    `view ${view} scheme ${scheme}`,
  ];
  const open = new Set(all.flatMap(pairs));
  base.flatMap(pairs).forEach((pair) => open.delete(pair));
  // In a chance order, the cell that brings most new pairs comes next.
  const shuffled = rest.map((cell) => ({ cell, rank: random() })).sort((a, b) => a.rank - b.rank).map(({ cell }) => cell);
  const chosen = [];
  for (let wanted = 6; wanted > 0 && open.size; wanted -= 1) {
    for (const cell of shuffled) {
      const fresh = pairs(cell).filter((pair) => open.has(pair));
      if (fresh.length < wanted) continue;
      fresh.forEach((pair) => open.delete(pair));
      chosen.push({ ...cell, heavy: random() });
    }
  }
  return [...base, ...chosen];
}
