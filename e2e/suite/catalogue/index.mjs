// The catalogue of places: every route in every state. A route of the application that is missing here is an error.

import { readFileSync } from "node:fs";

import { PUBLIC } from "./public.mjs";
import { STAFF } from "./staff.mjs";

/** Every state of every route, with a name to call it by. */
export const PLACES = [...PUBLIC, ...STAFF].flatMap(({ route, states }) =>
  states.map((state) => ({ views: ["normal", "simple"], ...state, route, name: `${route} (${state.kind})` })),
);

/** The states of the kind that holds a refused form. */
export const isError = ({ kind, kindOf }) => kind === "error" || kindOf === "error";

const source = (path) => readFileSync(new URL(`../../../app/src/${path}`, import.meta.url), "utf8");

/** Routes that are looked at elsewhere, and why. */
const ELSEWHERE = {
  // Its examples contradict each other on one page (several titles, several dialogs): each is looked at alone.
  "/:language/gallery": "tests/gallery.spec.mjs",
};

/** The routes that the application has, read from its source. */
export function routesOfTheApplication() {
  const publicRoutes = [...source("shell.rs").matchAll(/path!\("([^"]+)"\)/g)].map(([, path]) => path).filter((path) => !path.includes("*"));
  const pages = source("features/admin/pages.rs");
  const patterns = (from, prefix) =>
    [...from.matchAll(/^\s*\[((?:"[^"]*"|[a-z]+)?(?:, (?:"[^"]*"|[a-z]+))*)\](?: if [^=]+)? =>/gm)].map(([, list]) => [prefix, ...list.split(", ").filter(Boolean).map((word) => (word.startsWith('"') ? word.slice(1, -1) : `:${word}`))].join("/"));
  const [top, below] = pages.split("fn procedure_page");
  const parts = [...source("features/working_copies/part.rs").matchAll(/Self::\w+ => "([a-z-]+)"/g)].map(([, word]) => `staff/procedures/:slug/${word}`);
  return [...publicRoutes, ...patterns(top, "staff"), ...patterns(below ?? "", "staff/procedures/:slug").filter((route) => !route.endsWith(":part")), ...parts];
}

/** Routes that the catalogue does not know, and such as it knows although they are gone. */
export function differences() {
  const there = new Set(routesOfTheApplication());
  const known = new Set([...PUBLIC, ...STAFF].map(({ route }) => route).filter((route) => route !== "fallback"));
  return { missing: [...there].filter((route) => !known.has(route) && !(route in ELSEWHERE)), gone: [...known].filter((route) => !there.has(route)) };
}
