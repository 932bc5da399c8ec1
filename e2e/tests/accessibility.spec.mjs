// Every page in its states: no finding of axe-core, valid HTML, no sideways scrolling in a window of 320 pixels.

import assert from "node:assert/strict";
import { test } from "node:test";

import { accessibility, document, overflow } from "../support/check.mjs";
import { OPEN, comment, signIn } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { texts } from "../support/texts.mjs";

const t = texts("de");
let receipt;
let chapter;
const tools = suite(async () => {
  const visitor = await tools.visitor({ script: false });
  receipt = (await comment(visitor, "Zum Ansehen.\n\nMit zwei Absätzen.")).code;
  await visitor.page.goto(`/de/procedures/${OPEN}`);
  const href = await visitor.page.locator('a[href*="/chapters/"]').first().getAttribute("href");
  chapter = href.replace(/^\/de/, "");
  await visitor.context.close();
});
const PUBLIC = [
  "",
  "/procedures",
  "/procedures?state=decided",
  "/procedures?search=xyzzy",
  `/procedures/${OPEN}`,
  "/procedures/radweg-muehlenstrasse",
  "/procedures/solarpark-am-galgenberg",
  `/procedures/${OPEN}/record`,
  `/procedures/${OPEN}/comment`,
  "/procedures/radweg-muehlenstrasse/comment",
  `/procedures/${OPEN}/comment/check`,
  `/procedures/${OPEN}/paper`,
  `/procedures/${OPEN}?view=papers`,
  `/procedures/${OPEN}/comments`,
  "/procedures/solarpark-am-galgenberg/comments",
  "/r",
  "/imprint",
  "/privacy",
  "/contact",
  "/offline",
  "/forget",
  "/forget?done=1",
  "/sign-in",
  "/staff",
  "/r/AAAABBBBCCCC",
  "/no-such-page",
];
const STAFF = [
  "",
  "/accounts",
  "/pages",
  "/pages/imprint",
  "/visibility",
  "/barriers",
  "/accessibility",
  "/videos",
  "/procedures/new",
  `/procedures/${OPEN}`,
  ...["texts", "settings", "rounds", "chapters", "documents", "plan", "videos", "preview", "publish", "exports"].map(
    (part) => `/procedures/${OPEN}/${part}`,
  ),
  `/procedures/${OPEN}/statements`,
  `/procedures/${OPEN}/statements?search=xyzzy`,
  `/procedures/${OPEN}/statements/1`,
  `/procedures/${OPEN}/statements/new`,
  "/procedures/radweg-muehlenstrasse/statements/bulk",
  "/procedures/radweg-muehlenstrasse/statements/bulk?step=council",
  "/procedures/solarpark-am-galgenberg/statements/3",
  "/procedures/no-such-procedure",
];

/** Collects what is found on pages, so that one run names all of it. */
function findings() {
  const found = [];
  return {
    found,
    add: (where, list) => list.forEach((text) => found.push(`${where}: ${text}`)),
    end: () => assert.deepEqual([...new Set(found)], []),
  };
}

/** Looks at each path as it is shown and as it was sent. */
async function look(visitor, paths, { valid = true, wide = false, axe = true } = {}) {
  const { page } = visitor;
  visitor.expect(401, 404);
  const all = findings();
  for (const path of paths) {
    const answer = await page.goto(path);
    // A page that does not become live is a finding of its own; the others are looked at all the same.
    await visitor.live().catch((error) => all.add(path, [error.message]));
    if (axe) all.add(path, await accessibility(page));
    if (valid) all.add(path, await document(await answer.text()));
    if (wide) all.add(path, await overflow(page));
  }
  await visitor.context.close();
  all.add("while looking", visitor.problems);
  all.end();
}

const more = () => [chapter, `/r/${receipt}`, `/r/${receipt}/sent`, `/r/${receipt}/withdraw`];
const all = (language) => [...PUBLIC, ...more()].map((path) => `/${language}${path}`);

for (const language of ["de", "en"]) {
  test(`public pages in ${language}`, async () => {
    await look(await tools.visitor(), all(language), { valid: language === "de" });
  });
}

test("public pages in the simplified view, in the dark", async () => {
  const visitor = await tools.visitor({ colorScheme: "dark" });
  await visitor.open("/de?ansicht=einfach");
  const steps = ["place", "text", "reply", "publish"].map((step) => `/de/procedures/${OPEN}/comment?step=${step}`);
  await look(visitor, [...all("de"), ...steps]);
});

test("public pages fit into a window of 320 pixels without scrolling sideways", async () => {
  const viewport = { width: 320, height: 640 };
  await look(await tools.visitor({ script: false, viewport }), all("de"), { valid: false, wide: true, axe: false });
});

test("pages of staff", async () => {
  const visitor = await tools.visitor();
  await signIn(visitor, "administrator");
  await look(visitor, STAFF.map((path) => `/de/staff${path}`));
});

test("pages of staff in English, in the dark", async () => {
  const visitor = await tools.visitor({ colorScheme: "dark" });
  await signIn(visitor, "administrator");
  await look(visitor, STAFF.map((path) => `/en/staff${path}`), { valid: false });
});

test("pages of staff for whom most is not allowed", async () => {
  const visitor = await tools.visitor();
  visitor.expect(403);
  await signIn(visitor, "reader");
  const paths = ["", "/accounts", `/procedures/${OPEN}`, `/procedures/${OPEN}/statements/1`, "/visibility"];
  await look(visitor, paths.map((path) => `/de/staff${path}`));
});

test("forms that were sent with mistakes", async () => {
  const visitor = await tools.visitor();
  visitor.expect(422, 401, 403);
  const { page } = visitor;
  const all = findings();
  const see = async (where) => {
    await page.locator(".error-summary").waitFor();
    all.add(where, await accessibility(page));
  };
  await visitor.open(`/de/procedures/${OPEN}/comment`);
  await page.getByLabel(t("statements.reply.post"), { exact: true }).check();
  await page.getByLabel(t("statements.person.email")).fill("x");
  await visitor.press(t("statements.check_act"));
  await see("comment");
  await visitor.open("/de/sign-in");
  await visitor.press(t("identity.sign_in.act"), { within: page.locator("main") });
  await see("sign-in");
  await signIn(visitor);
  await visitor.open(`/de/staff/procedures/${OPEN}/statements/new`);
  await visitor.press(t("assessment.capture.act"));
  await see("capture");
  await visitor.leave();
  all.end();
});
