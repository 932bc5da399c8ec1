// An export that is being made is shown as ready without anybody loading the page anew.

import assert from "node:assert/strict";
import { test } from "node:test";

import { OPEN, signIn } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { texts } from "../support/texts.mjs";

const t = texts("de");
const tools = suite();

test("an export is shown as ready by itself", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  await signIn(visitor);
  await visitor.open(`/de/staff/procedures/${OPEN}/exports`);
  await page.locator('section[aria-labelledby="council"] button[value="csv"]').click();
  const first = page.locator("#exports .staff-row").first();
  await first.waitFor();
  await page.evaluate(() => {
    window.isSamePage = true;
  });
  await first.locator(".kern-badge", { hasText: t("exports.state.ready") }).waitFor();
  await first.getByRole("link", { name: /-synopse-rat.*\.csv/ }).waitFor();
  assert.ok(await page.evaluate(() => window.isSamePage), "the page was not loaded anew");
  assert.equal(await page.locator("#exports[data-again]").count(), 0, "nothing is read any more");
  await visitor.leave();
});

tools.both("an export is limited to a state and a topic, and says so", async (visitor) => {
  const { page } = visitor;
  await signIn(visitor);
  await visitor.open(`/de/staff/procedures/${OPEN}/exports`);
  const form = page.locator('section[aria-labelledby="council"]');
  // Open already where something is before the council: that is chosen for its paper.
  const state = form.locator('input[name="states"][value="in_work"]');
  if (!(await state.isVisible())) await form.locator("summary").click();
  await form.locator('input[name="states"][value="before_council"]').uncheck();
  await state.check();
  const [before] = t("exports.selection.is").split("{{");
  const limits = `${before}${t("assessment.list.state")}: ${t("assessment.state.in_work")} · ${t("assessment.list.topic")}: `;
  const limited = page.locator("#exports .staff-row", { hasText: limits });
  // Of equal exports one is made: another topic each time.
  const earlier = await limited.count();
  await form.locator('select[name="topic"]').selectOption(earlier ? "0540" : "0510");
  await form.locator('button[value="xlsx"]').click();
  await limited.nth(earlier).waitFor();
  const first = limited.first();
  assert.match(await first.innerText(), new RegExp(t("exports.format.xlsx")));
});
