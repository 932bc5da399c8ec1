// A clerk finds a comment, assesses it, takes it through the council, and its author sees each step.

import assert from "node:assert/strict";
import { test } from "node:test";

import { OPEN, comment, signIn } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { pattern, texts } from "../support/texts.mjs";

const t = texts("de");
const tools = suite();
const STATEMENTS = `/de/staff/procedures/${OPEN}/statements`;

/** The button that moves a statement on. */
const moveTo = (state) => t("assessment.work.move_to", { state: t(`assessment.state.${state}`) });

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
  await page.getByLabel(t("assessment.decision.on")).fill(new Date().toISOString().slice(0, 10));
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

tools.both("a letter is captured with its day", async (visitor, script) => {
  const { page } = visitor;
  visitor.expect(422);
  const body = `Ich lehne den Lärm ab. ${script ? "Erster" : "Zweiter"} Brief.`;
  await signIn(visitor);
  await visitor.open(`${STATEMENTS}/new`);
  await page.getByLabel(t("assessment.capture.body"), { exact: true }).fill(body);
  await visitor.press(t("assessment.capture.act"));
  await page.locator(".error-summary").waitFor();
  assert.equal(await page.getByLabel(t("assessment.capture.body"), { exact: true }).inputValue(), body);
  await page.getByLabel(t("assessment.capture.received_on")).fill(new Date().toISOString().slice(0, 10));
  await page.getByLabel(t("assessment.person.name"), { exact: true }).fill("Hans Brief");
  await page.getByLabel(t("assessment.person.street")).fill("Hafenstraße 1");
  await page.getByLabel(t("assessment.person.postal_code")).fill("31999");
  await page.getByLabel(t("assessment.person.city"), { exact: true }).fill("Brakenfurt");
  await visitor.press(t("assessment.capture.act"));
  // The receipt to hand out, then the statement itself.
  await page.waitForURL(/\/statements\/\d+\/receipt/);
  await page.getByText(t("assessment.captured.code")).first().waitFor();
  await visitor.open(new URL(page.url()).pathname.replace("/receipt", ""));
  await visitor.arrive(pattern(t("assessment.work.title")));
  const text = await page.locator("main").innerText();
  for (const part of [body, "Hans Brief", t("assessment.channel.letter")]) assert.ok(text.includes(part), part);
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
  for (let tries = 0; tries < 60 && (await file.count()) === 0; tries += 1) {
    await page.waitForTimeout(250);
    await visitor.open(`/de/staff/procedures/${OPEN}/exports`);
  }
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

test("a page of staff asks for nothing that the page before it asked for", async () => {
  const visitor = await tools.visitor({ script: true });
  const { page } = visitor;
  await signIn(visitor);
  await visitor.open(`${STATEMENTS}?search=gibtesnichtundnirgends`);
  await visitor.live();
  await page.getByText(t("assessment.list.nothing_found"), { exact: true }).waitFor();
  /** Goes on by a link, as a hand does, without loading anything. */
  const follow = async (href) => {
    await page.evaluate((to) => {
      const link = Object.assign(document.createElement("a"), { href: to });
      document.querySelector("main").append(link);
      link.click();
      link.remove();
    }, href);
    await page.waitForURL((url) => url.pathname + url.search === href);
  };
  await follow(`/de/staff/procedures/${OPEN}`);
  await page.locator("h1").waitFor();
  await follow(STATEMENTS);
  await page.locator("#statements tbody tr, table tbody tr").first().waitFor();
  assert.equal(await page.getByText(t("assessment.list.nothing_found"), { exact: true }).count(), 0);

  const texts = `/de/staff/procedures/${OPEN}/texts`;
  await follow(`${texts}?language=en`);
  await page.locator('form input[name="language"][value="en"]').first().waitFor({ state: "attached" });
  await follow(`/de/staff/procedures/${OPEN}/chapters`);
  await page.locator("h1").waitFor();
  await follow(texts);
  await page.locator('form input[name="language"][value="de"]').first().waitFor({ state: "attached" });
  assert.equal(await page.locator('form input[name="language"][value="en"]').count(), 0);

  await follow(`${texts}?saved=1`);
  await visitor.sees(t("common.saved"));
  await follow(`/de/staff/procedures/${OPEN}/settings`);
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
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/unsaved.js")));
  await page.waitForTimeout(200);
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
