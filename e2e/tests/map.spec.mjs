// Choosing a place in four ways of equal worth, and the published comments on the map.

import assert from "node:assert/strict";
import { test } from "node:test";

import { accessibility, document as checked, overflow } from "../support/check.mjs";
import { until } from "../support/device.mjs";
import { OPEN } from "../support/journeys.mjs";
import { suite } from "../support/suite.mjs";
import { pattern, texts } from "../support/texts.mjs";

const t = texts("de");
const tools = suite();
const FORM = `/de/procedures/${OPEN}/comment`;
const NARROW = { viewport: { width: 320, height: 640 } };
const TEXT = "Hier fehlt eine Bank.";

/** Presses Tab until the element has the focus, then maybe another key: nothing is clicked. */
async function reach(page, locator, key) {
  for (let stops = 0; stops < 120; stops += 1) {
    if ((await locator.count()) && (await locator.evaluate((element) => element === document.activeElement))) {
      if (key) await page.keyboard.press(key);
      return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`the keyboard does not reach ${locator}`);
}

const chosen = (page) => page.locator(".place__chosen");
/** Waits until the point on the map is chosen: what was chosen is in sight, and the map is closed. */
async function taken(page) {
  await page.waitForURL(/#place$/);
  await page.locator("#map").waitFor({ state: "detached" });
  await until(async () => !(await chosen(page).innerText()).includes(t("statements.place.whole")), "a point is chosen");
  const isSeen = () =>
    chosen(page).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  await until(isSeen, "nobody has to scroll for it");
}
const summary = (page, key) => page.locator("summary", { hasText: t(key) });

/** Unfolds the ways to choose another place, by keyboard: at first only what is chosen shows. */
const unfold = (page) => reach(page, summary(page, "statements.place.change"), "Enter");

/** The same by pointing, in a language. */
const open = (page, language = "de") =>
  page.locator("summary", { hasText: texts(language)("statements.place.change") }).click();

/** Where data is saved the map stays a picture. */
function savesData() {
  Object.defineProperty(navigator, "connection", { value: { saveData: true } });
}

/** The four ways: each begins at the form and ends with what is shown as chosen. */
const WAYS = {
  "by street and number": async ({ page, live }) => {
    await unfold(page);
    await reach(page, summary(page, "statements.place.address"), "Enter");
    await reach(page, page.locator("#search"));
    await page.keyboard.type("hafenstr 3");
    await page.keyboard.press("Enter");
    await page.locator("#found").waitFor();
    await live();
    await reach(page, page.getByRole("button", { name: /^Hafenstraße 3\b/ }).first(), "Enter");
    await chosen(page).getByText("Hafenstraße 3").waitFor();
  },
  "by section": async ({ page, live }) => {
    await unfold(page);
    await reach(page, summary(page, "statements.place.section"), "Enter");
    const first = page.locator("#place .plan__list button").first();
    const label = await first.locator(".plan__label").textContent();
    await reach(page, first, "Enter");
    await chosen(page).getByText(label).waitFor();
    await live();
  },
  "by a point on the map": async ({ page, live, script }) => {
    await unfold(page);
    await reach(page, page.locator("#map-open"), "Enter");
    await page.locator("#map").waitFor();
    await live();
    if (script) await page.locator("#map.map--live .leaflet-container").waitFor();
    const take = page.locator("#map-take");
    // Nearer first: the middle stays where it is until the map is moved.
    await reach(page, page.locator("#map-in"), "Enter");
    if (!script) await page.waitForURL(/#map-in$/);
    for (const step of ["west", "north"]) {
      const before = await take.getAttribute("value");
      await reach(page, page.locator(`#map-${step}`), "Enter");
      // Without script the page comes again with the same button focused and another middle.
      if (!script) await page.waitForURL(new RegExp(`#map-${step}$`));
      await until(async () => (await take.getAttribute("value")) !== before, `the map moves ${step}`);
      assert.ok(await page.locator(`#map-${step}`).evaluate((button) => button === document.activeElement));
    }
    await reach(page, page.locator("#map-take"), "Enter");
    await taken(page);
    await live();
  },
  "by no particular place": async ({ page }) => {
    await chosen(page).getByText(t("statements.place.whole")).waitFor();
  },
};

for (const [way, choose] of Object.entries(WAYS)) {
  tools.both(
    `a place is chosen ${way} with the keyboard on a narrow screen`,
    async (visitor) => {
      const { page } = visitor;
      await visitor.open(FORM);
      await page.getByLabel(t("statements.body.label")).focus();
      await page.keyboard.type(TEXT);
      // From the top, as somebody comes to the page.
      await page.evaluate(() => {
        document.activeElement.blur();
        window.getSelection()?.removeAllRanges();
      });
      await page.locator("main").evaluate((main) => main.focus());
      await choose(visitor);
      assert.deepEqual(await overflow(page), []);
      assert.equal(await page.getByLabel(t("statements.body.label")).inputValue(), TEXT, "nothing is lost");
      const place = (await chosen(page).innerText()).replace(t("statements.place.chosen", { place: "" }), "").trim();
      await reach(page, page.getByRole("button", { name: t("statements.check_act") }).last(), "Enter");
      await visitor.arrive(t("statements.check.title"));
      assert.ok((await page.locator("main").innerText()).includes(place), place);
      await reach(page, page.getByRole("button", { name: t("statements.check.send") }), "Enter");
      await visitor.arrive(t("receipts.sent.title"));
      await visitor.press(t("receipts.sent.look"), { role: "link" });
      await visitor.arrive(pattern(t("receipts.view.title")));
      assert.ok((await page.locator("main").innerText()).includes(place), `the receipt says ${place}`);
    },
    NARROW,
  );
}

tools.both("an area of the drawing in the form leads to its button, or presses it", async (visitor, script) => {
  const { page } = visitor;
  await visitor.open(FORM);
  await page.getByLabel(t("statements.body.label")).fill(TEXT);
  await open(page);
  await summary(page, "statements.place.section").click();
  const area = page.locator("#place .plan__drawing g > a").last();
  const button = page.locator(await area.getAttribute("href"));
  const label = await button.locator(".plan__label").textContent();
  assert.equal(await page.locator("#place .plan__drawing").getAttribute("aria-hidden"), "true", "the list says the same");
  // In its own shape: the middle of its box may lie in another one.
  await area.locator("path").dispatchEvent("click");
  if (!script) {
    assert.ok(await button.evaluate((element) => element === document.activeElement), "its button has the focus");
    await page.keyboard.press("Enter");
  }
  await chosen(page).getByText(label).waitFor();
  assert.equal(await page.getByLabel(t("statements.body.label")).inputValue(), TEXT, "nothing is lost");
});

test("the live map is a named group, moved by keys and buttons, and says what lies in its middle", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await visitor.open(FORM);
  await page.getByLabel(t("statements.body.label")).fill(TEXT);
  assert.ok(!asked.some((url) => url.includes("leaflet") || url.includes("map.js")), "not before the map is opened");
  await open(page);
  await visitor.press(t("statements.map.open"));
  const map = page.getByRole("group", { name: t("statements.map.title") });
  await map.waitFor();
  assert.ok(asked.some((url) => url.includes("leaflet")), "Leaflet came with the map");
  assert.deepEqual(
    asked.filter((url) => !url.startsWith(tools.origin)),
    [],
    "nobody else is asked",
  );
  const take = page.locator("#map-take");
  const status = page.locator("#map .map__middle[role=status]");
  const value = () => take.getAttribute("value");
  const changed = async (act) => {
    const before = await value();
    await act();
    await page.waitForFunction((old) => document.getElementById("map-take").value !== old, before);
  };
  await map.focus();
  await changed(() => page.keyboard.press("ArrowLeft"));
  for (const name of ["north", "west", "south", "east"]) {
    await changed(() => page.locator(`#map-${name}`).click());
    const box = await page.locator(`#map-${name}`).boundingBox();
    assert.ok(box.height >= 44 && box.width >= 44, `${name}: ${box.width} × ${box.height}`);
  }
  for (const name of ["in", "out"]) {
    const box = await page.locator(`#map-${name}`).boundingBox();
    assert.ok(box.height >= 44 && box.width >= 44, `${name}: ${box.width} × ${box.height}`);
    await page.locator(`#map-${name}`).click();
  }
  // A click moves the cross; nothing has to be dragged.
  await changed(() => map.click({ position: { x: 60, y: 60 } }));
  await status.getByText(pattern(t("statements.map.middle"))).waitFor();
  // No single key does anything while the map has not the focus.
  await page.getByLabel(t("statements.body.label")).focus();
  const before = await value();
  await page.keyboard.type("+-");
  assert.equal(await value(), before);
  assert.deepEqual(await accessibility(page), []);
  await take.click();
  await taken(page);
  assert.equal(await page.getByLabel(t("statements.body.label")).inputValue(), `+-${TEXT}`, "nothing is lost");
  const whole = page.getByRole("button", { name: t("statements.place.whole_act") });
  assert.equal(await whole.isVisible(), false, "the ways to choose another place are folded");
  await open(page);
  assert.ok(await whole.isVisible(), "the whole plan can be chosen again");
  await visitor.leave();
});

tools.both(
  "on a telephone the map has numbers from the start, and a point that was taken leads back to what is chosen",
  async (visitor, script) => {
    const { page } = visitor;
    await visitor.open(`/de/procedures/${OPEN}?ansicht=einfach`);
    await visitor.open(FORM);
    await visitor.press(t("statements.map.open"));
    if (script) await page.locator("#map.map--live .leaflet-container").waitFor();
    const mark = page.locator(script ? ".leaflet-overlay-pane .plan__mark" : ".map__picture .plan__mark").first();
    assert.ok(await mark.isVisible(), "there is a number to go by");
    await page.locator("#map-take").click();
    await taken(page);
    assert.ok(await page.getByRole("button", { name: t("statements.place.whole_act") }).isVisible());
  },
  { viewport: { width: 390, height: 844 } },
);

test("the number of what lies in the middle stays in sight however near the live map is, and none covers another", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  await visitor.open(FORM);
  await open(page);
  await visitor.press(t("statements.map.open"));
  await page.locator("#map.map--live .leaflet-container").waitFor();
  const read = () =>
    page.locator("#map .map__live").evaluate((map) => {
      const frame = map.getBoundingClientRect();
      const boxes = [...map.querySelectorAll(".plan__mark")].map((mark) => mark.getBoundingClientRect());
      const isSeen = ({ width, x, y, right, bottom }) =>
        width > 0 && right > frame.x && x < frame.right && bottom > frame.y && y < frame.bottom;
      const seen = boxes.filter(isSeen);
      // Boxes of letters are higher than the letters: half of them may meet.
      const meet = (a, b) =>
        Math.min(a.right, b.right) - Math.max(a.x, b.x) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.y, b.y) > a.height / 2;
      const covered = seen.filter((one, at) => seen.slice(at + 1).some((other) => meet(one, other)));
      const svg = map.querySelector("svg");
      const middle = new DOMPoint(frame.x + frame.width / 2, frame.y + frame.height / 2);
      const there = middle.matrixTransform(svg.getScreenCTM().inverse());
      const lies = [...svg.querySelectorAll(".plan__ground")].some((shape) => shape.isPointInFill(there));
      return { lies, seen: seen.length, covered: covered.length, wide: svg.getBoundingClientRect().width };
    });
  for (let step = 0; step < 4; step += 1) {
    const { lies, seen, covered, wide } = await read();
    assert.ok(seen > 0 || !lies, `${step} steps nearer a number is there to go by`);
    assert.equal(covered, 0, `${step} steps nearer each is read`);
    await page.locator("#map-in").click();
    await until(async () => (await read()).wide > wide * 1.5, "the map comes nearer");
    // While it moves it hears no other wish.
    await page.waitForFunction(() => !document.querySelector(".leaflet-zoom-anim"));
  }
  await until(async () => (({ lies, seen }) => seen > 0 || !lies)(await read()), "and at the end as well");
  await visitor.leave();
});

tools.both("a mistake after a point was chosen comes into sight, and the point stays chosen", async (visitor, script) => {
  const { page } = visitor;
  visitor.expect(422);
  await visitor.open(FORM);
  await open(page);
  await visitor.press(t("statements.map.open"));
  await page.locator("#map").waitFor();
  await visitor.live();
  if (script) await page.locator("#map.map--live .leaflet-container").waitFor();
  const take = page.locator("#map-take");
  const value = () => take.getAttribute("value");
  const before = await value();
  await page.locator("#map-west").click();
  await until(async () => (await value()) !== before, "the map moves");
  await take.click();
  await taken(page);
  await visitor.live();
  const place = await chosen(page).innerText();

  // Without a text.
  await visitor.press(t("statements.check_act"));
  const summary = page.locator(".error-summary");
  await summary.waitFor();
  assert.equal(new URL(page.url()).hash, "");
  const isFocused = () => page.evaluate(() => Boolean(document.activeElement?.closest(".error-summary")));
  await until(isFocused, "what was wrong has the focus");
  assert.ok(await summary.evaluate((element) => element.getBoundingClientRect().top >= 0), "and is in sight");
  assert.equal(await chosen(page).innerText(), place);

  await page.getByLabel(t("statements.body.label")).fill(TEXT);
  await visitor.press(t("statements.check_act"));
  await visitor.arrive(t("statements.check.title"));
  assert.equal(new URL(page.url()).hash, "");
  await visitor.press(t("statements.check.send"));
  await visitor.arrive(t("receipts.sent.title"));
  assert.equal(new URL(page.url()).hash, "");
});

test("where data is saved, the map stays a picture that works", async () => {
  const visitor = await tools.visitor();
  const { page } = visitor;
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.addInitScript(savesData);
  await page.goto(FORM);
  await open(page);
  await page.getByRole("button", { name: t("statements.map.open") }).click();
  await page.locator("#map .map__picture").waitFor();
  await page.locator("#map-in").click();
  await page.waitForURL(/#map-in$/);
  assert.ok(!asked.some((url) => url.includes("leaflet")));
  await page.locator("#map-take").click();
  await page.waitForURL(/#place$/);
  assert.ok(!(await chosen(page).innerText()).includes(t("statements.place.whole")));
  await visitor.leave();
});

tools.both("map and list of comments say the same as the API", async (visitor, script) => {
  const { page } = visitor;
  const answer = await fetch(`${tools.origin}/api/v1/procedures?limit=100`);
  const { items } = await answer.json();
  const counted = await Promise.all(
    items.map(async ({ slug }) => {
      const url = `${tools.origin}/api/v1/procedures/${slug}/statements?located=true&limit=100`;
      return { slug, numbers: (await (await fetch(url)).json()).items.map(({ number }) => number) };
    }),
  );
  const { slug, numbers } = counted.sort((a, b) => b.numbers.length - a.numbers.length)[0];
  assert.ok(numbers.length >= 3, `the demonstration has ${numbers.length} located comments`);
  await visitor.open(`/de/procedures/${slug}/comments`);
  await visitor.press(t("statements.map.show"), { role: "link" });
  await page.locator("#map").waitFor();
  await visitor.live();
  if (script) await page.locator(".map--live .leaflet-marker-icon").first().waitFor();
  const markers = page.locator(script ? ".leaflet-marker-icon" : ".map__picture .map__marker");
  const names = await markers.evaluateAll((all) => all.map((marker) => marker.getAttribute("aria-label")));
  const cards = await page.locator("#comments article").evaluateAll((all) => all.map((card) => card.id));
  assert.deepEqual(cards, numbers.map((number) => `statement-${number}`));
  // Those that would cover each other are one, whose name says which they are.
  const said = names.flatMap((name) => {
    const [before, after] = t("statements.map.comments_group").split("{{amount}}")[1].split("{{numbers}}");
    const group = name.split(before)[1]?.replace(after, "");
    return group?.match(/^[\d, ]+$/) ? group.split(", ").map(Number) : [Number(name.match(/\d+/)[0])];
  });
  assert.deepEqual(said.toSorted((a, b) => a - b), numbers.toSorted((a, b) => a - b), "each stands in one marker");
  const boxes = await markers.evaluateAll((all) => all.map((marker) => marker.getBoundingClientRect()));
  const cover = (a, b) => Math.min(a.right, b.right) - Math.max(a.x, b.x) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.y, b.y) > 1;
  const far = (a, b) => Math.hypot(a.x - b.x, a.y - b.y) >= a.width - 1;
  assert.ok(
    boxes.every((one, at) => boxes.slice(at + 1).every((other) => !cover(one, other) || far(one, other))),
    "none covers another",
  );
  // Those without a place are not passed over in silence.
  const { published_statements: all } = await (await fetch(`${tools.origin}/api/v1/procedures/${slug}`)).json();
  assert.ok(all > numbers.length, `${all} comments, ${numbers.length} with a place`);
  await page.getByText(t("statements.map.placed", { placed: numbers.length, all })).waitFor();
  assert.equal(new Set(names).size, names.length, "names are unique");
  assert.deepEqual(await overflow(page), []);
  // What examines a page needs script itself; without it the document is read.
  assert.deepEqual(script ? await accessibility(page) : await checked(await page.content()), []);
  // From a marker to its comment in the list, and back.
  const alone = await markers.evaluateAll((all) => all.findIndex((marker) => !marker.classList.contains("map__marker--group")));
  assert.ok(alone >= 0, "one stands alone");
  const first = markers.nth(alone);
  const card = `statement-${names[alone].match(/\d+/)[0]}`;
  await first.focus();
  await page.keyboard.press("Enter");
  if (script) {
    await page.waitForFunction((id) => document.activeElement.id === id, card);
    await page.keyboard.press("Escape");
    assert.ok(await first.evaluate((marker) => marker === document.activeElement), "Esc returns to the marker");
  } else {
    await page.waitForURL(new RegExp(`#${card}$`));
  }
  // The same filter holds for both.
  const section = page.getByLabel(t("statements.comments.section"));
  const options = await section.locator("option").evaluateAll((all) => all.map((option) => option.value));
  await section.selectOption(options[1]);
  await page.getByRole("button", { name: t("common.apply") }).click();
  await page.waitForURL(new RegExp(`section=${options[1]}`));
  await page.locator("#comments").waitFor();
  const listed = await page.locator("#comments article").count();
  const url = `${tools.origin}/api/v1/procedures/${slug}/statements?located=true&limit=100&section=${options[1]}`;
  assert.equal(listed, (await (await fetch(url)).json()).items.length);
  assert.equal(await page.locator(".map__picture [data-at]").count(), listed);
});

test("near comments are one marker that comes nearer or leads to the list, also on a phone, and the plan fills the map", async () => {
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 900 },
  ]) {
    const visitor = await tools.visitor({ viewport });
    const { page } = visitor;
    await visitor.open("/de/procedures/solarpark-am-galgenberg/comments?map=1");
    await page.locator(".map--live .leaflet-marker-icon").first().waitFor();
    const wide = () => page.locator(".map__live svg").evaluate((plan) => plan.getBoundingClientRect().width);
    const frame = await page.locator(".map__live").evaluate((map) => map.getBoundingClientRect().width);
    assert.ok((await wide()) > frame * 0.4, `${await wide()} of ${frame}`);
    const group = page.locator(".map__live .map__marker--group").first();
    if (await group.count()) {
      const before = await wide();
      await group.focus();
      await page.keyboard.press("Enter");
      const isDone = async () =>
        (await wide()) > before * 1.5 || (await page.evaluate(() => document.activeElement.id.startsWith("statement-")));
      await until(isDone, "it comes nearer, or the list has the focus");
    }
    await visitor.leave();
  }
});

for (const [what, options, path] of [
  ["in the dark", { colorScheme: "dark" }, "de"],
  ["in forced colours", { forcedColors: "active" }, "de"],
  ["from right to left", {}, "ar"],
  ["on a phone", { viewport: { width: 390, height: 844 } }, "de"],
  ["on a narrow screen", NARROW, "en"],
]) {
  test(`the open map is accessible ${what}`, async () => {
    // Live, as a picture where data is saved, and as a picture in a browser without script.
    for (const shown of ["live", "picture", "without script"]) {
      const visitor = await tools.visitor({ script: shown !== "without script", ...options });
      const { page } = visitor;
      if (shown === "picture") await page.addInitScript(savesData);
      const ready = async () => shown === "live" && visitor.live();
      await page.goto(`/${path}/procedures/${OPEN}/comment`);
      await ready();
      await open(page, path);
      await page.locator("#map-open").click();
      await page.locator("#map").waitFor();
      await ready();
      await page.locator(shown === "live" ? ".map--live .leaflet-container svg" : "#map .map__picture").first().waitFor();
      assert.deepEqual(await overflow(page), []);
      // East is where east is, in every direction of writing.
      const centre = async (name) => {
        const { x, width } = await page.locator(`#map-${name}`).boundingBox();
        return x + width / 2;
      };
      assert.ok((await centre("west")) < (await centre("east")), "the map is never mirrored");
      // What examines a page needs script itself; without it the document is read as the server sent it.
      if (shown === "without script") assert.deepEqual(await checked(await (await page.reload()).text()), []);
      else assert.deepEqual(await accessibility(page), []);
      await visitor.leave();
    }
  });
}
