// The page's program starts late, not at all, or while somebody types: nothing is lost, nothing jumps.

import assert from "node:assert/strict";
import { test } from "node:test";

import { until } from "../support/device.mjs";
import { OPEN } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { texts } from "../support/texts.mjs";

const t = texts("de");
const tools = suite();

test("what is typed before the program runs stays, and so does the focus", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/de/procedures/${OPEN}/comment`);
  const field = page.getByLabel(t("statements.body.label"));
  await field.fill("Früh getippt");
  await page.getByLabel(t("statements.publish.anonymous")).check();
  await field.focus();
  release();
  await visitor.live();
  assert.equal(await field.inputValue(), "Früh getippt");
  assert.ok(await page.getByLabel(t("statements.publish.anonymous")).isChecked());
  assert.equal(await page.evaluate(() => document.activeElement.id), "body");
  await visitor.press(t("statements.check_act"));
  await visitor.arrive(t("statements.check.title"));
  assert.ok((await page.locator("main").innerText()).includes("Früh getippt"));
  await visitor.leave();
});

test("a link followed in the page moves the focus to the new heading, and back again", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  await visitor.open("/de");
  await page.evaluate(() => {
    window.isSamePage = true;
  });
  const nav = page.getByRole("navigation", { name: t("layout.nav.label") });
  await nav.getByRole("link", { name: t("layout.nav.check_receipt") }).click();
  await visitor.arrive(t("receipts.find.title"));
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  assert.ok(await page.evaluate(() => window.isSamePage), "the page was not loaded anew");
  assert.match(await page.title(), new RegExp(t("receipts.find.title")));
  await nav.getByRole("link", { name: t("layout.nav.procedures"), exact: true }).click();
  await page.waitForFunction(
    (old) => document.activeElement?.tagName === "H1" && document.activeElement.textContent !== old,
    t("receipts.find.title"),
  );
  await page.goBack();
  await visitor.arrive(t("receipts.find.title"));
  await visitor.leave();
});

test("a link that changes only the query of an address moves the focus to the heading as well, and so does going back", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  const mark = () =>
    page.evaluate(() => {
      window.isSamePage = true;
    });
  const heard = async (step) => {
    // Long before the patience ends with which a page is waited for that does not come.
    await page.waitForFunction(() => document.activeElement?.tagName === "H1", undefined, { timeout: 4000 });
    assert.ok(await page.evaluate(() => window.isSamePage), `${step}: the page was not loaded anew`);
  };
  // The heading stays as it is, the list below is another one.
  await visitor.open("/de/glossary");
  await mark();
  const letters = page.getByRole("navigation", { name: t("glossary.letters") }).getByRole("link");
  for (const at of [1, 2]) {
    await letters.nth(at).click();
    await page.waitForURL(/letter=/);
    await heard(`letter ${at}`);
  }
  await page.evaluate(() => document.activeElement.blur());
  await page.goBack();
  await heard("back");

  await visitor.open(`/de/procedures/${OPEN}?ansicht=einfach`);
  const short = await page.title();
  await mark();
  await visitor.press(t("procedures.simple.everything"), { role: "link" });
  await page.locator("#contact").waitFor();
  await heard("everything");
  assert.notEqual(await page.title(), short);

  await visitor.open(`/de/procedures/${OPEN}/comment?step=reply`);
  await mark();
  await visitor.press(t("statements.step.back"), { role: "link" });
  await visitor.arrive(t("statements.body.label"));
  await heard("the question before");
  await visitor.leave();
});

test("a form that a link led to keeps a text as it was typed, however often it is changed", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  const field = page.getByLabel(t("statements.body.label"));
  await visitor.open(`/de/procedures/${OPEN}`);
  await page.getByRole("link", { name: t("procedures.comment"), exact: true }).first().click();
  await visitor.arrive(t("statements.title"));
  assert.equal(await field.inputValue(), "");
  const text = "\nErst eine leere Zeile.\n\nDann Schluss.";
  await field.fill(text);
  for (const _ of ["once", "twice"]) {
    await visitor.press(t("statements.check_act"));
    await visitor.arrive(t("statements.check.title"));
    await visitor.press(t("statements.check.edit"), { role: "link" });
    await visitor.arrive(t("statements.title"));
    assert.equal(await field.inputValue(), text);
  }
  await visitor.leave();
});

test("what was wrong on one page is not said on the next", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  visitor.expect(422);
  // By a link, so that the program builds the form and shows what is wrong in its place.
  await visitor.open(`/de/procedures/${OPEN}`);
  await visitor.press(t("procedures.comment"), { role: "link" });
  await visitor.arrive(t("statements.title"));
  await visitor.press(t("statements.check_act"));
  const summary = page.getByRole("heading", { name: t("common.error_summary") });
  await summary.waitFor();
  await page.evaluate(() => {
    window.isSamePage = true;
  });
  await page.getByRole("link", { name: t("procedures.papers.back") }).click();
  await page.locator("#contact").waitFor();
  await page.goBack();
  await visitor.arrive(new RegExp(t("statements.title")));
  assert.ok(await page.evaluate(() => window.isSamePage), "the page was not loaded anew");
  assert.equal(await summary.count(), 0);
  await visitor.leave();
});

test("when the program fails amid a page, links and forms go on without it", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  const failure = "memory access out of bounds";
  visitor.expect(failure);
  let failures = 0;
  page.on("pageerror", ({ message }) => {
    failures += message.includes(failure) ? 1 : 0;
  });
  // The program reads where it has no memory.
  await page.route("**/app.js", async (route) => {
    const script = await (await route.fetch()).text();
    const fail = "self.failProgram = () => setTimeout(() => wasm.hydrate(-16, 64));";
    await route.fulfill({ contentType: "text/javascript", body: `${script}\n${fail}\n` });
  });
  const fail = async () => {
    failures = 0;
    await page.evaluate(() => {
      window.isSamePage = true;
      self.failProgram();
    });
    for (let tries = 0; tries < 50 && failures === 0; tries += 1) await page.waitForTimeout(100);
    assert.equal(failures, 1);
  };
  const isSamePage = () => page.evaluate(() => Boolean(window.isSamePage));

  await visitor.open("/de");
  const nav = page.getByRole("navigation", { name: t("layout.nav.label") });
  await nav.getByRole("link", { name: t("layout.nav.check_receipt") }).click();
  await visitor.arrive(t("receipts.find.title"));
  await fail();
  await nav.getByRole("link", { name: t("layout.nav.procedures"), exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/de/procedures");
  await visitor.live();
  assert.equal(await isSamePage(), false, "the link loads its page");

  // The way back to a page that the program had built.
  await page.getByRole("link", { name: /Hafenquartier/ }).first().click();
  await page.waitForURL((url) => url.pathname.startsWith("/de/procedures/"));
  await visitor.arrive(/Hafenquartier/);
  await fail();
  await page.goBack();
  await page.waitForURL((url) => url.pathname === "/de/procedures");
  await page.waitForFunction(() => !window.isSamePage);

  await visitor.open(`/de/procedures/${OPEN}/comment`);
  await fail();
  await page.getByLabel(t("statements.body.label")).fill("Das Programm war zu Ende.");
  await page.getByRole("button", { name: t("statements.check_act") }).click();
  await visitor.arrive(t("statements.check.title"));
  assert.equal(await isSamePage(), false, "the form is sent by the browser");
  assert.ok((await page.locator("main").innerText()).includes("Das Programm war zu Ende."));
  assert.equal(failures, 1, "nothing calls the program any more");
  await visitor.leave();
});

for (const [what, answer] of [
  ["cannot be loaded", (route) => route.abort("failed")],
  ["comes broken", (route) => route.fulfill({ contentType: "application/wasm", body: "no program" })],
]) {
  test(`a comment is sent when the program ${what}`, async () => {
    const visitor = await tools.visitor();
    const { page } = visitor;
    await page.route("**/*.wasm", answer);
    const open = (path) => page.goto(path);
    await open(`/de/procedures/${OPEN}/comment`);
    await page.getByLabel(t("statements.body.label")).fill("Ohne Programm.");
    await page.getByRole("button", { name: t("statements.check_act") }).click();
    await page.getByRole("heading", { level: 1, name: t("statements.check.title") }).waitFor();
    await page.getByRole("button", { name: t("statements.check.send") }).click();
    await page.getByRole("heading", { level: 1, name: t("receipts.sent.title") }).waitFor();
    // Here the failure is what is tested; nothing else may have gone wrong.
    const others = visitor.problems.filter((problem) => !/wasm|program|Failed to load resource/i.test(problem));
    assert.deepEqual(others, []);
    await visitor.context.close();
  });
}

tools.both("the foot of a procedure's pages has the number of its own contact, and that of the town elsewhere", async (visitor) => {
  const { page } = visitor;
  const read = async (path) => (await fetch(`${tools.origin}/api/v1/${path}`)).json();
  const town = (await read("site")).contact.phone;
  const own = (await read(`procedures/${OPEN}`)).contact.phone || town;
  const numbers = page.locator("footer a[href^='tel:']");
  const has = (phone) => until(async () => (await numbers.allInnerTexts()).join() === phone, `the foot has ${phone}`);
  await visitor.open("/de/procedures");
  await has(town);
  await page.locator(`main a[href='/de/procedures/${OPEN}']`).first().click();
  await page.waitForURL(new RegExp(`/procedures/${OPEN}$`));
  await has(own);
  await page.goBack();
  await has(town);
  // As the server renders it.
  await visitor.open(`/de/procedures/${OPEN}/record`);
  await has(own);
});

test("a link to what is folded up folds it out and leads there", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  await visitor.open("/de-simple");
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement("a"), { id: "into", href, textContent: "Chronik" });
    document.querySelector("main").append(link);
    window.isSamePage = true;
  }, `/de-simple/procedures/${OPEN}#record`);
  await page.locator("#into").click();
  await page.waitForFunction(() => document.activeElement?.id === "record");
  assert.ok(await page.locator("#record").isVisible());
  assert.ok(await page.evaluate(() => window.isSamePage), "the page was not loaded anew");
  await visitor.leave();
});
