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
  await page.getByLabel(t("statements.person.wish")).check();
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
  // As the hint beside the field writes it, on one line in a narrow window as well.
  const shown = page.locator(".receipt-code__code");
  assert.match((await shown.innerText()).trim(), /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const [height, width] = await shown.evaluate((element) => [element.clientHeight / parseFloat(getComputedStyle(element).lineHeight), element.scrollWidth - element.clientWidth]);
  assert.ok(height < 1.5 && width <= 1, `${height} lines, ${width} pixels too wide`);
  await page.setViewportSize(size);
  const code = (await shown.innerText()).replace(/[\s-]/g, "");
  assert.match(await page.locator("main").innerText(), /Nummer [0-9.]+/);
  // On paper: where the code is used, and nothing that paper cannot do.
  await page.emulateMedia({ media: "print" });
  const paper = await page.locator("main").innerText();
  assert.match(paper, /Nachsehen unter \S+\/r/);
  for (const key of ["receipts.sent.print", "receipts.sent.shared_device", "device.forget.title"]) assert.ok(!paper.includes(t(key)), key);
  await page.emulateMedia({ media: "screen" });

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
  await visitor.sees(t("receipts.withdraw.done"));
  await visitor.sees(t("statements.state.withdrawn"));
  await page.waitForFunction((text) => document.activeElement?.textContent === text, t("receipts.withdraw.done"));
  assert.match(await page.getByRole("link", { name: t("receipts.withdraw.again") }).getAttribute("href"), /\/comment$/);
  assert.equal(await page.getByRole("link", { name: t("receipts.withdraw.act") }).count(), 0);
});

tools.both("no code is answered like any other mistake", async (visitor) => {
  const { page } = visitor;
  visitor.expect(422);
  await visitor.open("/de/r");
  await visitor.press(t("receipts.find.act"));
  const link = page.locator(".error-summary a");
  await link.waitFor();
  assert.equal(await link.innerText(), t("receipts.find.missing"));
  assert.equal(await link.getAttribute("href"), "#code");
});

tools.both("an unknown code is answered kindly and stays in the field", async (visitor) => {
  const { page } = visitor;
  visitor.expect(404);
  await visitor.open("/de/r");
  await page.getByLabel(t("receipts.find.label")).fill("AAAA-BBBB-CCCC");
  await visitor.press(t("receipts.find.act"));
  await page.locator(".error-summary").waitFor();
  assert.equal(await page.getByLabel(t("receipts.find.label")).inputValue(), "AAAA-BBBB-CCCC");
  // As somebody types the address of a receipt from paper.
  await visitor.open("/de/r/AAAA-BBBB-CCCD");
  await page.locator(".error-summary").waitFor();
  assert.equal(await page.getByLabel(t("receipts.find.label")).inputValue(), "AAAA-BBBB-CCCD");
});

tools.both("a comment that was begun is found again from the plan's page", async (visitor) => {
  const { page } = visitor;
  const plan = "/de/procedures/hafenquartier-nord";
  await visitor.open(plan);
  assert.equal(await page.getByText(t("statements.unsent.title")).count(), 0);
  await visitor.open(`${plan}/comment`);
  await page.getByLabel(t("statements.body.label")).fill(BODY);
  await visitor.press(t("statements.save_act"));
  await visitor.sees(t("statements.saved_text"));
  // Opened from another page: by the program, where there is one.
  await visitor.open(`${plan}/record`);
  await visitor.live();
  await page.locator(`a[href="${plan}"]`).first().click();
  await visitor.sees(t("statements.unsent.title"));
  await visitor.press(t("statements.unsent.act"), { role: "link" });
  await visitor.arrive(t("statements.title"));
  assert.equal(await page.getByLabel(t("statements.body.label")).inputValue(), BODY);
});
