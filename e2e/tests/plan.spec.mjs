// A clerk makes a procedure from a plan file, completes and publishes it, and the public reads it.

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { signIn } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { texts } from "../support/texts.mjs";
import { day } from "../support/day.mjs";

const t = texts("de");
const own = fileURLToPath(new URL("../../server/demo/procedures", import.meta.url));
// Real plans are no part of the project; where they are, one of them is read in as well.
const data = process.env.TEILHABE_TEST_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const folder = join(data, "xplanung/plans");
const real = existsSync(folder) && readdirSync(folder).find((name) => name.endsWith("BPlan004.gml"));
const plans = [["the demonstration", join(own, "hafenquartier-nord/plan.gml")]];
if (real) plans.push(["an office", join(folder, real)]);

if (!real) {
  test("a real plan is imported", { skip: process.env.REQUIRE_TEST_DATA !== "1" && `there are no plans in ${folder}` }, () => {
    assert.fail(`REQUIRE_TEST_DATA=1, but there are no plans in ${folder}`);
  });
}
const tools = suite();
for (const [of, file] of plans) {
  tools.both(`a procedure comes from a plan file of ${of}, is completed and published`, async (visitor, script) => {
    const { page } = visitor;
    visitor.expect(422);
    const title = `Bebauungsplan von ${of} ${script ? "A" : "B"}`;
    await signIn(visitor);
    await visitor.open("/de/staff/procedures/new");
    await page.getByLabel(t("working_copies.plan.file")).setInputFiles(file);
    await visitor.press(t("working_copies.plan.act"));
    await page.waitForURL((address) => /\/staff\/procedures\/(?!new)[^/]+/.test(address.pathname));
    await visitor.live();
    const [, slug] = new URL(page.url()).pathname.match(/\/staff\/procedures\/([^/]+)/);
    const part = (name) => visitor.open(`/de/staff/procedures/${slug}/${name}`);
    const saved = () => visitor.sees(t("common.saved"));

    await part("texts");
    await page.locator("#title").fill(title);
    await page.locator("#short").fill("Ein Plan aus dem Test.");
    await page.locator("#long").fill("Ein **Plan** aus dem Test.");
    await page.locator('[name="contact_office"]').fill("Bauamt");
    await page.locator('[name="contact_phone"]').fill("030 23125 100");
    await visitor.press(t("common.save"));
    await saved();

    await part("settings");
    await page.locator('[name="deletion_on"]').fill(day(700));
    await visitor.press(t("common.save"));
    await page.waitForURL(/saved=1/);
    await visitor.live();

    await part("chapters");
    await page.locator("#new-title").fill("Anlass");
    await page.locator("#new-markdown").fill("Warum dieser Plan nötig ist.");
    await visitor.press(t("common.save"), { within: page.locator('section[aria-labelledby="new-chapter"]') });
    await saved();

    await part("chapters?language=en");
    await page.locator('main a[href*="chapter="]').first().click();
    await page.waitForURL(/chapter=/);
    await page.locator("#title").fill("Reason");
    await page.locator("#markdown").fill("Why this plan is needed.");
    await visitor.press(t("common.save"));
    await saved();

    await part("rounds");
    const form = page.locator('section[aria-labelledby="new-round"]');
    await form.locator("#new-start").fill(day(-1));
    await form.locator("#new-end").fill(day(40));
    await form.locator("#new-pass").fill("7");
    await visitor.press(t("common.save"), { within: form });
    await saved();

    await part("publish");
    await visitor.press(t("working_copies.publish.act"));
    await page.waitForURL(/published=1/);
    await visitor.sees(t("working_copies.publish.done", { version: "1" }));

    const reader = await tools.visitor({ script });
    await reader.open(`/de/procedures/${slug}`);
    await reader.arrive(title);
    assert.ok((await reader.page.locator("svg.plan__drawing path").count()) > 0, "the plan is drawn");
    assert.ok((await reader.page.locator("main").innerText()).includes("Ein Plan aus dem Test."));
    await reader.open(`/en/procedures/${slug}`);
    await reader.press("Reason", { role: "link" });
    await reader.arrive("Reason");
    assert.ok((await reader.page.locator("main").innerText()).includes("Why this plan is needed."));
    await reader.open(`/de/procedures/${slug}`);
    await reader.press(t("procedures.comment"), { role: "link" });
    await reader.arrive(t("statements.title"));
    await reader.leave();
  });
}
