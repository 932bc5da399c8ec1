// A resident comments on a section of a plan, with a mistake on the way, finds the comment again and withdraws it.

import assert from "node:assert/strict";

import { suite } from "../support/suite.mjs";
import { pattern, texts } from "../support/texts.mjs";

const t = texts("de");
const tools = suite();
const BODY = "Bitte mehr Bäume am Wasser.\nUnd Schatten für die Bänke.";

tools.both("a comment on a section is corrected, sent, found by its code and withdrawn", async (visitor, script) => {
  const { page } = visitor;
  visitor.expect(422);
  await visitor.open("/de");
  await page.locator(".open-list a, .open-list h3 a").first().click();
  await page.locator(".plan__list").waitFor();
  await visitor.live();
  const section = page.locator(".plan__list a").first();
  const label = (await section.locator(".plan__label").innerText()).trim();
  await section.click();
  await visitor.arrive(t("statements.title"));
  assert.match(await page.locator(".place__chosen").innerText(), new RegExp(label));

  // A wrong address: everything stays, the summary leads to the field.
  await page.getByLabel(t("statements.body.label")).fill(BODY);
  await page.getByLabel(t("statements.reply.email")).check();
  await page.getByLabel(t("statements.person.email")).fill("erika.example.org");
  await page.getByLabel(t("statements.person.name")).fill("Erika Muster");
  await page.getByLabel(t("statements.publish.anonymous")).check();
  await visitor.press(t("statements.check_act"));
  const summary = page.locator(".error-summary");
  await summary.waitFor();
  assert.equal(await summary.locator("a").first().getAttribute("href"), "#email");
  if (script) await page.waitForFunction(() => document.activeElement?.closest(".error-summary"));
  assert.match(await page.title(), pattern(t("common.error_prefix")));
  assert.equal(await page.getByLabel(t("statements.body.label")).inputValue(), BODY);
  assert.equal(await page.getByLabel(t("statements.person.name")).inputValue(), "Erika Muster");
  assert.equal(await page.getByLabel(t("statements.person.email")).inputValue(), "erika.example.org");
  assert.ok(await page.getByLabel(t("statements.reply.email")).isChecked());
  assert.ok(await page.getByLabel(t("statements.publish.anonymous")).isChecked());
  assert.match(await page.locator(".place__chosen").innerText(), new RegExp(label));
  await summary.locator("a").first().click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "email");

  await page.getByLabel(t("statements.person.email")).fill("erika@example.org");
  await visitor.press(t("statements.check_act"));
  await visitor.arrive(t("statements.check.title"));
  for (const text of [label, "Bitte mehr Bäume am Wasser.", "erika@example.org", t("statements.publish.anonymous")]) {
    assert.ok((await page.locator("main").innerText()).includes(text), `the check page shows ${text}`);
  }
  await visitor.press(t("statements.check.send"));

  await visitor.arrive(t("receipts.sent.title"));
  const code = (await page.locator(".receipt-code__code").innerText()).replace(/\s/g, "");
  assert.match(code, /^[0-9A-Z]{12}$/);
  assert.match(await page.locator("main").innerText(), /Nummer [0-9.]+/);

  // The code as somebody types it: small letters, blanks for dashes.
  await visitor.open("/de/r");
  await page.getByLabel(t("receipts.find.label")).fill(` ${code.toLowerCase().match(/..../g).join(" ")} `);
  await visitor.press(t("receipts.find.act"));
  await visitor.arrive(pattern(t("receipts.view.title")));
  assert.ok((await page.locator("blockquote").innerText()).includes("Bitte mehr Bäume am Wasser."));
  assert.ok((await page.locator("main").innerText()).includes(t("statements.state.received")));

  await visitor.press(t("receipts.withdraw.act"), { role: "link" });
  await visitor.arrive(t("receipts.withdraw.title"));
  await visitor.press(t("receipts.withdraw.confirm"));
  await visitor.sees(t("statements.state.withdrawn"));
  assert.equal(await page.getByRole("link", { name: t("receipts.withdraw.act") }).count(), 0);
});

tools.both("an unknown code is answered kindly and stays in the field", async (visitor) => {
  const { page } = visitor;
  visitor.expect(404);
  await visitor.open("/de/r");
  await page.getByLabel(t("receipts.find.label")).fill("AAAA-BBBB-CCCC");
  await visitor.press(t("receipts.find.act"));
  await page.locator(".error-summary").waitFor();
  assert.equal(await page.getByLabel(t("receipts.find.label")).inputValue(), "AAAA-BBBB-CCCC");
});
