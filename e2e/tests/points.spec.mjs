// A clerk divides a comment into points, answers each, takes over an answer; the council decides differently on one; the
// author reads all of it under the receipt's code.

import assert from "node:assert/strict";

import { OPEN, comment, signIn } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { texts } from "../support/texts.mjs";
import { day } from "../support/day.mjs";

const t = texts("de");
const tools = suite();
const STATEMENTS = `/de/staff/procedures/${OPEN}/statements`;
const NOISE = "Der Lärm am Kai ist zu groß.";
const TREES = "Die Bäume müssen bleiben.";
const BODY = `Guten Tag! ${NOISE}\n\n${TREES}`;

/** The button that moves a statement on. */
const moveTo = (state) => t("assessment.work.move_to", { state: t(`assessment.state.${state}`) });

tools.both("a comment is divided into points, answered point by point, and its author reads each", async (visitor, script) => {
  const { page } = visitor;
  visitor.expect(422);
  visitor.expect(409);
  const resident = await tools.visitor({ script });
  const first = await comment(resident, `${BODY} ${script ? "Eins" : "Zwei"}.`);
  const second = await comment(resident, `${BODY} ${script ? "Drei" : "Vier"}.`);
  await signIn(visitor);

  /** Divides a statement before the sentence about trees. */
  const divide = async (number) => {
    await visitor.open(`${STATEMENTS}/${number}`);
    await visitor.live();
    await page.getByRole("link", { name: t("assessment.points.divide"), exact: true }).click();
    await visitor.arrive(t("assessment.points.divide"));
    await page.getByLabel(TREES).check();
    await visitor.press(t("assessment.points.divide_act"));
    // The first point is answered next.
    await visitor.arrive(t("assessment.points.one", { number: `${number}.1` }));
    await page.locator("#label:focus").waitFor();
    await page.getByRole("link", { name: `${number}.2` }).waitFor();
  };
  /** Whether the wording to be answered and the label of the field that has the focus are in view. */
  const inView = async () => {
    const height = page.viewportSize().height;
    for (const part of [page.locator(".staff-letter p").first(), page.locator('label[for="label"]')]) {
      const box = await part.boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= height, JSON.stringify(box));
    }
  };
  /** Writes about the point that is shown. */
  const write = async (label, reply, proposal) => {
    await page.getByLabel(t("assessment.points.label"), { exact: false }).fill(label);
    await page.getByLabel(t("assessment.points.reply"), { exact: true }).fill(reply);
    await page.locator(`[name="proposal"][value="${proposal}"]`).check();
  };
  const state = (name) => page.locator(".staff-bar .kern-badge", { hasText: t(`assessment.state.${name}`) }).waitFor();

  await page.setViewportSize({ width: 1280, height: 900 });
  await divide(first.number);
  await inView();
  assert.ok((await page.locator("main").innerText()).includes(NOISE), "the passage stands beside the form");
  await write("Lärm", "Eine Wand wird gebaut.", "followed");
  await visitor.press(t("assessment.points.save_and_next"));
  await visitor.arrive(t("assessment.points.one", { number: `${first.number}.2` }));
  // Its first field has the focus, and what is answered stands beside it.
  await page.locator("#label:focus").waitFor();
  await inView();

  // One point is still open: the proposal is not ready.
  await visitor.open(`${STATEMENTS}/${first.number}`);
  await visitor.live();
  // Whoever writes about a point works on its statement.
  await state("in_work");
  await visitor.press(moveTo("proposal_ready"));
  const lacking = t("errors.point_lacks_reply", { number: `${first.number}.2` });
  await page.locator(".error-summary", { hasText: lacking }).waitFor();
  await visitor.open(`${STATEMENTS}/${first.number}/points/2`);
  await visitor.live();
  await write("Bäume", "Zwei Bäume fallen.", "not_followed");
  await visitor.press(t("assessment.work.save_and_next"));
  await visitor.arrive(t("assessment.work.title", { number: first.number }));

  // Somebody else said the same: the answer is taken over.
  await divide(second.number);
  await visitor.open(`${STATEMENTS}/${second.number}/points/1`);
  await visitor.live();
  await page.locator("main details summary").click();
  const from = page.getByLabel(t("assessment.points.take_over_from"), { exact: true });
  await write("Auch Lärm", "Guten Tag!", "noted");
  await from.fill(`${first.number}.9`);
  await page.getByRole("button", { name: t("assessment.points.take_over"), exact: true }).click();
  await page.locator(".error-summary", { hasText: t("errors.answer_unknown") }).waitFor();
  const reply = page.getByLabel(t("assessment.points.reply"), { exact: true });
  assert.equal(await reply.inputValue(), "Guten Tag!", "a mistake keeps what was typed");
  await from.fill(`${first.number}.1`);
  await page.getByRole("button", { name: t("assessment.points.take_over"), exact: true }).click();
  await visitor.sees(t("common.saved"));
  assert.equal(await reply.inputValue(), "Guten Tag!\n\nEine Wand wird gebaut.");
  assert.equal(await page.getByLabel(t("assessment.points.label"), { exact: false }).inputValue(), "Auch Lärm");

  // The council follows one proposal and not the other.
  await visitor.open(`${STATEMENTS}/${first.number}`);
  await visitor.live();
  await page.getByLabel(t("assessment.points.general"), { exact: true }).fill("Vielen Dank.");
  for (const next of ["proposal_ready", "before_council"]) {
    await visitor.press(moveTo(next));
    await state(next);
  }
  await visitor.live();
  await page.getByText(t("assessment.decision.enter"), { exact: true }).click();
  await page.getByLabel(t("assessment.decision.committee")).fill("Rat der Stadt");
  await page.getByLabel(t("assessment.decision.on")).fill(day());
  await page.locator('[name="point_results"]').nth(1).selectOption("noted");
  await visitor.press(t("assessment.decision.act"));
  await state("decided");
  // The reply was written for what was proposed: it is not sent without a word.
  await visitor.live();
  await visitor.press(moveTo("answered"));
  await page.locator(".error-summary", { hasText: t("errors.reply_to_check") }).waitFor();
  await visitor.live();
  await page.getByLabel(t("assessment.work.reply_fits")).check();
  await visitor.press(moveTo("answered"));
  await state("answered");
  // What was sent is read, not written.
  assert.equal(await page.locator('#assessment textarea[name="reply"]').count(), 0);
  await page.getByText(t("errors.reply_sent"), { exact: true }).waitFor();

  await resident.open(`/de/r/${first.code}`);
  const text = await resident.page.locator("main").innerText();
  const named = (number, label) => t("statements.points.one_named", { number, label });
  for (const part of [named("1", "Lärm"), named("2", "Bäume"), "Vielen Dank.", "Eine Wand wird gebaut.", "Zwei Bäume fallen."]) {
    assert.ok(text.includes(part), `${part} is missing in ${text}`);
  }
  const points = resident.page.locator(".points > li");
  assert.equal(await points.count(), 2);
  const second_point = await points.nth(1).innerText();
  for (const part of [TREES, t("statements.points.not_followed"), t("statements.points.noted")]) assert.ok(second_point.includes(part), `${part}: ${second_point}`);
  await resident.leave();
});
