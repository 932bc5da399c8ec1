// On a weak line: what was read can be read again, and the worker stands in nobody's way.

import assert from "node:assert/strict";

import { read, until } from "../support/device.mjs";
import { FORM, PLAN, body, live, note, offline, press, receipt, saving } from "../support/offline.mjs";
import { pattern, texts } from "../support/texts.mjs";

const t = texts("de");
const tools = offline();
const { story, storyBehind, withoutNetwork } = tools;

story("a page that was read can be read without network and says of when it is", async ({ page }) => {
  await read(page, "/de");
  await read(page, PLAN);
  await withoutNetwork(async () => {
    await page.goto(PLAN);
    const heading = await page.locator("h1").innerText();
    assert.match(heading, /Hafenquartier/);
    await page.locator("#device").getByText(pattern(t("device.stored.title", { moment: "{{moment}}" }))).waitFor();
    // Its style came along.
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector(".site-header")).borderBlockEndStyle), "none");

    // What was never read: a page that says so and lists what is there.
    await page.goto("/de/imprint");
    await page.getByText(t("device.offline.asked_text")).waitFor();
    assert.equal(await page.getByRole("link", { name: t("device.offline.again") }).getAttribute("href"), "/de/imprint");
    const listed = await page.locator("#device-pages a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
    assert.deepEqual(listed.sort(), ["/de", PLAN]);
    await page.locator("#device-pages a", { hasText: "Hafenquartier" }).click();
    await page.locator("h1", { hasText: "Hafenquartier" }).waitFor();
  });
  await page.goto(PLAN);
  await page.locator("h1", { hasText: "Hafenquartier" }).waitFor();
  assert.equal(await page.locator("meta[name=stored]").count(), 0, "with network the page is new");
});

story("the page without network leads to pages of this site alone, whatever its address names", async ({ page }) => {
  const asked = page.locator("#device-asked");
  for (const away of ["//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example", "https://elsewhere.example/"]) {
    await page.goto(`/de/offline?from=${encodeURIComponent(away)}`);
    await live(page);
    assert.equal(await asked.isVisible(), false, away);
  }
  await page.goto(`/de/offline?from=${encodeURIComponent("/de/imprint")}`);
  await asked.waitFor();
});

story("pages that the program shows without loading them are kept as well", async ({ page }) => {
  await read(page, "/de");
  await live(page);
  await page.locator(`a[href="${PLAN}"]`).first().click();
  await page.locator("h1", { hasText: "Hafenquartier" }).waitFor();
  await until(() => page.evaluate((path) => caches.match(path).then(Boolean), PLAN), "the page is kept");
  await withoutNetwork(async () => {
    await page.goto("/de");
    await page.locator(`a[href="${PLAN}"]`).first().click();
    await page.locator("h1", { hasText: "Hafenquartier" }).waitFor();
  });
});

/** Longer than the worker waits for the network before it shows a copy, in milliseconds. */
const SLOW = 4500;

const isCopy = async (page) => (await page.locator("meta[name=stored]").count()) > 0;

const here = (page) => page.evaluate(() => location.pathname + location.search);

storyBehind("on a slow line a page that was read is there at once, and never in place of another query", async (page, front) => {
  await read(page, PLAN);
  const section = await page.locator(".plan__list a").first().getAttribute("href");
  const id = new URL(section, front.origin).searchParams.get("place").replace("section:", "");
  const [chosen, other] = [`${PLAN}/comments?section=${id}`, `${PLAN}/comments?section=${crypto.randomUUID()}`];

  // Its copy comes before the network does.
  front.slow = (path) => (path === PLAN ? SLOW : 0);
  await page.goto(PLAN);
  assert.ok(await isCopy(page), "the copy is shown");

  // With another query it is another page: it is waited for, however slow the line.
  front.slow = (path) => (path.startsWith(PLAN) ? SLOW : 0);
  await page.goto(chosen);
  assert.deepEqual([await here(page), await isCopy(page)], [chosen, false]);

  // Read once, it has a copy of its own.
  await until(() => page.evaluate((wanted) => caches.match(wanted).then(Boolean), chosen), "the page with its query is kept");
  await page.goto(chosen);
  assert.deepEqual([await here(page), await isCopy(page)], [chosen, true]);

  // Without network the one that was never read is not there, and that is said; what is nearest to it stands first.
  front.isAway = true;
  await page.goto(other);
  await page.getByText(t("device.offline.asked_text")).waitFor();
  assert.equal(await page.getByRole("link", { name: t("device.offline.again") }).getAttribute("href"), other);
  const [first] = await page.locator("#device-pages a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  assert.equal(first, `${PLAN}/comments`);
});

story("without network the switch of languages leads to the page as it was read in that language", async ({ page }) => {
  await read(page, "/en");
  await read(page, "/de");
  await withoutNetwork(async () => {
    await page.goto("/de");
    await page.locator(".language-switch summary").click();
    await page.locator('.language-switch a[hreflang="en"]').click();
    await page.locator('html[lang="en"]').waitFor();
    assert.deepEqual([await here(page), await isCopy(page)], ["/en", true]);
  });
});

storyBehind("on a slow line the form comes with what its author wrote, not as the empty copy", async (page, front) => {
  const written = "Vor dem Funkloch geschrieben.";
  await read(page, FORM);
  front.slow = (path) => (path.startsWith(FORM) ? SLOW : 0);
  await body(page).fill(written);
  await press(page, "statements.save_act");
  await page.waitForFunction((text) => document.readyState === "complete" && document.getElementById("body")?.defaultValue === text, written);
  assert.equal(await isCopy(page), false);
  // Without network there is the copy only, and it says so.
  front.isAway = true;
  await page.goto(FORM);
  assert.ok(await isCopy(page));
  await page.locator("#device").getByText(pattern(t("device.stored.title", { moment: "{{moment}}" }))).waitFor();
});

storyBehind("a device whose store answers nothing shows every page all the same", async (first, front) => {
  const stuck = `self.addEventListener("activate", () => { Cache.prototype.match = Cache.prototype.put = () => new Promise(() => {}); });`;
  front.change = (path, text) => (path === "/worker.js" ? `${stuck}\n${text}` : text);
  await first.goto("/de/r");
  await until(() => first.evaluate(() => Boolean(navigator.serviceWorker.controller)), "the worker has taken over");
  // In a window of its own nothing is at hand: every file comes through the worker.
  const page = await first.context().newPage();
  await first.close();
  await page.goto("/de/r", { waitUntil: "commit" });
  await page.getByLabel(t("receipts.find.label")).fill("AAAA-BBBB-CCCC");
  await press(page, "receipts.find.act");
  await page.locator(".error-summary").waitFor();
  assert.equal(await page.getByLabel(t("receipts.find.label")).inputValue(), "AAAA-BBBB-CCCC");
});

storyBehind("a new version takes over at the next page and lets go of what the old one kept", async (page, front) => {
  // The same server, whose worker says that it is of another binary.
  let version;
  front.change = (path, text) => (path === "/worker.js" && version ? text.replace(/"version":"[0-9a-f]+"/, `"version":"${version}"`) : text);
  await read(page, PLAN);
  const names = () => page.evaluate(() => caches.keys());
  const old = await names();
  version = "aaaaaaaaaaaaaaaa";
  await page.goto("/de");
  const waits = () => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting));
  await until(waits, "the new worker waits");
  assert.ok((await names()).some((name) => old.includes(name)), "the page that is open keeps its worker");
  await page.goto("/de/procedures");
  await until(async () => (await names()).every((name) => name.endsWith(version)), "the old caches are gone");
  await until(() => page.evaluate(() => caches.match("/de/procedures").then(Boolean)), "the page that is open is kept by the new one");
});

story("switched off by the operator, the worker leaves and forgets", async ({ page }) => {
  await read(page, PLAN);
  await withoutNetwork(async () => {}, { TEILHABE_OFFLINE: "off" });
  await page.goto("/de");
  assert.equal(await page.locator("meta[name=worker]").count(), 0);
  await until(
    () =>
      page.evaluate(async () => {
        const registrations = await navigator.serviceWorker.getRegistrations();
        return !registrations.length && !(await caches.keys()).length;
      }),
    "the worker is gone",
  );
  // What is kept there is not said to be there without network.
  await page.goto(FORM);
  await page.getByLabel(t("device.keep.label")).waitFor();
  assert.equal(await page.getByText(t("device.keep.offline"), { exact: true }).isVisible(), false);
  await tools.server.pause();
});

story("a barrier report that cannot be sent stays on the screen, question by question, and is sent later", async ({ page }) => {
  const problem = page.getByLabel(t("accessibility.report.problem"));
  const stays = async () => {
    await page.getByText(t("device.no_network.title")).waitFor();
    assert.equal(await page.locator("#device-queue").count(), 0, "nothing of it waits on the device");
  };
  await page.goto("/de?ansicht=einfach");
  await page.goto("/de/accessibility/report");
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await live(page);
  await problem.fill("Die Karte lässt sich nicht bedienen.");
  await withoutNetwork(async () => {
    await press(page, "statements.step.next");
    await stays();
    assert.equal(await problem.inputValue(), "Die Karte lässt sich nicht bedienen.");
  });
  await press(page, "statements.step.next");
  await page.locator("h1", { hasText: t("accessibility.report.page") }).waitFor();
  await press(page, "statements.step.next");
  await page.locator("h1", { hasText: t("statements.reply.title") }).waitFor();
  await live(page);
  await withoutNetwork(async () => {
    await press(page, "accessibility.report.act");
    await stays();
  });
  await press(page, "accessibility.report.act");
  await page.locator("h1", { hasText: t("accessibility.sent.title") }).waitFor();
});

story(
  "who saves data gets no program and nothing ahead of time, and only where a comment is written what keeps it",
  async ({ page }) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const workers = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    await page.goto(PLAN);
    await page.waitForTimeout(2500);
    assert.deepEqual([await workers(), await page.evaluate(async () => (await caches.keys()).length)], [0, 0]);
    await page.goto(`${PLAN}?ansicht=einfach`);
    const first = `${FORM}?step=place`;
    await read(page, first);
    await page.waitForTimeout(2500);
    assert.equal(await workers(), 1);
    // The two scripts that would load the program are named in the head, so that they come along unused.
    assert.deepEqual(asked.filter((path) => /\.wasm$|\/texts-/.test(path)), []);
    const pages = await page.evaluate(async () => {
      const name = (await caches.keys()).find((name) => name.startsWith("pages-"));
      return (await (await caches.open(name)).keys()).map(({ url }) => url.slice(location.origin.length));
    });
    assert.deepEqual(pages.sort(), ["/de/offline", first].sort(), "the question after the first one is not kept ahead");
  },
  saving,
);

story(
  "what who saves data wrote without network waits and is sent, as the form promises",
  async ({ page }) => {
    await read(page, FORM);
    await page.getByText(t("device.keep.offline"), { exact: true }).waitFor();
    await withoutNetwork(async () => {
      await page.goto(FORM);
      await body(page).fill("Aus dem Funkloch, sparsam.");
      await press(page, "statements.check_act");
      await page.getByText(t("device.no_network.title")).waitFor();
      await press(page, "device.no_network.queue");
      await page.locator("#device [data-part=waiting]").waitFor();
      await page.goto("about:blank");
    });
    const before = await tools.next("davor");
    await page.goto("/de");
    assert.equal((await receipt(page)).number, before + 1);
    await note(page);
  },
  saving,
);
