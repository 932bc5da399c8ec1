// A barrier is reported from the page where it was met, by mouse and by keyboard; a clerk lists it, answers and mends it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signIn } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { pattern, texts } from "../support/texts.mjs";

const t = texts("de");
const tools = suite();

const numberOf = async (page) => Number((await page.locator("main").innerText()).match(/Nummer (\d+)/)[1]);

tools.both("a barrier is reported from the page where it was met, after a mistake", async (visitor, script) => {
  const { page } = visitor;
  visitor.expect(422);
  await visitor.open("/de/procedures");
  await visitor.press(t("layout.footer.report_barrier"), { role: "link", within: page.locator("footer") });
  await visitor.arrive(t("accessibility.report.title"));
  assert.equal(await page.getByLabel(t("accessibility.report.page")).inputValue(), "/de/procedures");

  await page.getByLabel(t("accessibility.report.email")).fill("erika");
  await visitor.press(t("accessibility.report.act"));
  const summary = page.locator(".error-summary");
  await summary.waitFor();
  const links = await summary.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.deepEqual(links, ["#problem", "#email"]);
  assert.equal(await summary.locator("a").first().innerText(), t("accessibility.report.problem_missing"));
  if (script) await page.waitForFunction(() => document.activeElement?.closest(".error-summary"));
  assert.equal(await page.getByLabel(t("accessibility.report.email")).inputValue(), "erika");
  assert.equal(await page.getByLabel(t("accessibility.report.page")).inputValue(), "/de/procedures");

  await page.getByLabel(t("accessibility.report.problem")).fill(`Die Karte hat keine Tasten (${script}).`);
  await page.getByLabel(t("accessibility.report.email")).fill("erika@example.org");
  await visitor.press(t("accessibility.report.act"));
  await visitor.arrive(t("accessibility.sent.title"));
  assert.ok((await numberOf(page)) > 0);
});

tools.both("in the simplified view a report is written a question a page, and Enter goes on to the next", async (visitor) => {
  const { page } = visitor;
  const screen = (number) => page.locator("h1", { hasText: `Schritt ${number} von 3` }).waitFor();
  await visitor.open("/de/accessibility/report?page=/de/procedures&ansicht=einfach");
  await screen(1);
  assert.equal(await page.locator("#barrier-report .kern-form-input").count(), 1);
  await visitor.press(t("statements.step.next"));
  await page.locator('.error-summary a[href="#problem"]', { hasText: t("accessibility.report.problem_missing") }).waitFor();
  await screen(1);
  await page.getByLabel(t("accessibility.report.problem")).fill("Die Karte hat keine Tasten.");
  await visitor.press(t("statements.step.next"));
  await screen(2);
  await visitor.press(t("statements.step.back"));
  await screen(1);
  assert.equal(await page.getByLabel(t("accessibility.report.problem")).inputValue(), "Die Karte hat keine Tasten.");
  await visitor.press(t("statements.step.next"));
  await screen(2);
  assert.equal(await page.getByLabel(t("accessibility.report.page")).inputValue(), "/de/procedures");
  await page.getByLabel(t("accessibility.report.page")).press("Enter");
  await screen(3);
  await page.getByLabel(t("accessibility.report.email")).fill("erika@example.org");
  await visitor.press(t("accessibility.report.act"));
  await visitor.arrive(t("accessibility.sent.title"));
});

test("the way back from a report that was wrong at first leads to its form", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  visitor.expect(422);
  const act = t("accessibility.report.act");
  await visitor.open("/de/accessibility/report");
  // The first page's forms are sent by the browser itself, also while the program runs.
  await page.getByLabel(t("accessibility.report.email")).fill("erika");
  await visitor.press(act);
  await page.locator(".error-summary").waitFor();
  await visitor.live();
  await page.getByLabel(t("accessibility.report.problem")).fill("Die Karte hat keine Tasten.");
  await page.getByLabel(t("accessibility.report.email")).fill("");
  await visitor.press(act);
  await visitor.arrive(t("accessibility.sent.title"));
  await page.goBack();
  await visitor.arrive(t("accessibility.report.title"));
  assert.equal(await page.locator(".error-summary").count(), 0);
  await visitor.leave();
});

tools.both("the start page links itself in easy language, which links the statement in easy language", async (visitor) => {
  const { page } = visitor;
  const simple = texts("de-simple");
  await visitor.open("/de");
  await visitor.press(t("procedures.start.easy"), { role: "link", within: page.locator("main") });
  await visitor.arrive(simple("procedures.start.title"));
  await visitor.press(simple("layout.footer.accessibility"), { role: "link", within: page.locator("footer") });
  await visitor.arrive(simple("accessibility.easy.title"));
  await visitor.open("/de/accessibility");
  await visitor.arrive(t("accessibility.title"));
  assert.equal(await page.getByRole("link", { name: t("layout.footer.sign_language") }).count(), 0);
});

/** Goes on with Tab until an element is reached that fits. */
async function tabTo(page, selector, most = 80) {
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} cannot be reached with Tab`);
}

test("a barrier is reported with the keyboard alone", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  await visitor.open("/de");
  await tabTo(page, 'footer a[href^="/de/accessibility/report"]');
  await page.keyboard.press("Enter");
  await visitor.arrive(t("accessibility.report.title"));
  await tabTo(page, "#problem");
  await page.keyboard.type("Ich sehe nicht, wo ich bin.");
  const reached = [];
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement?.id || document.activeElement?.type));
  }
  // The decoy is not among them.
  assert.deepEqual(reached, ["page", "email", "phone", "submit"]);
  await page.keyboard.press("Enter");
  await visitor.arrive(t("accessibility.sent.title"));
  await visitor.leave();
});

tools.both("a clerk lists a reported barrier in the statement, answers, and takes it off when it is mended", async (visitor, script) => {
  const { page } = visitor;
  const what = `Die Zeichnung ist nicht vorlesbar (${script ? "mit" : "ohne"} Skript)`;
  await visitor.open("/de/accessibility/report");
  await page.getByLabel(t("accessibility.report.problem")).fill(what);
  await visitor.press(t("accessibility.report.act"));
  await visitor.arrive(t("accessibility.sent.title"));
  const number = await numberOf(page);

  await signIn(visitor);
  // With how many are open behind it.
  await visitor.press(t("accessibility.inbox.title"), { role: "link", within: page.locator("main"), exact: false });
  await visitor.arrive(t("accessibility.inbox.title"));
  await visitor.press(t("accessibility.work.title", { number }), { role: "link" });
  await visitor.arrive(t("accessibility.work.title", { number }));
  await page.getByLabel(t("accessibility.barrier.what")).fill(what);
  await page.getByLabel(t("accessibility.barrier.reason")).fill("Sie kommt vom Planungsbüro.");
  await page.getByLabel(t("accessibility.barrier.alternative")).fill("Wir lesen am Telefon vor.");
  await visitor.press(t("accessibility.work.known_act"));
  await visitor.sees(t("common.saved"));
  await page.getByLabel(t("accessibility.work.answer_label")).fill("Danke. Wir arbeiten daran.");
  await visitor.press(t("accessibility.work.answer_keep"));
  await visitor.sees("Danke. Wir arbeiten daran.");
  await visitor.open("/de/accessibility");
  await page.getByRole("heading", { name: what }).waitFor();

  await visitor.open(`/de/staff/barriers/${number}`);
  await visitor.press(t("accessibility.work.mended_act"));
  await page.getByText(t("accessibility.state.mended"), { exact: true }).waitFor();
  await visitor.open("/de/accessibility");
  await visitor.sees(pattern(t("accessibility.made.made")));
  assert.equal(await page.getByRole("heading", { name: what }).count(), 0);
});
