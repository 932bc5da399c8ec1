// A clerk writes in easy language: the check shows what to change, mends it, and refuses what is not mended; a reader finds
// every difficult word explained.

import assert from "node:assert/strict";
import { test } from "node:test";

import { OPEN, signIn } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { texts } from "../support/texts.mjs";

const t = texts("de");
const simple = texts("de-simple");
const tools = suite();
const TEXTS = `/de/staff/procedures/${OPEN}/texts?language=de-simple`;
const WRONG = "Am Hafen sind bald neue Häuser.\nSie kosten ca. 5 Millionen Euro.";

tools.both("the check names the place and the form keeps what was typed", async (visitor, script) => {
  const { page } = visitor;
  await signIn(visitor);
  await visitor.open(TEXTS);
  await page.locator("#plain").fill(WRONG);
  await visitor.press(t("easy_language.check"));
  const found = page.locator('[data-easy-field="plain"] li');
  await found.filter({ hasText: t("easy_language.place", { sentence: 2, excerpt: "ca." }) }).waitFor();
  assert.equal((await page.locator("#plain").inputValue()).replace(/\r/g, ""), WRONG);
  // The script says it anew, a moment after the page.
  await page.locator("[data-easy-status]", { hasText: /: 1\.$/ }).waitFor();

  if (script) {
    await found.filter({ hasText: "ca." }).getByRole("button", { name: t("easy_language.apply") }).click();
    assert.equal(await page.locator("#plain").inputValue(), WRONG.replace("ca.", "ungefähr"));
    await page.keyboard.press("Control+z");
    assert.equal(await page.locator("#plain").inputValue(), WRONG);
    // While typing, after a pause.
    await page.locator("#plain").fill("Das ist gut.");
    await page.waitForFunction(() => !document.querySelector('[data-easy-field="plain"] li'));
    await page.locator("#plain").fill(WRONG);
    await found.first().waitFor();
    await found.filter({ hasText: "ca." }).getByRole("button", { name: t("easy_language.go") }).click();
    const marked = await page.locator("#plain").evaluate((text) => text.value.slice(text.selectionStart, text.selectionEnd));
    assert.equal(marked, "ca.");
  }

  visitor.expect(422);
  await page.locator('[name="text_state"][value="edited"]').check();
  await visitor.press(t("common.save"));
  await page.locator(".error-summary", { hasText: "ca." }).waitFor();
  assert.equal((await page.locator("#plain").inputValue()).replace(/\r/g, ""), WRONG);
});

tools.both("advice that repeats is given once, with every place", async (visitor, script) => {
  const { page } = visitor;
  await signIn(visitor);
  await visitor.open(TEXTS);
  await page.locator("#plain").fill("Das ist nicht weit.\nEs gibt keine Treppe.");
  await visitor.press(t("easy_language.check"));
  const found = page.locator('[data-easy-field="plain"] > ul > li');
  await found.filter({ hasText: t("easy_language.places", { number: 1 }) }).waitFor();
  assert.equal(await found.count(), 1);
  const second = t("easy_language.place", { sentence: 2, excerpt: "keine" });
  await found.filter({ hasText: second }).waitFor();

  if (script) {
    await found.getByRole("button", { name: second }).click();
    const marked = await page.locator("#plain").evaluate((text) => text.value.slice(text.selectionStart, text.selectionEnd));
    assert.equal(marked, "keine");
    // The suggestion is now the one for this place.
    await found.getByRole("button", { name: t("easy_language.apply") }).click();
    assert.equal(await page.locator("#plain").inputValue(), "Das ist nicht weit.\nEs gibt **keine** Treppe.");
  }
});

test("a difficult word leads to its explanation and back, and to the glossary", async () => {
  const visitor = await tools.visitor({ script: false });
  const { page } = visitor;
  await visitor.open("/de-simple/glossary?search=bebauungsplan");
  await visitor.arrive(simple("glossary.title"));
  await page.locator("#word-bebauungsplan").waitFor();
  await visitor.open(`/de-simple/procedures/${OPEN}`);
  const word = page.locator("a.difficult").first();
  const target = await word.getAttribute("href");
  await word.click();
  const explained = page.locator(target);
  await explained.waitFor();
  const back = await page.locator(`a[href="#${await word.getAttribute("id")}"]`).count();
  assert.equal(back, 1);
  await visitor.leave();
});

test("a failure of the check, or of nothing, does not end the page's program", async () => {
  const visitor = await tools.visitor({ script: true });
  const { page } = visitor;
  /** The page hears of a failure in a file of its folder `pkg`. */
  const fail = (message, file) =>
    page.evaluate(
      ([message, file]) => {
        window.isSamePage = true;
        const stack = `Error: ${message}\n    at ${location.origin}/pkg/${file}:wasm-function[7]:0x2a`;
        dispatchEvent(new ErrorEvent("error", { error: Object.assign(new Error(message), { stack }) }));
      },
      [message, file],
    );
  /** Follows a link of the menu; whether the program did, without loading the page. */
  const follows = async (name, path) => {
    await page.getByRole("navigation", { name: t("layout.nav.label") }).getByRole("link", { name: t(name), exact: true }).click();
    await page.waitForURL((url) => url.pathname === path);
    await page.waitForLoadState();
    await visitor.live();
    return page.evaluate(() => Boolean(window.isSamePage));
  };
  await visitor.open("/de");
  await fail("unreachable", "easy-language-0/linter_bg.wasm");
  assert.ok(await follows("layout.nav.check_receipt", "/de/r"), "the check is a program of its own");
  await fail("closure invoked recursively or after being dropped", "0/app_bg.wasm");
  assert.ok(await follows("layout.nav.procedures", "/de/procedures"), "nothing is broken");
  await fail("unreachable", "0/app_bg.wasm");
  assert.equal(await follows("layout.nav.check_receipt", "/de/r"), false, "its own failure ends it");
  await visitor.leave();
});
