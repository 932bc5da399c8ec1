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
  await first.getByRole("link", { name: /-synopse-rat\.csv/ }).waitFor();
  assert.ok(await page.evaluate(() => window.isSamePage), "the page was not loaded anew");
  assert.equal(await page.locator("#exports[data-again]").count(), 0, "nothing is read any more");
  await visitor.leave();
});
