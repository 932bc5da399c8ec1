// An editor reads difficult words with a test group, words one better, enters who agreed, and takes it back; residents read
// the town's words and who agreed to them, in the glossary and below the text of a procedure.

import assert from "node:assert/strict";
import { test } from "node:test";

import { OPEN, signIn } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { texts } from "../support/texts.mjs";

const t = texts("de");
const tools = suite();
const GROUP = "Prüfgruppe Brakenfurt";

test("a word is worded, agreed with a group, shown to residents and taken back, without script", async () => {
  const visitor = await tools.visitor({ script: false });
  const { page } = visitor;
  await visitor.open(`/de-simple/procedures/${OPEN}`);
  const word = (await page.locator("a.difficult").first().getAttribute("href")).replace("#word-", "");
  const own = "Das Wort ist wichtig.\nHier steht es einfach.";
  const explanation = page.getByLabel(t("easy_language.glossary.explanation"), { exact: true });
  const explained = page.locator(`#word-${word} + dd`);
  await signIn(visitor, "editor");
  await visitor.press(t("easy_language.glossary.title"), { role: "link", within: page.locator("main") });
  await visitor.arrive(t("easy_language.glossary.title"));
  await page.getByText(t("easy_language.glossary.how.read")).waitFor();
  await page.getByLabel(t("easy_language.glossary.status"), { exact: true }).selectOption("proposed");
  await page.getByLabel(t("glossary.search"), { exact: true }).fill(word);
  await visitor.press(t("common.apply"));
  await visitor.live();
  await page.locator(`main a[href="/de/staff/glossary/${word}"]`).click();
  await explanation.waitFor();
  await visitor.live();

  // What has to be mended is refused, and everything typed stays.
  visitor.expect(422);
  await explanation.fill("Das kostet ca. 5 Euro.");
  await page.getByLabel(t("easy_language.glossary.by")).fill(GROUP);
  await page.getByLabel(t("easy_language.glossary.on")).fill("2026-01-15");
  await visitor.press(t("common.save"));
  await page.locator(".error-summary", { hasText: "ca." }).waitFor();
  assert.equal(await explanation.inputValue(), "Das kostet ca. 5 Euro.");
  assert.equal(await page.getByLabel(t("easy_language.glossary.by")).inputValue(), GROUP);
  await explanation.fill(own);
  await visitor.press(t("common.save"));
  await page.getByText(t("common.saved")).first().waitFor();
  await page.locator("main .kern-badge", { hasText: GROUP }).waitFor();

  await visitor.open(`/de-simple/procedures/${OPEN}`);
  await explained.filter({ hasText: "Das Wort ist wichtig." }).waitFor();
  await page.locator(`#word-${word} ~ dd`, { hasText: GROUP }).first().waitFor();
  await visitor.open(`/de/glossary?search=${word}`);
  await page.locator("dd", { hasText: GROUP }).first().waitFor();

  // The group takes it back: the town's words stay, as a proposal.
  await visitor.open(`/de/staff/glossary/${word}`);
  await page.getByLabel(t("easy_language.glossary.by")).fill("");
  await page.getByLabel(t("easy_language.glossary.on")).fill("");
  await visitor.press(t("common.save"));
  await page.getByText(t("common.saved")).first().waitFor();
  await page.locator("main .kern-badge", { hasText: t("glossary.proposed_here") }).waitFor();
  await visitor.open(`/de-simple/procedures/${OPEN}`);
  await explained.filter({ hasText: "Das Wort ist wichtig." }).waitFor();
  assert.equal(await page.getByText(GROUP).count(), 0);
  await visitor.leave();
});
