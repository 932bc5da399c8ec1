// Letters that the office enters for their authors: with their day, and with the author put right afterwards.

import assert from "node:assert/strict";

import { day } from "../support/day.mjs";
import { OPEN, signIn } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { pattern, texts } from "../support/texts.mjs";

const t = texts("de");
const tools = suite();
const STATEMENTS = `/de/staff/procedures/${OPEN}/statements`;

/** The field of the letter's text. */
const text = (page) => page.getByLabel(t("assessment.capture.body"), { exact: true });
/** The field of the author's name. */
const name = (page) => page.getByLabel(t("assessment.person.name"), { exact: true });

/** Says that the letter came today and who wrote it, and enters it; gives the path of the statement. */
async function enter(visitor, author) {
  const { page } = visitor;
  await page.getByLabel(t("assessment.capture.received_on")).fill(day());
  await name(page).fill(author);
  await page.getByLabel(t("assessment.person.street")).fill("Hafenstraße 1");
  await page.getByLabel(t("assessment.person.postal_code")).fill("31999");
  await page.getByLabel(t("assessment.person.city"), { exact: true }).fill("Brakenfurt");
  await visitor.press(t("assessment.capture.act"));
  // The receipt to hand out, then the statement itself.
  await page.waitForURL(/\/statements\/\d+\/receipt/);
  await page.getByText(t("assessment.captured.code")).first().waitFor();
  return new URL(page.url()).pathname.replace("/receipt", "");
}

tools.both("a letter is captured with its day", async (visitor, script) => {
  const { page } = visitor;
  visitor.expect(422);
  const body = `Ich lehne den Lärm ab. ${script ? "Erster" : "Zweiter"} Brief.`;
  await signIn(visitor);
  await visitor.open(`${STATEMENTS}/new`);
  await text(page).fill(body);
  await visitor.press(t("assessment.capture.act"));
  await page.locator(".error-summary").waitFor();
  assert.equal(await text(page).inputValue(), body);
  await visitor.open(await enter(visitor, "Hans Brief"));
  await visitor.arrive(pattern(t("assessment.work.title")));
  const shown = await page.locator("main").innerText();
  for (const part of [body, "Hans Brief", t("assessment.channel.letter")]) assert.ok(shown.includes(part), part);
});

tools.both("the author of a letter, whose name was mistyped, is put right and the letter stays as it is", async (visitor, script) => {
  const { page } = visitor;
  visitor.expect(422);
  const [wrong, right] = script ? ["Erna Mayer", "Erna Maier"] : ["Otto Schmitt", "Otto Schmidt"];
  const body = `Der Fußweg am Kai soll breiter werden. ${script ? "Erster" : "Zweiter"} Wunsch.`;
  const correct = t("assessment.captured.correct");
  await signIn(visitor);
  await visitor.open(`${STATEMENTS}/new`);
  await text(page).fill(body);
  const statement = await enter(visitor, wrong);
  await visitor.open(statement);
  await visitor.press(correct, { role: "link" });
  await visitor.arrive(correct);
  assert.equal(await name(page).inputValue(), wrong);

  // An answer by post needs a name: what was typed besides is still there.
  await name(page).fill("");
  const street = page.getByLabel(t("assessment.person.street"));
  await street.fill("Hafenstraße 11");
  await visitor.press(t("common.save"));
  await page.locator(".error-summary").waitFor();
  assert.equal(await street.inputValue(), "Hafenstraße 11");

  await name(page).fill(right);
  await visitor.press(t("common.save"));
  await page.waitForURL((url) => url.pathname === statement && url.searchParams.has("saved"));
  await visitor.sees(t("common.saved"));
  await visitor.arrive(pattern(t("assessment.work.title")));
  const shown = await page.locator("main").innerText();
  for (const part of [body, right, "Hafenstraße 11"]) assert.ok(shown.includes(part), `${part} is missing in ${shown}`);
  assert.ok(!shown.includes(wrong), `the wrong name is gone: ${shown}`);
});
