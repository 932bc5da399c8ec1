// A comment that is being written: left and found again, stored, changed in two windows, corrected from the page that checks it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { until } from "../support/device.mjs";
import { OPEN } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { pattern, texts } from "../support/texts.mjs";

const t = texts("de");
const tools = suite();
const COMMENT = `/de/procedures/${OPEN}/comment`;

const body = (page) => page.getByLabel(t("statements.body.label"));

/** Opens the form by a link, so that with script the program builds it. */
async function reach(visitor) {
  await visitor.open(`/de/procedures/${OPEN}`);
  await visitor.page.getByRole("link", { name: t("procedures.comment"), exact: true }).first().click();
  await visitor.arrive(t("statements.title"));
}

tools.both("what another window changed is read again before it is sent", async (visitor) => {
  const { page, context } = visitor;
  visitor.expect(409);
  await visitor.open(COMMENT);
  await body(page).fill("Text in Reiter 1");
  await visitor.press(t("statements.check_act"));
  await visitor.arrive(t("statements.check.title"));
  // Away and back: with script the program has built the page now.
  await visitor.press(t("statements.check.edit"), { role: "link" });
  await visitor.arrive(t("statements.title"));
  await page.goBack();
  await visitor.arrive(t("statements.check.title"));

  const other = await context.newPage();
  await other.goto(COMMENT);
  await body(other).fill("Text in Reiter 2");
  await other.getByRole("button", { name: t("statements.check_act"), exact: true }).click();
  await other.getByRole("heading", { level: 1, name: t("statements.check.title") }).waitFor();
  await other.close();

  await visitor.press(t("statements.check.send"));
  await visitor.sees(t("errors.draft_changed"));
  const shown = await page.locator("main").innerText();
  assert.ok(shown.includes("Text in Reiter 2") && !shown.includes("Text in Reiter 1"), shown);
  const hasSummaryFocus = () => page.evaluate(() => Boolean(document.activeElement?.closest(".error-summary")));
  await until(hasSummaryFocus, "the summary has the focus");
  await visitor.press(t("statements.check.send"));
  await visitor.arrive(t("receipts.sent.title"));
});

tools.both("what was typed is there again after a link out of the form and back", async (visitor) => {
  const { page } = visitor;
  await reach(visitor);
  await body(page).fill("Noch nicht fertig.\nZweite Zeile.");
  await page.getByLabel(t("statements.publish.anonymous")).check();
  const ways = [
    page.getByRole("link", { name: t("procedures.papers.back") }),
    page.locator('footer a[href$="/privacy"]'),
  ];
  for (const way of ways) {
    await way.click();
    await page.waitForURL((url) => !url.pathname.endsWith("/comment"));
    // The form is gone before it is looked for again.
    await body(page).waitFor({ state: "detached" });
    await page.goBack();
    await visitor.arrive(t("statements.title"));
    assert.equal(await body(page).inputValue(), "Noch nicht fertig.\nZweite Zeile.");
    assert.ok(await page.getByLabel(t("statements.publish.anonymous")).isChecked());
  }
  await visitor.press(t("statements.check_act"));
  await visitor.arrive(t("statements.check.title"));
  assert.ok((await page.locator("main").innerText()).includes("Noch nicht fertig."));
});

test("in the simplified view a step back keeps what was typed", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  await visitor.open("/de?ansicht=einfach");
  await visitor.open(`${COMMENT}?step=text`);
  await body(page).fill("Mehr Bänke.");
  await visitor.press(t("statements.step.back"), { role: "link" });
  await visitor.arrive(t("statements.place.title"));
  await visitor.press(t("statements.step.next"));
  await visitor.arrive(t("statements.body.label"));
  assert.equal(await body(page).inputValue(), "Mehr Bänke.");
  await visitor.leave();
});

tools.both("what is wrong can be read again, and the way back leads to the form", async (visitor) => {
  const { page } = visitor;
  const summary = page.locator(".error-summary");
  await visitor.open(COMMENT);
  await visitor.press(t("statements.check_act"));
  await summary.waitFor();
  await page.reload();
  assert.equal(await summary.locator("a").first().getAttribute("href"), "#body");
  assert.match(await page.title(), pattern(t("common.error_prefix")));
  // Away and back: it is still wrong.
  await visitor.open("/de/privacy");
  await page.goBack();
  await summary.waitFor();
  await visitor.live();
  await body(page).fill("Mehr Bänke.");
  await visitor.press(t("statements.check_act"));
  await visitor.arrive(t("statements.check.title"));
  await page.goBack();
  await visitor.arrive(t("statements.title"));
  assert.deepEqual([await body(page).inputValue(), await summary.count()], ["Mehr Bänke.", 0]);

  // One question at a time as well.
  await visitor.open("/de?ansicht=einfach");
  await visitor.open(`${COMMENT}?step=text`);
  await body(page).fill("");
  await visitor.press(t("statements.step.next"));
  await summary.waitFor();
  await page.reload();
  assert.equal(await summary.locator("a").first().getAttribute("href"), "#body");
  await visitor.live();
  await body(page).fill("Mehr Schatten.");
  await visitor.press(t("statements.step.next"));
  await visitor.arrive(t("statements.reply.title"));
  await page.goBack();
  await visitor.arrive(t("statements.body.label"));
  assert.deepEqual([await body(page).inputValue(), await summary.count()], ["Mehr Schatten.", 0]);
});

tools.both("to change something leads to its field", async (visitor) => {
  const { page } = visitor;
  await visitor.open(COMMENT);
  await body(page).fill("Zu laut.");
  await visitor.press(t("statements.check_act"));
  for (const field of ["body", "place", "may_publish"]) {
    await visitor.arrive(t("statements.check.title"));
    await page.locator(`main a[href$="#${field}"]`).click();
    await visitor.arrive(t("statements.title"));
    const isSeen = `document.activeElement?.id === "${field}" && document.activeElement.getBoundingClientRect().top < innerHeight`;
    await until(() => page.evaluate(isSeen), `${field} is seen and has the focus`);
    await page.goBack();
  }
});

test("streets that were found have the focus, also in a form that a link led to", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  await reach(visitor);
  await page.getByText(t("statements.place.change"), { exact: true }).click();
  await page.getByText(t("statements.place.address"), { exact: true }).click();
  await page.locator("#place").getByLabel(t("statements.place.search_both")).fill("hafenstr 3");
  await visitor.press(t("common.search"));
  await visitor.sees(t("statements.place.found"));
  await page.waitForFunction(() => document.activeElement?.id === "found");
  await visitor.leave();
});

tools.both("storing a draft is answered", async (visitor) => {
  const { page } = visitor;
  await visitor.open(COMMENT);
  assert.equal(await page.getByText(t("statements.saved_hint")).count(), 0, "nothing is said to be stored before it is");
  await body(page).fill("Später mehr.");
  await visitor.press(t("statements.save_act"));
  await visitor.sees(t("statements.saved_text"));
  await visitor.arrive(t("statements.title"));
  const hasAnswerFocus = () => page.evaluate(() => document.activeElement?.textContent.startsWith("Gespeichert am"));
  await until(hasAnswerFocus, "the answer has the focus");
  assert.equal(await body(page).inputValue(), "Später mehr.");
  // Twice as well.
  await body(page).fill("Später mehr davon.");
  await visitor.press(t("statements.save_act"));
  await page.waitForLoadState();
  await visitor.sees(pattern(t("statements.saved_text")));
  assert.equal(await body(page).inputValue(), "Später mehr davon.");
});
