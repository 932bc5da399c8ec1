// Other ways to comment: by street, on a chapter, with a file, in another language, in the simplified view.

import assert from "node:assert/strict";
import { test } from "node:test";

import { overflow } from "../support/check.mjs";
import { until } from "../support/device.mjs";
import { pdf } from "../support/pdf.mjs";
import { suite } from "../support/suite.mjs";
import { pattern, texts } from "../support/texts.mjs";

const t = texts("de");
const en = texts("en");
const tools = suite();
const PROCEDURE = "/procedures/hafenquartier-nord";

/** Reads the receipt's code from the page after sending. */
const code = async (page) => (await page.locator(".receipt-code__code").innerText()).replace(/[\s-]/g, "");

tools.both("a street is searched and chosen, and the text typed before is kept", async (visitor) => {
  const { page } = visitor;
  await visitor.open(`/de${PROCEDURE}/comment`);
  await page.getByLabel(t("statements.body.label")).fill("Vor unserem Haus fehlt ein Zebrastreifen.");
  await page.getByText(t("statements.place.change"), { exact: true }).click();
  await page.getByText(t("statements.place.address"), { exact: true }).click();
  await page.locator("#place").getByLabel(t("statements.place.search_both")).fill("hafenstr 3");
  await visitor.press(t("common.search"));
  await visitor.sees(t("statements.place.found"));
  await visitor.press(/Hafenstraße 3\b/, { exact: false });
  await page.locator(".place__chosen", { hasText: "Hafenstraße 3" }).waitFor();
  assert.equal(await page.getByLabel(t("statements.body.label")).inputValue(), "Vor unserem Haus fehlt ein Zebrastreifen.");
  await visitor.press(t("statements.check_act"));
  await visitor.arrive(t("statements.check.title"));
  assert.ok((await page.locator("main").innerText()).includes("Hafenstraße 3"));
  await visitor.press(t("statements.check.send"));
  await visitor.arrive(t("receipts.sent.title"));
  assert.match(await code(page), /^[0-9A-Z]{12}$/);
});

tools.both("a comment on a chapter carries a file", async (visitor) => {
  const { page } = visitor;
  await visitor.open(`/de${PROCEDURE}`);
  await page.locator('a[href*="/chapters/"]').first().click();
  await page.waitForURL(/\/chapters\//);
  const chapter = await page.getByRole("heading", { level: 1 }).innerText();
  await visitor.live();
  await page.locator('main a[href*="place=chapter"]').first().click();
  await visitor.arrive(t("statements.title"));
  const chosen = await page.locator(".place__chosen").innerText();
  assert.ok(chapter.includes(chosen.replace(t("statements.place.chosen", { place: "" }), "").trim()), chosen);
  await page.getByLabel(t("statements.body.label")).fill("Siehe Anlage.");
  await page.getByLabel(t("statements.files.label")).setInputFiles({
    name: "Skizze für das Amt.pdf",
    mimeType: "application/pdf",
    buffer: pdf("Eine Skizze"),
  });
  await visitor.press(t("statements.check_act"));
  await visitor.arrive(t("statements.check.title"));
  assert.ok((await page.locator("main").innerText()).includes("Skizze für das Amt.pdf"));
  await visitor.press(t("statements.check.send"));
  await visitor.arrive(t("receipts.sent.title"));
  await visitor.press(t("receipts.sent.look"), { role: "link" });
  await visitor.arrive(pattern(t("receipts.view.title")));
  assert.ok((await page.locator("main").innerText()).includes("Skizze für das Amt.pdf"));
});

tools.both("a file of another kind is refused, and the text is kept", async (visitor) => {
  const { page } = visitor;
  visitor.expect(422, 415, 413);
  await visitor.open(`/de${PROCEDURE}/comment`);
  await page.getByLabel(t("statements.body.label")).fill("Mit Anlage.");
  await page.getByLabel(t("statements.files.label")).setInputFiles({
    name: "programm.exe",
    mimeType: "application/octet-stream",
    buffer: Buffer.from("MZ this is no document"),
  });
  await visitor.press(t("statements.check_act"));
  await page.locator(".error-summary").waitFor();
  assert.equal(await page.getByLabel(t("statements.body.label")).inputValue(), "Mit Anlage.");
});

tools.both("a search for nothing says so at its field, which stays in sight", async (visitor) => {
  const { page } = visitor;
  visitor.expect(422);
  await visitor.open(`/de${PROCEDURE}/comment`);
  await page.getByText(t("statements.place.change"), { exact: true }).click();
  await page.getByText(t("statements.place.address"), { exact: true }).click();
  await visitor.press(t("common.search"));
  const label = t("statements.place.search_both");
  const link = page.locator('.error-summary a[href="#search"]', { hasText: t("errors.required_in", { label }) });
  await link.waitFor();
  await visitor.live();
  await link.click();
  const field = page.locator("#place").getByLabel(label);
  assert.ok(await field.isVisible(), "the ways to choose a place stay open");
  await until(() => field.evaluate((input) => input === document.activeElement), "the link leads to the field");
});

tools.both("what was typed for an answer that is not wished any more is neither checked nor sent", async (visitor) => {
  const { page } = visitor;
  const field = (name) => page.locator(`#${name}`);
  await visitor.open(`/de${PROCEDURE}/comment`);
  await page.getByLabel(t("statements.body.label")).fill("Zu laut.");
  await page.getByLabel(t("statements.reply.post")).check();
  await field("name").fill("Erika Muster");
  await field("street").fill("Weg 1");
  await page.getByLabel(t("statements.reply.email")).check();
  assert.equal(await field("name").isVisible(), false, "an answer by e-mail needs the address of e-mail alone");
  await field("email").fill("nur text");
  await page.getByLabel(t("statements.reply.none")).check();
  for (const name of ["email", "name", "street"]) assert.equal(await field(name).isVisible(), false, name);
  assert.equal(await page.getByLabel(t("statements.person.wish")).isChecked(), false);
  await visitor.press(t("statements.check_act"));
  await visitor.arrive(t("statements.check.title"));
  const text = await page.locator("main").innerText();
  for (const typed of ["Erika Muster", "Weg 1", "nur text"]) assert.ok(!text.includes(typed), typed);
  assert.ok(text.includes(t("statements.check.no_person")));
});

tools.both(
  "each answer asks for what it needs beside it, and everything else is marked as optional",
  async (visitor) => {
    const { page } = visitor;
    const label = (name) => page.locator(`label[for="${name}"]`);
    const optional = ` (${t("common.optional")})`;
    await visitor.open(`/de${PROCEDURE}/comment`);
    await page.getByLabel(t("statements.reply.email")).check();
    assert.ok(await label("email").isVisible());
    assert.ok(!(await label("email").innerText()).includes(optional));
    await page.getByLabel(t("statements.person.wish")).check();
    for (const name of ["name", "street", "city"]) assert.ok((await label(name).innerText()).includes(optional), name);
    await page.getByLabel(t("statements.person.wish")).uncheck();
    await page.getByLabel(t("statements.reply.post")).check();
    assert.equal(await label("email").isVisible(), false);
    for (const name of ["name", "street", "city"]) assert.ok(!(await label(name).innerText()).includes(optional), name);
    assert.ok((await label("organisation").innerText()).includes(optional));
    await page.getByLabel(t("statements.reply.none")).check();
    await page.getByLabel(t("statements.publish.named")).check();
    assert.ok(await label("name").isVisible());
    assert.equal(await label("street").isVisible(), false, "an address is never published");
  },
);

test("a file with a long name breaks its name and not the page", async () => {
  const visitor = await tools.visitor({ script: false, viewport: { width: 390, height: 844 } });
  const { page } = visitor;
  const name = `${"scan".repeat(24)}.pdf`;
  await visitor.open(`/de${PROCEDURE}/comment`);
  await page.getByLabel(t("statements.files.label")).setInputFiles({ name, mimeType: "application/pdf", buffer: pdf("Ein Blatt") });
  await visitor.press(t("statements.save_act"));
  await page.locator('button[value^="remove:"]').waitFor();
  assert.deepEqual(await overflow(page), []);
  await visitor.leave();
});

tools.both("the language is switched while writing, and nothing is lost", async (visitor) => {
  const { page } = visitor;
  await visitor.open(`/en${PROCEDURE}/comment`);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByLabel(en("statements.body.label")).fill("More trees, please.\nUnd Bänke.");
  await page.getByLabel(en("statements.publish.anonymous")).check();
  await page.locator(".language-switch summary").click();
  await visitor.press(/Deutsch/);
  await visitor.arrive(t("statements.title"));
  assert.equal(await page.getByLabel(t("statements.body.label")).inputValue(), "More trees, please.\nUnd Bänke.");
  assert.ok(await page.getByLabel(t("statements.publish.anonymous")).isChecked());
  const before = new URL(page.url());
  await page.locator(".language-switch summary").click();
  await visitor.press(/English/);
  await visitor.arrive(en("statements.title"));
  assert.equal(await page.getByLabel(en("statements.body.label")).inputValue(), "More trees, please.\nUnd Bänke.");
  const { cookies } = await page.context().storageState();
  assert.equal(cookies.find(({ name }) => name === "language")?.value, "en", "the next visit begins in it");
  assert.equal(page.url(), before.href.replace("/de/", "/en/"), "and the address wishes nothing any more");
  await visitor.press(en("statements.check_act"));
  await visitor.arrive(en("statements.check.title"));
  await visitor.press(en("statements.check.send"));
  await visitor.arrive(en("receipts.sent.title"));
});

tools.both("the language that was chosen is the one in which the next visit begins", async (visitor) => {
  const { page } = visitor;
  await visitor.open("/de/procedures?state=open");
  await page.locator(".language-switch summary").click();
  await visitor.press(/English/, { role: "link" });
  await page.locator('html[lang="en"]').waitFor();
  const { pathname, search } = new URL(page.url());
  assert.equal(pathname + search, "/en/procedures?state=open");
  await visitor.open("/");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

tools.both("the simplified view asks one question a screen, five screens in all", async (visitor) => {
  const { page } = visitor;
  await visitor.open(`/de${PROCEDURE}?ansicht=einfach`);
  assert.equal(await page.locator("html").getAttribute("data-view"), "simple");
  await visitor.press(t("procedures.simple.act"), { role: "link" });
  let screens = 0;
  const screen = async (number) => {
    await visitor.sees(t("statements.step.of", { step: number, steps: 5 }));
    screens += 1;
  };
  const next = () => visitor.press(t("statements.step.next"));
  await screen(1);
  await next();
  await screen(2);
  await page.getByLabel(t("statements.body.label")).fill("Mehr Bänke.");
  await next();
  await screen(3);
  await next();
  await screen(4);
  await next();
  await screen(5);
  assert.ok((await page.locator("main").innerText()).includes("Mehr Bänke."));
  await visitor.press(t("statements.check.send"));
  await visitor.arrive(t("receipts.sent.title"));
  assert.ok(screens <= 5);
});

tools.both("in the simplified view each question tells its own mistakes and asks only for what the answer needs", async (visitor) => {
  const { page } = visitor;
  visitor.expect(422);
  await visitor.open(`/de${PROCEDURE}?ansicht=einfach`);
  await visitor.open(`/de${PROCEDURE}/comment`);
  const next = () => visitor.press(t("statements.step.next"));
  const screen = (number) => visitor.sees(t("statements.step.of", { step: number, steps: 5 }));
  /**
   * The mistake is shown where it was made: in the summary, which has the focus, and under the address of the step, which
   * names the button where the server shows it.
   */
  const wrong = async (number, step, field, message) => {
    await page.locator(`.error-summary a[href="#${field}"]`, { hasText: message }).waitFor();
    await screen(number);
    const { searchParams, hash } = new URL(page.url());
    assert.deepEqual([searchParams.get("step"), hash], [step, ""]);
    await until(() => page.evaluate(() => Boolean(document.activeElement?.closest(".error-summary"))), "the summary has the focus");
  };
  const field = (name) => page.getByLabel(t(`statements.person.${name}`), { exact: true });
  const visible = async () => {
    const names = ["email", "name", "street", "postal_code", "city"];
    const shown = await Promise.all(names.map((name) => field(name).isVisible()));
    return names.filter((_, index) => shown[index]);
  };
  assert.ok((await page.locator("#place").innerText()).includes(t("statements.place.go_on", { next: t("statements.step.next") })));
  await next();
  await screen(2);
  await next();
  await wrong(2, "text", "body", t("statements.body.missing"));
  await page.getByLabel(t("statements.body.label")).fill("Mehr Bänke.");
  await next();
  await screen(3);
  assert.deepEqual(await visible(), []);
  await page.getByLabel(t("statements.reply.post")).check();
  assert.deepEqual(await visible(), ["name", "street", "postal_code", "city"]);
  await page.getByLabel(t("statements.reply.email")).check();
  assert.deepEqual(await visible(), ["email"]);
  await next();
  await wrong(3, "reply", "email", t("errors.email_for_reply"));
  await field("email").fill("oma@");
  await next();
  await wrong(3, "reply", "email", t("errors.invalid_email"));
  assert.equal(await field("email").inputValue(), "oma@", "nothing that was typed is lost");
  await field("email").fill("");
  await page.getByLabel(t("statements.reply.none")).check();
  await next();
  await screen(4);
  assert.deepEqual(await visible(), []);
  await page.getByLabel(t("statements.publish.named")).check();
  assert.deepEqual(await visible(), ["name"]);
  await next();
  await wrong(4, "publish", "name", t("errors.name_for_publication"));
  await field("name").fill("Erika Muster");
  await next();
  await visitor.arrive(t("statements.check.title"));
  assert.ok((await page.locator("main").innerText()).includes("Erika Muster"));
  await visitor.press(t("statements.check.send"));
  await visitor.arrive(t("receipts.sent.title"));
});
