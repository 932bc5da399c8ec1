// What a comment costs: tab stops and acts in the normal view, screens and words in the simplified one. The figures are
// those of docs/benchmarks.md.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";

import { OPEN } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { texts } from "../support/texts.mjs";

const t = texts("de");
const tools = suite();

/** Most tab stops from loading the form to sending, on both pages together. */
const MOST_STOPS = 25;
/** Most acts beyond typing, from the procedure's page. */
const MOST_ACTS = 3;
const MOST_SCREENS = 5;
const MOST_WORDS = 60;

/** Presses Tab until the focus is where it is wanted; gives the number of stops. */
async function tabTo(page, found) {
  const seen = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const { id, tagName, innerText } = document.activeElement;
      return { id, tagName, text: (innerText ?? "").trim() };
    });
    seen.push(`${focused.tagName} ${focused.text || focused.id}`);
    assert.ok(seen.length < 60, `the keyboard does not get there: ${seen.join(", ")}`);
    if (found(focused)) return seen.length;
  }
}

tools.both("a comment is sent by keyboard alone with at most 25 tab stops and 3 acts", async (visitor) => {
  const { page } = visitor;
  let acts = 0;
  await visitor.open(`/de/procedures/${OPEN}`);
  await visitor.press(t("procedures.comment"), { role: "link" });
  acts += 1;
  await visitor.arrive(t("statements.title"));
  await visitor.open(page.url());
  let stops = await tabTo(page, ({ id }) => id === "body");
  await page.keyboard.type("Mit der Tastatur geschrieben.");
  const button = (name) => ({ tagName, text }) => tagName === "BUTTON" && text === name;
  stops += await tabTo(page, button(t("statements.check_act")));
  await page.keyboard.press("Enter");
  acts += 1;
  await visitor.arrive(t("statements.check.title"));
  // Counted from where the page begins, as for somebody who comes back to it.
  await visitor.open(page.url());
  stops += await tabTo(page, button(t("statements.check.send")));
  await page.keyboard.press("Enter");
  acts += 1;
  await visitor.arrive(t("receipts.sent.title"));
  console.log(`# ${stops} tab stops, ${acts} acts beyond typing`);
  assert.ok(stops <= MOST_STOPS, `${stops} tab stops`);
  assert.ok(acts <= MOST_ACTS, `${acts} acts`);
});

/** The words that the page says itself: no text that somebody wrote, nothing that only listeners get twice. */
const ownWords = (page, theirs) =>
  page.evaluate((theirs) => {
    const shown = (element) => element.checkVisibility() && !element.closest(".kern-sr-only, textarea, [data-read-aloud]");
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    let text = "";
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      // A label that only listeners get is one pixel large.
      if (shown(parentElement) && parentElement.getBoundingClientRect().width > 1) text += ` ${data}`;
    }
    for (const words of theirs) text = text.replace(words, "");
    return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  }, theirs);

/** What is smaller than it must be in the simplified view. */
const tooSmall = (page) =>
  page.evaluate(() => {
    const wrong = [];
    for (const element of document.querySelectorAll("main button, main .kern-btn, main summary, main .row-link, main input[type=text], main textarea")) {
      const { height } = element.getBoundingClientRect();
      const hidden = !element.checkVisibility() || element.closest(".kern-sr-only, [aria-hidden=true]") || height <= 1;
      if (!hidden && height < 56 - 0.5) wrong.push(`${element.innerText || element.id}: ${height} px high`);
    }
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      const hidden = !parentElement.checkVisibility() || parentElement.closest(".kern-sr-only, svg");
      const size = Number.parseFloat(getComputedStyle(parentElement).fontSize);
      if (data.trim() && !hidden && size < 20) wrong.push(`${data.trim().slice(0, 40)}: ${size} px`);
    }
    return wrong;
  });

tools.both("the simplified view asks in five screens of at most 60 words, large enough, with help below", async (visitor) => {
  const { page } = visitor;
  const BODY = "Mehr Bänke am Wasser.";
  await visitor.open(`/de/procedures/${OPEN}?ansicht=einfach`);
  const place = await page.locator(".site-footer").evaluate((footer) => footer.previousElementSibling.tagName);
  await visitor.press(t("procedures.simple.act"), { role: "link" });
  const screens = [];
  const screen = async () => {
    const of = t("statements.step.of", { step: screens.length + 1, steps: MOST_SCREENS });
    await page.getByRole("heading", { level: 1, name: of }).waitFor();
    await visitor.live();
    assert.ok((await page.title()).includes(of), `the title says ${of}: ${await page.title()}`);
    const words = await ownWords(page, [BODY]);
    screens.push(words);
    assert.ok(words <= MOST_WORDS, `${words} words on screen ${screens.length}`);
    assert.deepEqual(await tooSmall(page), [], of);
    // One act onward, one back.
    assert.equal(await page.locator("main .kern-btn--primary:visible").count(), 1, of);
    assert.ok((await page.locator("main .kern-btn--secondary:visible").count()) <= 1, of);
    // Help stands at the same place as on every other page.
    const help = page.locator(".site-footer a[href^='tel:']");
    assert.equal(await help.count(), 1);
    assert.equal(await page.locator(".site-footer").evaluate((footer) => footer.previousElementSibling.tagName), place);
  };
  const next = () => visitor.press(t("statements.step.next"));
  await screen();
  await next();
  await screen();
  await page.getByLabel(t("statements.body.label")).fill(BODY);
  await next();
  await screen();
  // Who wants an answer by mail is asked for the address on the same screen, and nobody else is.
  assert.ok(!(await page.getByLabel(t("statements.person.email")).isVisible()));
  await page.getByLabel(t("statements.reply.email")).check();
  assert.ok(await page.getByLabel(t("statements.person.email")).isVisible());
  await page.getByLabel(t("statements.reply.none")).check();
  await next();
  await screen();
  await next();
  await screen();
  assert.ok((await page.locator("main").innerText()).includes(BODY));
  await visitor.press(t("statements.check.send"));
  await visitor.arrive(t("receipts.sent.title"));
  console.log(`# words on the screens: ${screens.join(", ")}`);
  assert.equal(screens.length, MOST_SCREENS);
});

tools.both("an area of a plan that has many is chosen by its kind, and what was written stays", async (visitor) => {
  const { page } = visitor;
  const BODY = "Bitte Bäume am Hafenplatz.";
  const kind = (name) => visitor.press(t(`statements.place.areas.${name}`), { exact: false });
  const kinds = () => visitor.arrive(t("statements.place.areas.kind"));
  const areas = () => visitor.arrive(t("statements.place.section_list"));
  const large = async () => {
    assert.deepEqual(await tooSmall(page), []);
    const small = await page.locator(".plan__choice").evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 56 - 0.5).length);
    assert.equal(small, 0);
  };
  await visitor.open("/de?ansicht=einfach");
  await visitor.open(`/de/procedures/${OPEN}/comment?step=text`);
  await page.getByLabel(t("statements.body.label")).fill(BODY);
  await visitor.press(t("statements.step.next"));
  await visitor.arrive(t("statements.reply.title"));
  await visitor.open(`/de/procedures/${OPEN}/comment?step=place`);
  await visitor.press(t("statements.place.section"));
  await kinds();
  await large();
  // A kind that was not meant: back to all kinds.
  await kind("water");
  await areas();
  await visitor.press(t("statements.step.back"), { role: "link" });
  await kinds();
  await kind("traffic");
  await areas();
  await large();
  assert.ok((await page.locator(".plan__choice").count()) <= 6);
  await visitor.press(/Hafenplatz/, { exact: false });
  await page.locator(".place__chosen", { hasText: "Hafenplatz" }).waitFor();
  await visitor.press(t("statements.step.next"));
  await visitor.arrive(t("statements.body.label"));
  assert.equal(await page.getByLabel(t("statements.body.label")).inputValue(), BODY);
});

test("each question of the simplified view has at most 60 words in every language", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  await page.goto("/de?ansicht=einfach");
  const languages = readdirSync(new URL("../../locales/", import.meta.url)).filter((name) => !name.includes("."));
  assert.ok(languages.length > 10, languages.join(", "));
  const wrong = [];
  for (const language of languages) {
    for (const step of ["place", "place&areas=kinds", "text", "reply", "publish"]) {
      await page.goto(`/${language}/procedures/${OPEN}/comment?step=${step}`);
      // What the device offers comes last.
      if (step === "text") await page.locator("#device-keep:not([hidden])").waitFor();
      const words = await ownWords(page, []);
      if (words > MOST_WORDS) wrong.push(`${language}, ${step}: ${words} words`);
    }
  }
  await visitor.leave();
  assert.deepEqual(wrong, []);
});

test("every page of a resident is large, has few choices and help at its end in the simplified view", async () => {
  const visitor = await tools.visitor({ script: false, viewport: { width: 390, height: 844 } });
  const { page } = visitor;
  visitor.expect(404);
  await page.goto("/de?ansicht=einfach");
  const wrong = [];
  for (const path of [
    "",
    "/procedures",
    `/procedures/${OPEN}`,
    `/procedures/${OPEN}?view=papers`,
    `/procedures/${OPEN}/comments`,
    `/procedures/${OPEN}/record`,
    "/r",
    "/contact",
    "/overview",
    "/imprint",
    "/privacy",
    "/no-such-page",
  ]) {
    await page.goto(`/de${path}`);
    wrong.push(...(await tooSmall(page)).map((text) => `${path}: ${text}`));
    const primary = await page.locator("main .kern-btn--primary:visible").count();
    const choices = await page.locator("main :is(.card-list, .open-list, .thread, .timeline) > li").count();
    if (primary > 1 && !(await page.locator(".open-list").count())) wrong.push(`${path}: ${primary} primary buttons`);
    if (choices > 5) wrong.push(`${path}: ${choices} choices in a list`);
    if (!(await page.locator(".site-footer a[href^='tel:']").isVisible())) wrong.push(`${path}: no telephone`);
  }
  await visitor.leave();
  assert.deepEqual(wrong, []);
});
