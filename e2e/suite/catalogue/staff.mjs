// The pages of staff, in the states that they can be in. `route` is the pattern in `features/admin/pages.rs`.

import { OPEN } from "../../support/journeys.mjs";

const state = (kind, path, more = {}) => ({ kind, path: `/staff${path}`, who: "administrator", ...more });
const at = (part, slug = OPEN) => `/procedures/${slug}${part}`;

/** Sends the form with this name as it is, after filling in and ticking what is given, and waits for the summary of mistakes. */
const mistaken = (form, fields = {}, ticked = [], button = "button[type=submit]") => async (visitor, { address }) => {
  const { page } = visitor;
  await visitor.open(address);
  await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
  const scope = page.locator(form).first();
  for (const [field, value] of Object.entries(fields)) await scope.locator(field).first().fill(value);
  for (const box of ticked) await scope.locator(box).first().check();
  await scope.locator(button).last().click();
  await page.locator(".error-summary").waitFor();
};

/** Opens everything that folds. */
const unfolded = async (visitor, { address }) => {
  await visitor.open(address);
  await visitor.page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
};

/** A part of a working copy: a step in preparing a procedure. */
const part = (word, more = [], own = {}) => ({ route: `staff/procedures/:slug/${word}`, states: [state("filled", at(`/${word}`), { step: true, ...own }), ...more] });

/** Saves a form as it is; what is said then is a status message. */
const saved = async ({ page, live }) => {
  await live();
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForURL(/saved=1/);
  await live();
};

export const STAFF = [
  { route: "staff", states: [state("filled", ""), { kind: "signed out", path: "/staff", expect: [401], linked: false }, { ...state("filled for readers", ""), who: "reader" }] },
  {
    route: "staff/accounts",
    states: [
      state("filled", "/accounts"),
      state("unfolded", "/accounts", { step: true, reach: unfolded }),
      state("error", "/accounts", { step: true, expect: [422], reach: mistaken('section[aria-labelledby="new-account"] form', { '[name="email"]': "x" }) }),
      { ...state("refused", "/accounts"), who: "reader", expect: [403], linked: false },
    ],
  },
  {
    route: "staff/account",
    states: [state("filled", "/account"), state("error", "/account", { step: true, expect: [422, 429], reach: mistaken('section[aria-labelledby="own-password"] form') })],
  },
  { route: "staff/barriers", states: [state("filled", "/barriers")] },
  {
    route: "staff/barriers/:number",
    states: [
      // A step of answering reports, which begins with the list of them.
      { ...state("filled", "", { step: true }), path: ({ report }) => `/staff/barriers/${report}` },
      state("not found", "/barriers/999999", { expect: [404], linked: false }),
    ],
  },
  {
    route: "staff/accessibility",
    states: [
      state("filled", "/accessibility"),
      state("unfolded", "/accessibility", { step: true, reach: unfolded }),
      state("error", "/accessibility", { step: true, expect: [422], reach: mistaken('section[aria-labelledby="list"] details:last-of-type form', { '[name="planned"]': "2027-01-31" }), typed: { '[name="planned"]': "2027-01-31" } }),
    ],
  },
  {
    route: "staff/videos",
    states: [state("filled", "/videos"), state("error", "/videos", { step: true, expect: [422], reach: mistaken('section[aria-labelledby="new-video"] form', { '[name="title"]': "Ein Film" }, ['[name="publish"]']), typed: { '#new-title': "Ein Film" } })],
  },
  { route: "staff/pages", states: [state("filled", "/pages")] },
  { route: "staff/pages/:kind", states: [state("filled", "/pages/imprint"), state("filled for privacy", "/pages/privacy")] },
  {
    route: "staff/glossary",
    states: [state("filled", "/glossary"), state("filtered", "/glossary?letter=B&status=proposed", { linked: false }), state("empty", "/glossary?search=xyzzy", { linked: false })],
  },
  {
    route: "staff/glossary/:term",
    states: [
      // On a later page of the list, whose first page alone is looked at. No finding: where script is on, it adds buttons to each.
      state("filled", "/glossary/rat", { linked: false }),
      // The last button asks for the check, which is no mistake.
      state("error", "/glossary/rat", {
        step: true, expect: [422], typed: { '[name="approved_by"]': "Prüfgruppe" },
        reach: mistaken("main form", { '[name="approved_by"]': "Prüfgruppe" }, [], "button[type=submit]:not([name])"),
      }),
      state("not found", "/glossary/no-such-word", { expect: [404], linked: false }),
    ],
  },
  { route: "staff/visibility", states: [state("filled", "/visibility"), { ...state("filled for readers", "/visibility"), who: "reader", linked: false }] },
  {
    route: "staff/procedures/new",
    states: [state("empty", "/procedures/new"), state("error", "/procedures/new", { step: true, expect: [422], reach: mistaken("main details form") })],
  },
  {
    route: "staff/procedures/:slug",
    states: [state("filled", at("")), { ...state("filled for readers", at("")), who: "reader", linked: false }, state("not found", "/procedures/no-such-procedure", { expect: [404], linked: false })],
  },
  {
    route: "staff/procedures/:slug/statements",
    states: [state("filled", at("/statements")), state("filled in assessment", at("/statements", "radweg-muehlenstrasse")), state("empty", at("/statements?search=xyzzy"), { linked: false })],
  },
  {
    route: "staff/procedures/:slug/statements/new",
    states: [state("empty", at("/statements/new")), state("error", at("/statements/new"), { step: true, expect: [422], reach: mistaken("main form", { '[name="name"]': "Hans Brief" }), typed: { '[name="name"]': "Hans Brief" } })],
  },
  {
    route: "staff/procedures/:slug/statements/bulk",
    states: [state("filled", at("/statements/bulk", "radweg-muehlenstrasse")), state("filled for the council", at("/statements/bulk?step=council", "radweg-muehlenstrasse"), { linked: false })],
  },
  {
    route: "staff/procedures/:slug/statements/:number",
    states: [
      // On a later page of the list, whose first page alone is looked at; the search beside it finds them as well.
      state("filled", at("/statements/1"), { linked: false }),
      state("filled and decided", at("/statements/3", "solarpark-am-galgenberg"), { linked: false }),
      state("not found", at("/statements/999999"), { expect: [404], linked: false }),
      { ...state("filled for readers", at("/statements/1")), who: "reader", linked: false },
    ],
  },
  {
    route: "staff/procedures/:slug/statements/:number/points",
    states: [
      // From the statement's own page, which is on a later page of the list.
      state("filled", at("/statements/57/points"), { step: true }),
      state("filled and divided", at("/statements/25/points", "radweg-muehlenstrasse"), { step: true }),
      state("closed", at("/statements/11/points", "solarpark-am-galgenberg"), { linked: false }),
      state("not found", at("/statements/999999/points"), { expect: [404], linked: false }),
    ],
  },
  {
    route: "staff/procedures/:slug/statements/:number/points/:point",
    states: [
      state("filled", at("/statements/25/points/1", "radweg-muehlenstrasse"), { step: true }),
      state("filled and decided", at("/statements/11/points/5", "solarpark-am-galgenberg"), { linked: false }),
      // Taking over an answer that is nowhere: a button of the form that saves.
      state("error", at("/statements/25/points/3", "radweg-muehlenstrasse"), {
        step: true, expect: [422], typed: { '[name="from"]': "9999.1" },
        reach: mistaken("main form", { '[name="from"]': "9999.1" }, [], "details button[type=submit]"),
      }),
      state("not found", at("/statements/25/points/99", "radweg-muehlenstrasse"), { expect: [404], linked: false }),
      { ...state("filled for readers", at("/statements/25/points/1", "radweg-muehlenstrasse")), who: "reader", linked: false },
    ],
  },
  {
    route: "staff/procedures/:slug/statements/:number/author",
    states: [{ ...state("filled", "", { step: true }), path: ({ captured }) => `/staff${at(`/statements/${captured}/author`)}` }],
  },
  {
    route: "staff/procedures/:slug/statements/:number/receipt",
    states: [{ ...state("filled", "", { step: true }), path: ({ captured }) => `/staff${at(`/statements/${captured}/receipt`)}` }],
  },
  part("exports"),
  part("texts"),
  part("settings", [], { act: saved }),
  part("rounds", [state("unfolded", at("/rounds"), { step: true, reach: unfolded })]),
  part("chapters", [state("error", at("/chapters"), { step: true, expect: [422], reach: mistaken('section[aria-labelledby="new-chapter"] form') })]),
  part("documents"),
  part("plan"),
  part("videos"),
  part("preview"),
  part("publish"),
];
