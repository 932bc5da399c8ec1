// Reading aloud, with a stub in the place of the browser's voices: headless browsers have none.

import assert from "node:assert/strict";
import { test } from "node:test";

import { OPEN } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { texts } from "../support/texts.mjs";

const t = texts("de");
const tools = suite();

/** Puts voices into the browser, and notes what is said. A sentence ends when `finish` is called. */
function stub(voices) {
  const said = [];
  const listeners = [];
  let going = null;
  let known = voices;
  class Utterance {
    constructor(text) {
      this.text = text;
    }
  }
  const speech = {
    getVoices: () => known,
    addEventListener: (kind, listener) => kind === "voiceschanged" && listeners.push(listener),
    speak(utterance) {
      going = utterance;
      said.push({ text: utterance.text, voice: utterance.voice?.name, rate: utterance.rate, lang: utterance.lang });
    },
    cancel() {
      const ended = going;
      going = null;
      ended?.onerror?.({ error: "canceled" });
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech, configurable: true });
  window.SpeechSynthesisUtterance = Utterance;
  window.said = said;
  window.finish = () => {
    const ended = going;
    going = null;
    ended?.onend?.({});
  };
  window.bring = (more) => {
    known = more;
    listeners.forEach((listener) => listener());
  };
}

const LOCAL = { name: "Anna", lang: "de-DE", localService: true };
const REMOTE = { name: "Fern", lang: "de-DE", localService: false };
const ENGLISH = { name: "Daniel", lang: "en-GB", localService: true };
const ARABIC = { name: "Majed", lang: "ar-SA", localService: true };

/** Opens a page in a browser with these voices. */
async function open(voices, path = `/de/procedures/${OPEN}`) {
  const visitor = await tools.visitor();
  await visitor.page.addInitScript(stub, voices);
  await visitor.open(path);
  // The module is loaded beside the program.
  await visitor.page.waitForLoadState("networkidle");
  const bar = visitor.page.locator("[data-read-aloud]");
  const press = (name) => bar.getByRole("button", { name: t(`layout.read_aloud.${name}`), exact: true }).click();
  const said = () => visitor.page.evaluate(() => window.said);
  const finish = () => visitor.page.evaluate(() => window.finish());
  return { ...visitor, bar, press, said, finish };
}

test("a voice of the device reads sentence by sentence, slowly, with the sentence marked", async () => {
  const { page, bar, press, said, finish, leave } = await open([ENGLISH, REMOTE, LOCAL]);
  await bar.waitFor();
  assert.deepEqual(await said(), [], "nothing is read before it is asked for");
  await press("start");
  const [first] = await said();
  assert.deepEqual([first.voice, first.rate, first.lang], ["Anna", 0.9, "de-DE"]);
  const marked = () =>
    page.evaluate(() => [...(CSS.highlights.get("read-aloud") ?? [])].map((range) => range.toString().trim()));
  // "Nr. 47" has a space that does not break, which no voice hears.
  assert.deepEqual((await marked()).map((text) => text.replace(/\s+/g, " ")), [first.text]);
  const heading = (await page.locator("h1").innerText()).replace(/\s+/g, " ");
  for (let count = 0; count < 12; count += 1) await finish();
  const texts = (await said()).map(({ text }) => text);
  assert.equal(texts.length, 13);
  assert.ok(heading.includes(texts.find((text) => heading.includes(text)) ?? "?"), texts.join(" | "));
  assert.ok(texts.every((text) => text.length < 400), "one sentence at a time");
  assert.equal((await marked())[0].replace(/\s+/g, " "), texts.at(-1));
  // Buttons and the bar itself are operated, not read.
  assert.ok(!texts.includes(t("procedures.comment")) && !texts.includes(t("layout.read_aloud.start")));
  await leave();
});

test("it pauses, goes on with the same sentence, and stops", async () => {
  const { page, bar, press, said, finish, leave } = await open([LOCAL]);
  await bar.waitFor();
  await press("start");
  await finish();
  const before = await said();
  await press("pause");
  assert.equal((await said()).length, before.length, "a pause says nothing");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.read), "go-on", "the focus stays in the bar");
  await press("go_on");
  const after = await said();
  assert.equal(after.at(-1).text, before.at(-1).text);
  await press("stop");
  await finish();
  assert.equal((await said()).length, after.length, "nothing is read after the end");
  assert.equal(await page.evaluate(() => CSS.highlights.has("read-aloud")), false);
  await leave();
});

for (const [name, voices] of [
  ["only remote voices, which would be sent the text", [REMOTE]],
  ["no voice at all", []],
  ["only voices of other languages", [ENGLISH]],
]) {
  test(`there is no bar with ${name}`, async () => {
    const { bar, leave } = await open(voices);
    assert.equal(await bar.count(), 1);
    assert.equal(await bar.isVisible(), false);
    await leave();
  });
}

test("a voice that comes later brings the bar", async () => {
  const { page, bar, leave } = await open([]);
  assert.equal(await bar.isVisible(), false);
  await page.evaluate((voice) => window.bring([voice]), LOCAL);
  await bar.waitFor();
  await leave();
});

test("there is no bar without script, and none where a comment is written in the normal view", async () => {
  const without = await tools.visitor({ script: false });
  await without.page.goto(`/de/procedures/${OPEN}`);
  assert.equal(await without.page.locator("[data-read-aloud]").isVisible(), false);
  await without.leave();
  const { bar, leave } = await open([LOCAL], `/de/procedures/${OPEN}/comment`);
  assert.equal(await bar.count(), 0);
  await leave();
});

test("in the simplified view each question can be read aloud", async () => {
  const visitor = await tools.visitor();
  await visitor.page.addInitScript(stub, [LOCAL]);
  await visitor.open("/de?ansicht=einfach");
  await visitor.open(`/de/procedures/${OPEN}/comment?step=publish`);
  const bar = visitor.page.locator("[data-read-aloud]");
  await bar.waitFor();
  await bar.getByRole("button", { name: t("layout.read_aloud.start"), exact: true }).click();
  for (let count = 0; count < 8; count += 1) await visitor.page.evaluate(() => window.finish());
  const said = (await visitor.page.evaluate(() => window.said)).map(({ text }) => text).join(" ");
  assert.ok(said.includes(t("statements.publish.title")) && said.includes(t("statements.publish.anonymous")), said);
  await visitor.leave();
});

test("a full stop behind an abbreviation or the number of a day ends no sentence", async () => {
  const { page, bar, press, said, finish, leave } = await open([LOCAL]);
  await bar.waitFor();
  await page.evaluate(() => {
    const text = "Der Bebauungsplan Nr. 47 liegt bis einschließlich 21. Dezember 2026 aus, z. B. im Rathaus. Er gilt seit 2026. Zuletzt nichts.";
    document.querySelector("main").append(Object.assign(document.createElement("p"), { id: "stops", textContent: text }));
  });
  await press("start");
  for (let count = 0; count < 400 && !(await said()).some(({ text }) => text.startsWith("Zuletzt")); count += 1) await finish();
  const texts = (await said()).map(({ text }) => text);
  assert.deepEqual(texts.slice(-3), [
    "Der Bebauungsplan Nr. 47 liegt bis einschließlich 21. Dezember 2026 aus, z. B. im Rathaus.",
    "Er gilt seit 2026.",
    "Zuletzt nichts.",
  ]);
  await leave();
});

/** Puts a paragraph at the end of a page, reads the whole page, and gives all that was said, with the voices. */
async function readAll({ page, bar, said, finish }, html) {
  await bar.waitFor();
  await page.evaluate((html) => document.querySelector("main").append(Object.assign(document.createElement("p"), { innerHTML: html })), html);
  await bar.locator("[data-read=start]").click();
  const isReading = () => bar.locator("[data-read=stop]").isVisible();
  for (let count = 0; count < 600 && (await isReading()); count += 1) await finish();
  return (await said()).map(({ text, voice }) => [text, voice]);
}

test("words in another language are said by a voice of that language", async () => {
  const visitor = await open([ARABIC, LOCAL], `/ar/procedures/${OPEN}`);
  const said = await readAll(visitor, 'العنوان <bdi lang="de">Wohnen am Hafen</bdi> جديد.');
  assert.deepEqual(said.slice(-3), [
    ["العنوان", "Majed"],
    ["Wohnen am Hafen", "Anna"],
    ["جديد.", "Majed"],
  ]);
  assert.equal(await visitor.page.locator("[data-read-left-out]").isVisible(), false);
  await visitor.leave();
});

test("words in a language without a voice are left out, which the bar says", async () => {
  const visitor = await open([ENGLISH], `/en/procedures/${OPEN}`);
  const note = visitor.page.locator("[data-read-left-out]");
  assert.equal(await note.isVisible(), false);
  const said = await readAll(visitor, 'The plan <bdi lang="de">Wohnen am Hafen</bdi> is new.');
  assert.deepEqual(said.slice(-2), [
    ["The plan", "Daniel"],
    ["is new.", "Daniel"],
  ]);
  assert.ok(!said.some(([text]) => text.includes("Wohnen")), said.join(" | "));
  await visitor.page.getByText(texts("en")("layout.read_aloud.left_out"), { exact: true }).waitFor();
  await visitor.leave();
});

test("of the first question every answer is read, also the one that is a button, and no button that goes on", async () => {
  const visitor = await tools.visitor();
  await visitor.page.addInitScript(stub, [LOCAL]);
  await visitor.open("/de?ansicht=einfach");
  await visitor.open(`/de/procedures/${OPEN}/comment?step=place`);
  const bar = visitor.page.locator("[data-read-aloud]");
  await bar.waitFor();
  await bar.getByRole("button", { name: t("layout.read_aloud.start"), exact: true }).click();
  for (let count = 0; count < 30; count += 1) await visitor.page.evaluate(() => window.finish());
  const said = (await visitor.page.evaluate(() => window.said)).map(({ text }) => text);
  for (const answer of ["section", "address", "paper"]) assert.ok(said.includes(t(`statements.place.${answer}`)), said.join(" | "));
  assert.ok(said.includes(t("statements.map.open")), said.join(" | "));
  assert.ok(!said.includes(t("statements.step.next")) && !said.includes(t("statements.place.whole_act")), said.join(" | "));
  await visitor.leave();
});
