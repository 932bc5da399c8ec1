// A clerk finds a comment, assesses it, takes it through the council, and its author sees each step.

import assert from "node:assert/strict";
import { test } from "node:test";

import { until } from "../support/device.mjs";
import { OPEN, comment, signIn } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { texts } from "../support/texts.mjs";
import { day } from "../support/day.mjs";

const t = texts("de");
const tools = suite();
const STATEMENTS = `/de/staff/procedures/${OPEN}/statements`;

/** Waits until what is typed is not lost without a question: the page has loaded the script for it, and it has run. */
async function guarded(page) {
  const loaded = () => performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/unsaved.js"))?.name;
  const script = await (await page.waitForFunction(loaded)).jsonValue();
  // The same module once more is the one that runs.
  await page.evaluate((script) => import(script).then(() => null), script);
}

/** The button that moves a statement on. */
const moveTo = (state) => t("assessment.work.move_to", { state: t(`assessment.state.${state}`) });
/** The field of a statement's reply. */
const reply = (page) => page.getByLabel(t("assessment.work.reply"), { exact: true });

/** Goes on by a link, as a hand does, without loading anything. */
async function follow(page, href) {
  await page.evaluate((to) => {
    const link = Object.assign(document.createElement("a"), { href: to });
    document.querySelector("main").append(link);
    link.click();
    link.remove();
  }, href);
  await page.waitForURL((url) => url.pathname + url.search === href);
}

/** Another clerk answers a statement. */
async function answerElsewhere(number, text) {
  const other = await tools.visitor({ script: false });
  await signIn(other);
  await other.open(`${STATEMENTS}/${number}`);
  await reply(other.page).fill(text);
  await other.press(t("common.save"), { within: other.page.locator("#assessment") });
  await other.sees(t("common.saved"));
  await other.leave();
}

tools.both("a comment is assessed, decided and answered, and its receipt shows every step", async (visitor, script) => {
  const { page } = visitor;
  const word = script ? "Wasserspielplatz" : "Fahrradgarage";
  const resident = await tools.visitor({ script });
  const { code, number } = await comment(resident, `Bitte einen ${word} am Kai.`);
  /** What the receipt's page says now. */
  const receipt = async () => {
    await resident.open(`/de/r/${code}`);
    return resident.page.locator("main").innerText();
  };
  const badge = async () => {
    await receipt();
    return (await resident.page.locator("main .kern-badge").first().innerText()).trim();
  };
  assert.equal(await badge(), t("statements.state.received"));

  await signIn(visitor);
  await visitor.open(STATEMENTS);
  await page.getByText(t("assessment.list.filter"), { exact: true }).click();
  await page.getByLabel(t("assessment.list.search"), { exact: true }).fill(word);
  await page.getByLabel(t("assessment.list.state"), { exact: true }).selectOption("received");
  await visitor.press(t("assessment.list.apply"));
  await page.waitForURL(/search=/);
  const entries = page.locator("#statements tbody tr, table tbody tr");
  await page.locator("tbody tr", { hasText: word }).waitFor();
  assert.equal(await entries.count(), 1, "search and filter leave one");
  await entries.locator("th a").click();
  await visitor.arrive(t("assessment.work.title", { number }));

  const reply = `Ein ${word} wird eingeplant.`;
  const saved = () => visitor.sees(t("common.saved"));
  const state = (name) => page.locator(".staff-bar .kern-badge", { hasText: t(`assessment.state.${name}`) }).waitFor();
  await page.getByLabel(t("assessment.work.reply"), { exact: true }).fill(reply);
  await page.locator('#assessment [name="proposal"][value="followed"]').check();
  await page.getByLabel(t("assessment.work.note"), { exact: true }).fill("Mit dem Grünamt besprochen.");
  await visitor.press(moveTo("in_work"));
  await state("in_work");
  await saved();
  assert.equal(await badge(), t("statements.state.in_work"));
  assert.equal(await page.getByLabel(t("assessment.work.reply"), { exact: true }).inputValue(), reply);
  await visitor.press(moveTo("proposal_ready"));
  await state("proposal_ready");
  assert.equal(await badge(), t("statements.state.proposal_ready"));
  assert.ok(!(await receipt()).includes(reply), "the reply is internal until the answer");
  await visitor.press(moveTo("before_council"));
  await state("before_council");
  assert.equal(await badge(), t("statements.state.before_council"));
  assert.ok((await receipt()).includes(t("statements.proposal.followed")), "the proposal shows");

  await visitor.live();
  await page.getByText(t("assessment.decision.enter"), { exact: true }).click();
  await page.getByLabel(t("assessment.decision.committee")).fill("Rat der Stadt");
  await page.getByLabel(t("assessment.decision.on")).fill(day());
  await visitor.press(t("assessment.decision.act"));
  await state("decided");
  assert.equal(await badge(), t("statements.state.decided"));
  assert.ok((await receipt()).includes("Rat der Stadt"), "the decision shows");

  await visitor.press(moveTo("answered"));
  await state("answered");
  assert.equal(await badge(), t("statements.state.answered"));
  const text = await receipt();
  assert.ok(text.includes(reply), "the answer shows");
  assert.ok(!text.includes("Grünamt"), "the note stays inside");
  await resident.leave();
});

tools.both("a table is exported and fetched", async (visitor) => {
  const { page } = visitor;
  await signIn(visitor);
  await visitor.open(`/de/staff/procedures/${OPEN}/exports`);
  const before = await page.locator(".staff-row").count();
  await visitor.press(new RegExp(`^${t("exports.format.csv")}.*${t("exports.variant.public")}`), { exact: false });
  await page.waitForFunction((count) => document.querySelectorAll(".staff-row").length > count, before);
  const file = page.locator('.staff-row a[href$=".csv"], .staff-row a[download$=".csv"]').first();
  // The page is read again until the job is done, as its link offers.
  const isMade = async () => {
    if ((await file.count()) > 0) return true;
    await visitor.open(`/de/staff/procedures/${OPEN}/exports`);
    return false;
  };
  await until(isMade, "the table is made", 60_000);
  const answer = await visitor.context.request.get(await file.getAttribute("href"));
  assert.equal(answer.status(), 200);
  const lines = (await answer.text()).trim().split("\n");
  assert.ok(lines.length > 50, `${lines.length} lines`);
  const stranger = await tools.visitor({ script: false });
  const refused = await stranger.context.request.get(await file.getAttribute("href"));
  assert.ok(refused.status() >= 400, "files are for those who are signed in");
  await stranger.leave();
});

tools.both("a comment is published with a passage redacted", async (visitor, script) => {
  const { page } = visitor;
  const resident = await tools.visitor({ script });
  const name = script ? "Frau Schwarzdorn" : "Herr Weissdorn";
  const { number } = await comment(resident, `Der Weg an der Schule ist gefährlich, sagt ${name}. Bitte sichern.`, {
    publish: "statements.publish.anonymous",
  });
  await signIn(visitor);
  await visitor.open(`${STATEMENTS}/${number}`);
  await page.getByLabel(t("assessment.publication.released"), { exact: true }).check();
  await page.getByLabel(t("assessment.publication.passages")).fill(name);
  await page.getByLabel(t("receipts.reason.personal_data"), { exact: true }).check();
  await visitor.press(t("assessment.publication.act"));
  await visitor.sees(t("common.saved"));
  const preview = await page.locator(".staff-preview").textContent();
  assert.ok(!preview.includes(name) && preview.includes("Bitte sichern."), preview);

  await resident.open(`/de/procedures/${OPEN}/comments/${number}`);
  const text = await resident.page.locator("main").innerText();
  assert.ok(text.includes("Der Weg an der Schule ist gefährlich"), text);
  assert.ok(!text.includes(name), "the name is redacted");
  assert.ok(!(await resident.page.content()).includes(name), "nor is it anywhere in the page");
  await resident.open(`/de/procedures/${OPEN}/comments`);
  assert.ok((await resident.page.locator("main").innerText()).includes("Der Weg an der Schule ist gefährlich"));
  await resident.leave();
});

tools.both("two clerks save at once: the second is told and keeps the text", async (visitor, script) => {
  const { page } = visitor;
  visitor.expect(409);
  const resident = await tools.visitor({ script: false });
  const { number } = await comment(resident, "Wer liest das zuerst?");
  await resident.leave();
  const other = await tools.visitor({ script });
  await signIn(visitor);
  await signIn(other);
  const field = (of) => of.page.getByLabel(t("assessment.work.reply"), { exact: true });
  await visitor.open(`${STATEMENTS}/${number}`);
  await other.open(`${STATEMENTS}/${number}`);
  await field(other).fill("Die erste Antwort.");
  await other.press(t("common.save"), { within: other.page.locator("#assessment") });
  await other.sees(t("common.saved"));
  await field(visitor).fill("Die zweite Antwort.");
  await visitor.press(t("common.save"), { within: page.locator("#assessment") });
  await visitor.sees(t("admin.conflict.title"));
  assert.equal(await field(visitor).inputValue(), "Die zweite Antwort.");
  await visitor.sees("Die erste Antwort.");
  await visitor.press(t("common.save"), { within: page.locator("#assessment") });
  await visitor.sees(t("common.saved"));
  assert.equal(await field(visitor).inputValue(), "Die zweite Antwort.");
  await other.leave();
});

test("on a phone nothing of who sees what lies beside the page, and each answer names its column", async () => {
  const visitor = await tools.visitor({ viewport: { width: 390, height: 844 } });
  const { page } = visitor;
  await signIn(visitor);
  await visitor.open("/de/staff/visibility");
  const tables = page.locator(".kern-table-responsive");
  const wide = await tables.evaluateAll((all) => all.filter((table) => table.scrollWidth > table.clientWidth).length);
  assert.deepEqual([await tables.count(), wide], [2, 0]);
  assert.equal(await page.locator("#roles tbody td").first().getAttribute("data-label"), t("admin.role.administrator"));
  await visitor.leave();
});

test("a page of staff asks for nothing that the page before it asked for", async () => {
  const visitor = await tools.visitor({ script: true });
  const { page } = visitor;
  await signIn(visitor);
  await visitor.open(`${STATEMENTS}?search=gibtesnichtundnirgends`);
  await visitor.live();
  await page.getByText(t("assessment.list.nothing_found"), { exact: true }).waitFor();
  await follow(page, `/de/staff/procedures/${OPEN}`);
  await page.locator("h1").waitFor();
  await follow(page, STATEMENTS);
  await page.locator("#statements tbody tr, table tbody tr").first().waitFor();
  assert.equal(await page.getByText(t("assessment.list.nothing_found"), { exact: true }).count(), 0);

  const texts = `/de/staff/procedures/${OPEN}/texts`;
  await follow(page, `${texts}?language=en`);
  await page.locator('form input[name="language"][value="en"]').first().waitFor({ state: "attached" });
  await follow(page, `/de/staff/procedures/${OPEN}/chapters`);
  await page.locator("h1").waitFor();
  await follow(page, texts);
  await page.locator('form input[name="language"][value="de"]').first().waitFor({ state: "attached" });
  assert.equal(await page.locator('form input[name="language"][value="en"]').count(), 0);

  await follow(page, `${texts}?saved=1`);
  await visitor.sees(t("common.saved"));
  await follow(page, `/de/staff/procedures/${OPEN}/settings`);
  await page.getByText(t("common.saved"), { exact: true }).waitFor({ state: "detached" });
  await visitor.leave();
});

test("what was typed is not lost without a question when another form is sent or the page is left", async () => {
  const visitor = await tools.visitor({ script: true });
  const { page } = visitor;
  const resident = await tools.visitor({ script: false });
  const { number } = await comment(resident, "Der Spielplatz braucht Schatten.");
  await resident.leave();
  await signIn(visitor);
  await visitor.open(`${STATEMENTS}/${number}`);
  await visitor.live();
  const note = page.getByLabel(t("assessment.work.note"), { exact: true });
  await guarded(page);
  await note.fill("Mit dem Grünamt sprechen.");
  visitor.answer(false);
  await page.locator("summary", { hasText: t("assessment.publication.title") }).first().click();
  await visitor.press(t("assessment.publication.act"));
  await page.locator(".breadcrumbs a").last().click();
  assert.deepEqual(visitor.questions, [t("admin.conflict.unsaved"), t("admin.conflict.unsaved")]);
  assert.equal(await note.inputValue(), "Mit dem Grünamt sprechen.", "the page is still there");
  // Its own form is sent without a question.
  await page.locator("#assessment").getByRole("button", { name: t("common.save"), exact: true }).click();
  await visitor.sees(t("common.saved"));
  assert.equal(visitor.questions.length, 2);
  assert.equal(await note.inputValue(), "Mit dem Grünamt sprechen.");
  await visitor.leave();
});

test("the browser's way back asks as well before something that was typed is lost", async () => {
  const visitor = await tools.visitor({ script: true });
  const { page } = visitor;
  const resident = await tools.visitor({ script: false });
  const { number } = await comment(resident, "Der Radweg braucht Licht am Abend.");
  await resident.leave();
  await signIn(visitor);
  await visitor.open(`${STATEMENTS}?search=${number}`);
  await guarded(page);
  await page.locator(`a[href^="${STATEMENTS}/${number}?"]`).click();
  await page.waitForURL((url) => url.pathname === `${STATEMENTS}/${number}`);
  const note = page.getByLabel(t("assessment.work.note"), { exact: true });
  await note.fill("Mit dem Bauhof sprechen.");
  const here = page.url();
  visitor.answer(false);
  await page.evaluate(() => history.back());
  await until(() => visitor.questions.length > 0, "the way back asks");
  await page.waitForURL(here);
  assert.deepEqual(visitor.questions, [t("admin.conflict.unsaved")]);
  assert.equal(await note.inputValue(), "Mit dem Bauhof sprechen.", "the page is still there");
  visitor.answer(true);
  await page.evaluate(() => history.back());
  await page.waitForURL((url) => url.pathname === STATEMENTS);
  await page.locator("tbody tr").first().waitFor();
  assert.equal(visitor.questions.length, 2);
  await visitor.leave();
});

test("what became of a form is said on its own page alone, however late it comes", async () => {
  const visitor = await tools.visitor({ script: true });
  const { page } = visitor;
  visitor.expect(409);
  const resident = await tools.visitor({ script: false });
  const first = await comment(resident, "Der Kiosk am Kai soll bleiben.");
  const second = await comment(resident, "Der Kiosk am Kai soll weg.");
  await resident.leave();
  const [one, other] = [first, second].map(({ number }) => `${STATEMENTS}/${number}`);
  /** Waits for a statement's page. */
  const shown = ({ number }) => page.locator("h1", { hasText: t("assessment.work.title", { number }) }).waitFor();
  /** Saves what was typed; the answer waits for what it is given. */
  const saveSlowly = async (path) => {
    let go;
    const held = new Promise((resolve) => (go = resolve));
    const isSaving = (url) => url.pathname === path;
    await page.route(isSaving, async (route) => {
      if (route.request().method() === "POST") await held;
      await route.continue();
    });
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    const asked = page.waitForRequest((request) => request.method() === "POST");
    await visitor.press(t("common.save"), { within: page.locator("#assessment") });
    await asked;
    return async () => {
      go();
      const status = (await answer).status();
      // As long as the program takes to do something with it.
      await page.waitForTimeout(500);
      await page.unroute(isSaving);
      return status;
    };
  };
  await signIn(visitor);
  await visitor.open(STATEMENTS);
  await page.evaluate(() => {
    window.isSamePage = true;
  });

  // Refused, when the next statement is shown already.
  await follow(page, one);
  await shown(first);
  await reply(page).fill("Der Kiosk bleibt.");
  let arrive = await saveSlowly(one);
  await answerElsewhere(first.number, "Der Kiosk wird versetzt.");
  await follow(page, other);
  await shown(second);
  assert.equal(await arrive(), 409);
  assert.equal(await reply(page).inputValue(), "", "nothing of the other statement stands here");
  assert.equal(await page.locator(".error-summary").count(), 0);

  // Carried out, when another page is read already.
  await reply(page).fill("Der Kiosk geht.");
  arrive = await saveSlowly(other);
  await follow(page, one);
  await shown(first);
  assert.equal(await arrive(), 200);
  assert.equal(new URL(page.url()).pathname, one);
  assert.ok(await page.evaluate(() => window.isSamePage), "the page that is read stays");
  await follow(page, other);
  await shown(second);
  await page.waitForFunction((text) => document.querySelector("#assessment [name=reply]")?.value === text, "Der Kiosk geht.");
  await visitor.leave();
});

test("a page whose form could not be saved asks before it is closed", async () => {
  const visitor = await tools.visitor({ script: true });
  const { page } = visitor;
  visitor.expect(409);
  const resident = await tools.visitor({ script: false });
  const { number } = await comment(resident, "Die Laterne am Kai flackert.");
  await resident.leave();
  await signIn(visitor);
  await visitor.open(STATEMENTS);
  await guarded(page);
  await follow(page, `${STATEMENTS}/${number}`);
  await page.locator("h1", { hasText: t("assessment.work.title", { number }) }).waitFor();
  await reply(page).click();
  await reply(page).fill("Die Laterne wird getauscht.");
  await answerElsewhere(number, "Die Laterne wird geprüft.");
  await visitor.press(t("common.save"), { within: page.locator("#assessment") });
  await visitor.sees(t("admin.conflict.title"));
  assert.equal(visitor.questions.length, 0, "sending it asks nothing");
  visitor.answer(false);
  await page.close({ runBeforeUnload: true });
  await until(() => visitor.questions.length === 1, "it is asked");
  assert.equal(await reply(page).inputValue(), "Die Laterne wird getauscht.", "the page is still there");
  await visitor.leave();
});

tools.both("the first comments of the list are in view, and narrowing it down is one key away", async (visitor) => {
  const { page } = visitor;
  await signIn(visitor);
  await page.setViewportSize({ width: 1280, height: 900 });
  await visitor.open(STATEMENTS);
  const rows = page.locator("#statements tbody tr");
  const ends = await rows.evaluateAll((rows) => rows.slice(0, 3).map((row) => Math.round(row.getBoundingClientRect().bottom)));
  assert.ok(ends.length === 3 && ends.every((end) => end <= 900), `the first rows end at ${ends}`);
  const search = page.getByLabel(t("assessment.list.search"), { exact: true });
  assert.ok(!(await search.isVisible()), "nothing is folded out where nothing limits the list");
  await page.locator("summary", { hasText: t("assessment.list.filter") }).press("Enter");
  await search.fill("xyzzy");
  await search.press("Enter");
  await page.waitForURL(/search=xyzzy/);
  await visitor.sees(t("assessment.list.nothing_found"));
  assert.equal(await search.inputValue(), "xyzzy", "what limits the list is in view");
});

test("a text that the program lets the server check is sent there without a question", async () => {
  const visitor = await tools.visitor({ script: true });
  const { page } = visitor;
  const text = "Sie kosten ca. 5 Millionen Euro.";
  visitor.expect(422);
  await signIn(visitor);
  await visitor.open(STATEMENTS);
  await guarded(page);
  // A page that the program built brings no words for what the check finds: the server's page does.
  await follow(page, `/de/staff/procedures/${OPEN}/texts?language=de-simple`);
  await page.locator('form input[name="language"][value="de-simple"]').first().waitFor({ state: "attached" });
  const field = page.locator("#plain");
  await field.click();
  await field.fill(text);
  await visitor.press(t("easy_language.check"));
  await page.locator('[data-easy-field="plain"] li', { hasText: "ca." }).first().waitFor();
  assert.equal(await field.inputValue(), text);
  assert.equal(visitor.questions.length, 0, "nothing is lost, so nothing is asked");
  await visitor.leave();
});

test("after a declined way back the page that stays has its own address, although nothing was typed in it", async () => {
  const visitor = await tools.visitor({ script: true });
  const { page } = visitor;
  visitor.expect(422);
  await signIn(visitor);
  await visitor.open(STATEMENTS);
  await guarded(page);
  await follow(page, `${STATEMENTS}/new`);
  // Sent as it came, and refused: its fields say what is missing.
  await visitor.press(t("assessment.capture.act"));
  await page.locator('main [aria-invalid="true"]').first().waitFor();
  const here = page.url();
  visitor.answer(false);
  await page.evaluate(() => history.back());
  await until(() => visitor.questions.length > 0, "the way back asks");
  await page.waitForURL(here);
  assert.equal(new URL(page.url()).pathname, `${STATEMENTS}/new`);
  await page.getByLabel(t("assessment.capture.body"), { exact: true }).waitFor();
  visitor.answer(true);
  await visitor.leave();
});
