// The pages of residents, in the states that they can be in.
//
// A state is reached by its address alone, or by `reach`: acts that use names and values of controls, never their
// texts, so that they work in every language. `route` is the pattern in `app/src/shell.rs`.

import { pdf } from "../../support/pdf.mjs";
import { OPEN } from "../../support/journeys.mjs";

/** Fills the comment form and goes on; what is not named stays as it is. */
const draft = async ({ page }, { body = "Bitte mehr Bäume am Wasser.", file } = {}) => {
  const text = page.locator('[name="body"]');
  if (await text.isVisible()) await text.fill(body);
  const files = page.locator('[name="files"]');
  if (file && (await files.isVisible())) await files.setInputFiles({ name: "Skizze.pdf", mimeType: "application/pdf", buffer: pdf("Eine Skizze") });
};

/** Presses a button of the comment form by its value. */
const act = async ({ page, live }, value) => {
  await live();
  await page.locator(`#comment-form button[name="do"][value="${value}"]:not([tabindex="-1"]), form button[name="do"][value="${value}"]:not([tabindex="-1"])`).first().click();
};

/** Searches a street in the opened form. */
const searched = async (visitor) => {
  await visitor.page.locator('[name="search"]').fill("hafenstr 3");
  await act(visitor, "search");
  await visitor.page.locator('button[value^="place:address:"]').first().waitFor();
  await visitor.live();
};

/** Brings a comment to its check page, in whichever view. */
const toCheck = async (visitor, at) => {
  if (at.view === "simple") {
    await visitor.open(`${at.base}/procedures/${OPEN}/comment?step=text`);
    await draft(visitor);
    await act(visitor, "next");
    await visitor.page.waitForURL(/step=reply/);
    await visitor.open(`${at.base}/procedures/${OPEN}/comment/check`);
  } else {
    await visitor.open(`${at.base}/procedures/${OPEN}/comment`);
    await draft(visitor, { file: true });
    await act(visitor, "check");
    await visitor.page.waitForURL(/\/comment\/check/);
  }
  await visitor.live();
};

/** Waits for the summary of mistakes. */
const refused = async ({ page }) => {
  await page.locator(".error-summary").waitFor();
};

/** Opens everything that folds; in easy language there may be nothing that does. */
const unfold = async ({ page }) => {
  await page.locator("main h1").first().waitFor();
  await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
};

/** Goes to a question of a report, which the simplified view asks one by one. */
const askedFor = async ({ page, live }, fields) => {
  await page.locator('[name="problem"]').fill("Die Karte hat keine Tasten.");
  for (const field of fields) {
    await page.locator('main button[value="Keep"]').first().click();
    await page.locator(`[name="${field}"]:not([type="hidden"])`).waitFor();
    await live();
  }
};
const REPORT_STEPS = { page: ["page"], answer: ["page", "email"] };

const state = (kind, path, more = {}) => ({ kind, path, ...more });
const procedure = (name) => `/procedures/${name}`;

export const PUBLIC = [
  { route: "/:language", states: [state("filled", "")] },
  {
    route: "/:language/procedures",
    states: [state("filled", "/procedures"), state("filtered", "/procedures?state=decided"), state("empty", "/procedures?search=xyzzy")],
  },
  {
    route: "/:language/procedures/:procedure",
    states: [
      state("filled", procedure(OPEN)),
      state("filled in assessment", procedure("radweg-muehlenstrasse")),
      state("filled and decided", procedure("solarpark-am-galgenberg")),
      // In the normal view the papers stand on the page itself.
      state("papers", `${procedure(OPEN)}?view=papers`, { views: ["simple"] }),
      state("not found", procedure("no-such-procedure"), { expect: [404], linked: false }),
    ],
  },
  {
    route: "/:language/procedures/:procedure/chapters/:chapter",
    states: [state("filled", ({ chapter }) => chapter), state("not found", `${procedure(OPEN)}/chapters/00000000-0000-4000-8000-000000000000`, { expect: [404], linked: false })],
  },
  { route: "/:language/procedures/:procedure/record", states: [state("filled", `${procedure(OPEN)}/record`)] },
  {
    route: "/:language/procedures/:procedure/comment",
    states: [
      state("empty", `${procedure(OPEN)}/comment`),
      state("unfolded", `${procedure(OPEN)}/comment`, { views: ["normal"], step: true, reach: async (visitor, at) => { await visitor.open(at.address); await unfold(visitor); }, act: searched }),
      state("filled", `${procedure(OPEN)}/comment`, {
        views: ["normal"], step: true, process: 1,
        reach: async (visitor, at) => {
          await visitor.open(at.address);
          await draft(visitor, { file: true });
          await act(visitor, "save");
          await visitor.page.locator('button[name="do"][value^="remove:"]').first().waitFor();
          await visitor.live();
        },
      }),
      state("error", `${procedure(OPEN)}/comment`, {
        views: ["normal"], step: true,
        typed: { '[name="email"]': "erika.example.org", '[name="body"]': "Bitte mehr Bäume." },
        reach: async (visitor, at) => {
          await visitor.open(at.address);
          await visitor.page.locator('[name="body"]').fill("Bitte mehr Bäume.");
          await visitor.page.locator('[name="reply"][value="email"]').check();
          await visitor.page.locator('[name="email"]').fill("erika.example.org");
          await act(visitor, "check");
          await refused(visitor);
        },
      }),
      state("after submit", `${procedure(OPEN)}/comment`, {
        views: ["normal"], step: true,
        reach: async (visitor, at) => {
          await visitor.open(at.address);
          await unfold(visitor);
          await searched(visitor);
        },
      }),
      state("before or after the period", `${procedure("radweg-muehlenstrasse")}/comment`, { step: true }),
      ...["place", "text", "reply", "publish"].map((step) => state(`step ${step}`, `${procedure(OPEN)}/comment?step=${step}`, { views: ["simple"], step: true })),
      state("error in a step", `${procedure(OPEN)}/comment?step=reply`, {
        views: ["simple"], step: true, kindOf: "error",
        reach: async (visitor, at) => {
          await visitor.open(at.address);
          await visitor.page.locator('[name="reply"][value="email"]').check();
          await visitor.page.locator('[name="email"]').fill("erika.example.org");
          await act(visitor, "next");
          await refused(visitor);
        },
      }),
    ],
  },
  {
    route: "/:language/procedures/:procedure/comment/check",
    states: [
      state("empty", `${procedure(OPEN)}/comment/check`, { step: true }),
      state("filled", `${procedure(OPEN)}/comment/check`, { step: true, process: 2, reach: toCheck }),
    ],
  },
  { route: "/:language/procedures/:procedure/paper", states: [state("filled", `${procedure(OPEN)}/paper`)] },
  {
    route: "/:language/procedures/:procedure/comments",
    states: [
      state("map", `${procedure("solarpark-am-galgenberg")}/comments?map=1`, { views: ["normal"] }),
      state("filled", `${procedure("solarpark-am-galgenberg")}/comments`), state("empty", ({ bare }) => procedure(bare), { linked: false })],
  },
  {
    route: "/:language/procedures/:procedure/comments/:number",
    states: [state("filled", ({ published }) => published), state("not found", `${procedure("solarpark-am-galgenberg")}/comments/999999`, { expect: [404], linked: false })],
  },
  {
    route: "/:language/r",
    states: [
      state("empty", "/r"),
      state("error", "/r", {
        expect: [404, 422], scarce: true, typed: { '[name="code"]': "AAAA-BBBB-CCCC" }, step: true,
        reach: async (visitor, at) => {
          await visitor.open(at.address);
          await visitor.page.locator('main [name="code"]').fill("AAAA-BBBB-CCCC");
          await visitor.page.locator("main form button[type=submit], main form button:not([type])").first().click();
          await refused(visitor);
        },
      }),
    ],
  },
  {
    route: "/:language/r/:code",
    states: [state("filled", ({ receipt }) => `/r/${receipt}`, { step: true }), state("not found", "/r/AAAABBBBCCCC", { expect: [404], scarce: true, linked: false })],
  },
  {
    route: "/:language/r/:code/sent",
    states: [
      state("filled", ({ receipt }) => `/r/${receipt}/sent`, { step: true }),
      state("after submit", `${procedure(OPEN)}/comment`, {
        step: true, process: 3, last: true, scarce: true,
        reach: async (visitor, at) => {
          await toCheck(visitor, at);
          await visitor.page.locator("main form button[type=submit]").last().click();
          await visitor.page.waitForURL(/\/sent$/);
          await visitor.live();
        },
      }),
    ],
  },
  {
    route: "/:language/r/:code/withdraw",
    states: [
      state("dialog", ({ receipt }) => `/r/${receipt}/withdraw`, { step: true }),
      state("after submit", ({ withdrawn }) => `/r/${withdrawn}?withdrawn=1`, { step: true, linked: false }),
    ],
  },
  { route: "/:language/imprint", states: [state("filled", "/imprint")] },
  { route: "/:language/privacy", states: [state("filled", "/privacy")] },
  { route: "/:language/contact", states: [state("filled", "/contact")] },
  { route: "/:language/languages", states: [state("filled", "/languages"), state("unfolded", "/languages", { reach: async (visitor, at) => { await visitor.open(at.address); await unfold(visitor); } })] },
  { route: "/:language/overview", states: [state("filled", "/overview")] },
  { route: "/:language/accessibility", states: [state("filled", "/accessibility"), state("unfolded", "/accessibility", { reach: async (visitor, at) => { await visitor.open(at.address); await unfold(visitor); } })] },
  { route: "/:language/accessibility/easy", states: [state("filled", "/accessibility/easy")] },
  {
    route: "/:language/accessibility/report",
    states: [
      state("empty", "/accessibility/report?page=/de/procedures"),
      state("error", "/accessibility/report", {
        views: ["normal"], expect: [422], step: true, typed: { '[name="email"]': "erika" },
        reach: async (visitor, at) => {
          await visitor.open(at.address);
          await visitor.page.locator('[name="email"]').fill("erika");
          await visitor.page.locator("main form button[type=submit]").first().click();
          await refused(visitor);
        },
      }),
      ...Object.entries(REPORT_STEPS).map(([step, fields]) =>
        state(`step ${step}`, "/accessibility/report", {
          views: ["simple"], step: true,
          reach: async (visitor, at) => {
            await visitor.open(at.address);
            await askedFor(visitor, fields);
          },
        }),
      ),
      state("error in a step", "/accessibility/report", {
        views: ["simple"], expect: [422], step: true, kindOf: "error",
        reach: async (visitor, at) => {
          await visitor.open(at.address);
          await askedFor(visitor, REPORT_STEPS.answer);
          await visitor.page.locator('[name="email"]').fill("erika");
          await visitor.page.locator("main form button[type=submit]").first().click();
          await refused(visitor);
        },
      }),
    ],
  },
  { route: "/:language/accessibility/report/sent/:number", states: [state("after submit", "/accessibility/report/sent/1", { step: true })] },
  { route: "/:language/sign-language", states: [state("filled", "/sign-language")] },
  // Only the worker shows it, in place of a page that the device does not keep.
  { route: "/:language/offline", states: [state("empty", "/offline", { linked: false })] },
  { route: "/:language/forget", states: [state("filled", "/forget"), state("after submit", "/forget?done=1", { linked: false })] },
  {
    route: "/:language/glossary",
    states: [state("filled", "/glossary"), state("filtered", "/glossary?letter=B"), state("empty", "/glossary?search=xyzzy", { linked: false })],
  },
  {
    route: "/:language/sign-in",
    states: [
      state("empty", "/sign-in"),
      state("error", "/sign-in", {
        expect: [401, 403, 422, 429], scarce: true, step: true,
        reach: async (visitor, at) => {
          await visitor.open(at.address);
          await visitor.page.locator("main form button[type=submit]").first().click();
          await refused(visitor);
        },
      }),
    ],
  },
  { route: "fallback", states: [state("not found", "/no-such-page", { expect: [404], linked: false })] },
];
