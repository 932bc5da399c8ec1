// On a weak line: what was read can be read again, what was typed is kept if wished, what waits is sent once.
//
// “No network” is a server that is not there: pages and the service worker see the same, and the browser does not know.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { change, leftovers, read, until, withDevice } from "../support/device.mjs";
import { withFront } from "../support/front.mjs";
import { OPEN } from "../support/journeys.mjs";
import { pdf } from "../support/pdf.mjs";
import { PASSWORD, account, startServer } from "../support/server.mjs";
import { pattern, texts } from "../support/texts.mjs";

const t = texts("de");
const PLAN = `/de/procedures/${OPEN}`;
const FORM = `${PLAN}/comment`;
/** The demonstration's procedure whose period is over. */
const OVER = "solarpark-am-galgenberg";

let server;
before(async () => {
  server = await startServer();
});
after(() => server?.stop());

/** A test with a device of its own and a server that runs when it begins. */
function story(name, tell, prepare) {
  test(name, async () => {
    if (!server.isRunning()) await server.resume();
    await withDevice(server.origin, tell, prepare);
  });
}

/** Ends the server, runs something, starts the server again. */
async function withoutNetwork(act, settings) {
  await server.pause();
  try {
    await act();
  } finally {
    await server.resume(settings);
  }
}

/** The program of the page runs: its form sends in the background. */
const live = (page) => page.waitForLoadState("networkidle");
const body = (page) => page.getByLabel(t("statements.body.label"));
/** Gives a name, which is asked for when a box is ticked. */
async function sign(page, name) {
  await page.getByLabel(t("statements.person.wish")).check();
  await page.getByLabel(t("statements.person.name")).fill(name);
}
const press = (page, key) => page.getByRole("button", { name: t(key), exact: true }).click();
/** Number and code that a receipt's message says. */
async function receipt(page) {
  const message = page.locator("#device [data-part=sent]");
  await message.waitFor();
  const [, number] = (await message.innerText()).match(/Nummer (\d+)/);
  return { number: Number(number), code: await message.locator("[data-slot=code]").innerText() };
}
/** Says that the receipt's code is noted. */
const note = (page) => page.locator("#device [data-part=sent]").getByRole("button", { name: t("device.sent.noted") }).click();
/** Sends a comment by the API and answers its number: how many there are by now. */
async function next(text) {
  const answer = await fetch(`${server.origin}/api/v1/procedures/${OPEN}/statements`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ body: text, submission_key: crypto.randomUUID() }),
  });
  return (await answer.json()).number;
}

story("the button below the form stays under the finger when the box comes that keeps a draft", async ({ page }) => {
  const top = () => page.locator("#comment-form button[value=check]").evaluate((button) => button.getBoundingClientRect().top + scrollY);
  await page.route("**/pkg/**/*.js", (route) => route.abort());
  await page.goto(FORM);
  const before = await top();
  await page.unroute("**/pkg/**/*.js");
  await page.goto(FORM);
  await page.getByLabel(t("device.keep.label")).waitFor();
  assert.equal(await top(), before);
});

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

story("a whole journey leaves nothing personal on the device", async ({ page }) => {
  const secret = `Vertraulich ${crypto.randomUUID()}`;
  await read(page, PLAN);
  await read(page, FORM);
  await body(page).fill(secret);
  await sign(page, "Erika Geheim");
  await page.getByLabel(t("statements.files.label")).setInputFiles({ name: "geheim.pdf", mimeType: "application/pdf", buffer: pdf("geheim") });
  await press(page, "statements.check_act");
  await page.locator("h1", { hasText: t("statements.check.title") }).waitFor();
  await page.goto(FORM);
  await page.waitForTimeout(2500);
  await page.goto(`${FORM}/check`);
  await press(page, "statements.check.send");
  await page.locator("h1", { hasText: t("receipts.sent.title") }).waitFor();
  const code = (await page.locator(".receipt-code__code").innerText()).replace(/[\s-]/g, "");
  await page.waitForTimeout(2500);
  await page.goto(`/de/r/${code}`);
  await page.goto(`/de/r/${code}/withdraw`);
  await page.goto("/de/sign-in");
  await page.getByLabel(t("identity.sign_in.email")).fill(account("clerk"));
  await page.getByLabel(t("identity.sign_in.password")).fill(PASSWORD);
  await page.locator("main").getByRole("button", { name: t("identity.sign_in.act") }).click();
  await page.locator("h1", { hasText: t("admin.dashboard.title") }).waitFor();
  await page.goto(PLAN);
  await page.waitForTimeout(2500);
  const { kept, stored, local, session } = await leftovers(page);
  const allowed = /^\/(pkg|files\/(arms|colours))\/|^\/de\/offline$|^\/de\/procedures\/hafenquartier-nord(\/comment)?$/;
  assert.deepEqual(kept.filter(({ path }) => !allowed.test(path)).map(({ path }) => path), []);
  assert.ok(kept.some(({ path }) => path === FORM), "the empty form is kept");
  for (const { path, text } of kept)
    for (const word of [secret, "Erika Geheim", code, account("clerk")]) assert.ok(!text.includes(word), `${path} holds ${word}`);
  assert.deepEqual([stored, local, session], [[], {}, {}]);
});

story("a draft stays on the device only where its box was ticked, for seven days", async (device) => {
  let { page } = device;
  const box = () => page.getByLabel(t("device.keep.label"));
  await read(page, FORM);
  await box().waitFor();
  await body(page).fill("Ohne Haken.");
  // Twice the pause in typing after which a draft is stored.
  await page.waitForTimeout(600);
  page = await device.restart();
  await page.goto(FORM);
  await box().waitFor();
  // The box comes last: a draft that was kept would be offered by now.
  assert.deepEqual((await leftovers(page)).stored, []);
  assert.equal(await page.locator("#device [data-part=draft]").count(), 0);

  await box().check();
  await body(page).fill("Mit Haken.");
  await page.getByLabel(t("statements.reply.email")).check();
  await page.getByLabel(t("statements.person.email")).fill("erika@example.org");
  await until(async () => (await leftovers(page)).stored[0]?.entry.fields.email === "erika@example.org", "the draft is stored");
  page = await device.restart();
  await withoutNetwork(async () => {
    await page.goto(FORM);
    await page.locator("#device").getByText(pattern(t("device.draft.title", { moment: "{{moment}}" }))).waitFor();
    assert.equal(await body(page).inputValue(), "", "nothing is put into the form unasked");
    await page.locator("#device [data-part=draft] [data-act=restore] button").click();
    assert.equal(await body(page).inputValue(), "Mit Haken.");
    assert.equal(await page.getByLabel(t("statements.person.email")).inputValue(), "erika@example.org");
    assert.ok(await page.getByLabel(t("statements.reply.email")).isChecked());
  });

  // What was typed since is not overwritten; the draft is offered.
  await page.goto(FORM);
  await body(page).fill("Neu getippt.");
  await page.locator("#device [data-part=draft]").waitFor();
  assert.equal(await body(page).inputValue(), "Neu getippt.");

  const week = 7 * 24 * 3600 * 1000;
  await change(page, "drafts", { at: Date.now() - week + 60_000 });
  await page.goto(FORM);
  await page.locator("#device [data-part=draft]").waitFor();
  await page.clock.install({ time: Date.now() + 120_000 });
  await page.goto(FORM);
  await until(async () => !(await leftovers(page)).stored.length, "the draft has ended");
  assert.equal(await page.locator("#device [data-part=draft]").count(), 0);
});

story("a draft that is put back hides nothing that it holds", async ({ page }) => {
  await read(page, FORM);
  await page.getByLabel(t("device.keep.label")).check();
  await sign(page, "Erika Muster");
  await until(async () => (await leftovers(page)).stored[0]?.entry.fields.name === "Erika Muster", "the draft is stored");
  await page.goto(FORM);
  assert.equal(await page.getByLabel(t("statements.person.name")).isVisible(), false);
  await page.locator("#device [data-part=draft] [data-act=restore] button").click();
  await page.getByLabel(t("statements.person.name")).waitFor();
  assert.equal(await page.getByLabel(t("statements.person.name")).inputValue(), "Erika Muster");
});

story("a draft that is put back is about the place that it says", async ({ page }) => {
  await read(page, PLAN);
  const about = await page.locator('main a[href*="place=section"]').first().getAttribute("href");
  await page.goto(about);
  const place = () => page.locator('#comment-form input[type="hidden"][name="place_ref"]').inputValue();
  const chosen = await place();
  assert.ok(chosen, "a section is chosen");
  await page.getByLabel(t("device.keep.label")).check();
  await body(page).fill("Über diese Fläche.");
  await until(async () => (await leftovers(page)).stored[0]?.entry.fields.body === "Über diese Fläche.", "the draft is stored");
  await page.goto(FORM);
  assert.equal(await place(), "");
  await page.locator("#device [data-part=draft] [data-act=restore] button").click();
  assert.equal(await place(), chosen);
});

story("forgetting everything empties the device and the drafts on the server", async ({ page }) => {
  await read(page, FORM);
  await page.getByLabel(t("device.keep.label")).check();
  await body(page).fill("Bitte vergessen.");
  await press(page, "statements.save_act");
  await page.waitForLoadState();
  await page.getByRole("link", { name: t("device.forget.title") }).click();
  await press(page, "device.forget.act");
  await page.getByText(t("device.forget.done"), { exact: true }).waitFor();
  const { kept, stored } = await leftovers(page);
  assert.deepEqual(stored, []);
  assert.deepEqual(kept.filter(({ cache }) => cache.startsWith("pages-")).map(({ path }) => path), []);
  await page.goto(FORM);
  assert.equal(await body(page).inputValue(), "");
  assert.equal(await page.locator("#device [data-part=draft]").count(), 0);
});

story("on a device that others use everything is forgotten without network", async ({ page }) => {
  const shown = (id) => until(() => page.evaluate((id) => document.activeElement?.id === id, id), `the focus is at ${id}`);
  const pages = async () => (await leftovers(page)).kept.filter(({ cache }) => cache.startsWith("pages-")).map(({ path }) => path);
  await read(page, PLAN);
  await read(page, FORM);
  await live(page);
  await withoutNetwork(async () => {
    await page.goto(FORM);
    await body(page).fill("Nicht für andere.");
    await press(page, "statements.check_act");
    await page.getByText(t("device.no_network.title")).waitFor();
    await press(page, "device.no_network.queue");
    await page.locator("#device [data-part=waiting]").waitFor();
    // Its own page is not kept; what stands for it does the same.
    await page.goto("/de/forget");
    await shown("forget-title");
    assert.equal(await page.locator("#device-asked").isVisible(), false);
    await press(page, "device.forget.act");
    await shown("device-forgotten");
    await page.getByText(t("device.forget.here"), { exact: true }).waitFor();
    await page.getByText(t("device.forget.here_text"), { exact: true }).waitFor();
    assert.equal(await page.locator("#device [data-part]").count(), 0);
    assert.deepEqual((await leftovers(page)).stored, []);
    assert.deepEqual((await pages()).filter((path) => !path.endsWith("/offline")), []);
    // The page that says so is there again, and its style.
    await page.goto(PLAN);
    await page.locator("h1", { hasText: t("device.offline.title") }).waitFor();
    await page.getByText(t("device.offline.no_pages")).waitFor();
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector(".site-header")).borderBlockEndStyle), "none");
  });
  // With network the same button forgets on the server as well.
  await press(page, "device.forget.act");
  await page.getByText(t("device.forget.done"), { exact: true }).waitFor();
  assert.equal(await page.locator("form#forget").count(), 0);
  assert.deepEqual(await pages(), []);
});

story("a comment with a file waits without network and arrives once, although two pages send it", async ({ page, context }) => {
  await read(page, FORM);
  await live(page);
  await withoutNetwork(async () => {
    // Never opened online with this text: the kept empty form.
    await page.goto(FORM);
    await body(page).fill("Aus dem Funkloch.");
    await page.getByLabel(t("statements.files.label")).setInputFiles({ name: "funkloch.pdf", mimeType: "application/pdf", buffer: pdf("Funkloch") });
    await press(page, "statements.check_act");
    await page.getByText(t("device.no_network.title")).waitFor();
    assert.equal(await body(page).inputValue(), "Aus dem Funkloch.", "the form stays");
    assert.deepEqual((await leftovers(page)).stored, [], "nothing is stored before the button is pressed");
    await press(page, "device.no_network.queue");
    await page.locator("#device [data-part=waiting]").waitFor();
    const [{ entry, files }] = (await leftovers(page)).stored;
    assert.deepEqual([entry.fields.body, files], ["Aus dem Funkloch.", ["funkloch.pdf"]]);
  });
  // Without the lock that keeps pages from sending at the same moment, the server alone sees to it.
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined }));
  const before = await next("davor");
  const other = await context.newPage();
  await Promise.all([page.goto("/de"), other.goto("/de/procedures")]);
  const found = await Promise.any([receipt(page), receipt(other)]);
  await page.waitForTimeout(1500);
  assert.equal(await next("danach"), before + 2);
  assert.equal(found.number, before + 1);
  await page.goto(`/de/r/${found.code}`);
  assert.match(await page.locator("main").innerText(), /Aus dem Funkloch\.[^]*funkloch\.pdf/);
  await receipt(page);
  await note(page);
  await until(async () => !(await leftovers(page)).stored.length, "nothing is left once the code is noted");
  assert.ok(!(await leftovers(page)).kept.some(({ text }) => text.includes(found.code)));
});

story("without network the simplified view says which answers go along that nobody was asked for yet", async ({ page }) => {
  await page.goto(`${PLAN}?ansicht=einfach`);
  await read(page, `${FORM}?step=text`);
  await live(page);
  await withoutNetwork(async () => {
    await body(page).fill("Aus dem Funkloch.");
    await press(page, "statements.step.next");
    await page.getByText(t("device.no_network.unasked")).waitFor();
    assert.deepEqual(await page.locator("#device-queue li:visible").allInnerTexts(), [
      `${t("statements.check.reply")}: ${t("statements.reply.none")}`,
      `${t("statements.check.publish")}: ${t("statements.publish.no")}`,
    ]);
  });
});

story("without network a step that hides the name sends it along where the answer to another one needs it", async ({ page }) => {
  await page.goto(`${PLAN}?ansicht=einfach`);
  await read(page, `${FORM}?step=text`);
  await body(page).fill("Bitte per Post antworten.");
  await press(page, "statements.step.next");
  await page.locator("h1", { hasText: t("statements.reply.title") }).waitFor();
  await page.getByLabel(t("statements.reply.post")).check();
  const address = { name: "Erika Muster", street: "Weg 1", postal_code: "12345", city: "Musterstadt" };
  for (const [name, value] of Object.entries(address)) await page.locator(`#${name}`).fill(value);
  await press(page, "statements.step.next");
  await page.locator("h1", { hasText: t("statements.publish.title") }).waitFor();
  await live(page);
  await withoutNetwork(async () => {
    assert.equal(await page.locator("#name").isVisible(), false);
    await press(page, "statements.step.next");
    await page.getByText(t("device.no_network.title")).waitFor();
    await press(page, "device.no_network.queue");
    await page.locator("#device [data-part=waiting]").waitFor();
    const [{ entry }] = (await leftovers(page)).stored;
    for (const [name, value] of Object.entries(address)) assert.equal(entry.fields[name], value, name);
  });
  await page.goto("/de");
  await receipt(page);
  await note(page);
});

story("a checked comment that could not be sent is sent later, once", async ({ page }) => {
  await read(page, FORM);
  await live(page);
  await body(page).fill("Geprüft, aber ohne Netz.");
  await press(page, "statements.check_act");
  await page.locator("h1", { hasText: t("statements.check.title") }).waitFor();
  await live(page);
  const before = await next("davor");
  await withoutNetwork(async () => {
    await press(page, "statements.check.send");
    await page.getByText(t("device.no_network.title")).waitFor();
    await press(page, "device.no_network.queue");
    await page.locator("#device [data-part=waiting]").waitFor();
  });
  // Whatever becomes of the page, the receipt stands on the next one, until its author has the code.
  await page.goto("/de");
  const { number, code } = await receipt(page);
  assert.equal(number, before + 1);
  await page.waitForTimeout(3500);
  await page.reload();
  assert.deepEqual(await receipt(page), { number, code });
  await page.goto("/de/procedures");
  assert.deepEqual(await receipt(page), { number, code });
  const paper = page.locator("#device").getByRole("link", { name: t("receipts.sent.pdf") });
  assert.equal(await paper.getAttribute("href"), `/files/receipts/${code}.pdf`);
  assert.ok(!JSON.stringify((await leftovers(page)).stored).includes(code), "the code itself is not stored");
  await note(page);
  await until(async () => !(await leftovers(page)).stored.length, "the code is noted");
  assert.equal(await page.locator("#device [data-part=sent]").count(), 0);
  await page.goto("/de");
  await live(page);
  assert.equal(await page.locator("#device [data-part=sent]").count(), 0);
  await page.goto(FORM);
  await page.getByText(t("statements.sent_already")).waitFor();
  assert.equal(await next("danach"), before + 2);
});

/** Stores a draft and waits until the page shows it as stored. */
async function save(page, text) {
  await page.goto(FORM);
  await body(page).fill(text);
  await press(page, "statements.save_act");
  await page.waitForFunction((text) => document.readyState === "complete" && document.getElementById("body")?.defaultValue === text, text);
}

/** Puts a checked comment on the device, because there is no network. */
async function checkAndWait(page, text, meanwhile = async () => {}) {
  await read(page, FORM);
  await live(page);
  await body(page).fill(text);
  await press(page, "statements.check_act");
  await page.locator("h1", { hasText: t("statements.check.title") }).waitFor();
  await live(page);
  await meanwhile();
  await withoutNetwork(async () => {
    await press(page, "statements.check.send");
    await page.getByText(t("device.no_network.title")).waitFor();
    await press(page, "device.no_network.queue");
    await page.locator("#device [data-part=waiting]").waitFor();
    await page.goto("about:blank");
  });
}

story("what another window made of a checked comment is not sent from the device unseen", async ({ page, context }) => {
  const changed = "Das schreibe ich gerade um.";
  await checkAndWait(page, "Das habe ich geprüft.", async () => {
    const other = await context.newPage();
    await save(other, changed);
    await other.close();
  });
  const before = await next("davor");
  await page.goto("/de");
  const stuck = page.locator("#device [data-part=stuck]");
  await stuck.waitFor();
  assert.ok((await stuck.innerText()).includes("Das habe ich geprüft."));
  await page.goto(FORM);
  assert.equal(await body(page).inputValue(), changed, "the draft stays as it is");
  assert.equal(await next("danach"), before + 1, "nothing was sent");
});

story("what arrived is asked for by its key, not by a draft that may be another one by now", async ({ page, context }) => {
  await checkAndWait(page, "Angekommen, Quittung verpasst.");
  const before = await next("davor");
  // Sent by a page that nobody sees, which cannot show the receipt.
  await page.addInitScript(() => Object.defineProperty(document, "visibilityState", { get: () => "hidden" }));
  await page.goto("/de/imprint");
  await page.waitForFunction(() => Boolean(self.onDevice));
  await page.evaluate(() => self.onDevice.send());
  assert.equal((await leftovers(page)).stored[0].entry.arrived, true);
  await save(page, "Ein neuer, noch nicht fertig.");

  const seen = await context.newPage();
  const sent = [];
  seen.on("request", (request) => request.method() === "POST" && sent.push(new URL(request.url()).pathname));
  await seen.goto("/de");
  assert.equal((await receipt(seen)).number, before + 1);
  assert.deepEqual(sent.filter((path) => path.endsWith("/draft/send")), []);
  await seen.goto(FORM);
  assert.equal(await body(seen).inputValue(), "Ein neuer, noch nicht fertig.");
  assert.equal(await next("danach"), before + 2, "the new one is still a draft");
});

story("what a device sends after more than a week is answered with its receipt all the same", async ({ page, context }) => {
  const day = 24 * 3600 * 1000;
  await checkAndWait(page, "Erst nach acht Tagen gesendet.");
  const before = await next("davor");
  // Off since then; the worker, which nobody sees, sends it when the device is switched on.
  await page.addInitScript(() => Object.defineProperty(document, "visibilityState", { get: () => "hidden" }));
  await page.goto("/de/imprint");
  await page.waitForFunction(() => Boolean(self.onDevice));
  await change(page, "waiting", { at: Date.now() - 8 * day });
  await page.evaluate(() => self.onDevice.send());
  const [{ entry }] = (await leftovers(page)).stored;
  assert.ok(entry.arrived && entry.until > Date.now() + 6 * day, JSON.stringify(entry));

  const seen = await context.newPage();
  await seen.goto("/de");
  assert.equal((await receipt(seen)).number, before + 1);
  // The way to the receipt is as good: its address holds the code.
  await seen.locator("#device [data-part=sent] [data-slot=look]").click();
  await seen.waitForURL(/\/de\/r\/[^/]+$/);
  await until(async () => !(await leftovers(seen)).stored.length, "nothing is left once the receipt was opened");
});

/** A device whose browser refuses to store anything. */
const storingNothing = (context) =>
  context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("refused", "SecurityError");
    };
  });

story(
  "where the browser stores nothing a comment has its key, and without network its text stays and can be copied",
  async ({ page }) => {
    await read(page, FORM);
    await live(page);
    await page.waitForFunction(() => document.querySelector("#comment-form [name=submission_key]")?.value);
    assert.equal(await page.getByLabel(t("device.keep.label")).isVisible(), false, "a draft cannot be kept");
    await body(page).fill("Nirgends abgelegt.");
    await withoutNetwork(async () => {
      await press(page, "statements.check_act");
      await page.getByText(t("device.no_network.title")).waitFor();
      await press(page, "device.no_network.queue");
      const message = page.locator("#device [data-part=unstored]");
      await message.getByText("Nirgends abgelegt.").waitFor();
      await message.getByText(t("device.unstored.title"), { exact: true }).waitFor();
      assert.ok(!/aufgehoben|gelöscht|\{moment\}/.test(await message.innerText()), "nothing is said to be stored, until no day");
      assert.deepEqual(await message.getByRole("button").allInnerTexts(), [t("device.text.copy")]);
      assert.equal(await body(page).inputValue(), "Nirgends abgelegt.");
      assert.ok(await body(page).isVisible(), "the form stays");

      // What was changed since is what can be copied.
      await body(page).fill("Nirgends abgelegt und weitergeschrieben.");
      await press(page, "device.no_network.queue");
      await message.getByText("Nirgends abgelegt und weitergeschrieben.").waitFor();
      assert.equal(await message.count(), 1);
    });
  },
  storingNothing,
);

story("what the worker sent on its own is answered with the same receipt on the next page", async ({ page, context }) => {
  await read(page, FORM);
  await withoutNetwork(async () => {
    await page.goto(FORM);
    await body(page).fill("Im Hintergrund gesendet.");
    await sign(page, "Erika Muster");
    await press(page, "statements.check_act");
    await press(page, "device.no_network.queue");
    await page.locator("#device [data-part=waiting]").waitFor();
    await page.goto("about:blank");
  });
  const before = await next("davor");
  // A page that nobody sees sends nothing; the browser wakes the worker.
  await page.addInitScript(() => Object.defineProperty(document, "visibilityState", { get: () => "hidden" }));
  const browser = await context.newCDPSession(page);
  const registration = new Promise((resolve) =>
    browser.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && resolve(registrations[0])),
  );
  await page.goto("/de/imprint");
  await browser.send("ServiceWorker.enable");
  const { registrationId } = await registration;
  await browser.send("ServiceWorker.dispatchSyncEvent", { origin: server.origin, registrationId, tag: "waiting", lastChance: false });
  await until(async () => (await leftovers(page)).stored[0]?.entry.arrived, "the worker sent it");
  const [{ entry }] = (await leftovers(page)).stored;
  assert.ok(!("code" in entry) && !JSON.stringify(entry).includes("Erika"), JSON.stringify(entry));

  const seen = await context.newPage();
  await seen.goto("/de");
  const { number } = await receipt(seen);
  assert.equal(number, before + 1);
  await note(seen);
  await until(async () => !(await leftovers(seen)).stored.length, "nothing is left");
  assert.equal(await next("danach"), before + 2);
});

story("what was kept on the device of a plan that is over by now stays to be copied", async ({ page }) => {
  await read(page, FORM);
  await page.getByLabel(t("device.keep.label")).check();
  await body(page).fill("Noch nicht fertig geschrieben.");
  await until(async () => (await leftovers(page)).stored[0]?.entry.fields.body, "the draft is stored");
  await change(page, "drafts", { procedure: OVER });
  await page.goto(`/de/procedures/${OVER}/comment`);
  await page.getByText("Noch nicht fertig geschrieben.").waitFor();
  await page.getByText(t("statements.closed.text_stays")).waitFor();
  assert.equal(await body(page).count(), 0);
});

story("after the last day nothing is sent silently, and the text stays to be copied", async ({ page }) => {
  await read(page, FORM);
  await withoutNetwork(async () => {
    await page.goto(FORM);
    await body(page).fill("Zu spät gesendet.");
    await sign(page, "Erika Muster");
    await page.getByLabel(t("statements.files.label")).setInputFiles({ name: "zu-spaet.pdf", mimeType: "application/pdf", buffer: pdf("Zu spät") });
    await press(page, "statements.check_act");
    await press(page, "device.no_network.queue");
    await page.locator("#device [data-part=waiting]").waitFor();
    // The server's clock cannot be moved here: a procedure that is over stands for one that ended meanwhile.
    await change(page, "waiting", { procedure: OVER });
  });
  await page.goto("/de");
  const late = page.locator("#device [data-part=late]");
  await late.waitFor();
  assert.ok((await late.innerText()).includes("Zu spät gesendet."));
  assert.ok((await late.innerText()).includes("030 23125 470"));
  // The text is what its author needs; nothing else of theirs stays, and the text says until when it does.
  const [{ entry, files }] = (await leftovers(page)).stored;
  assert.ok(entry.fields.body === "Zu spät gesendet." && !JSON.stringify(entry).includes("Erika") && !files.length, JSON.stringify(entry));
  await late.getByText(pattern(t("device.text.until", { moment: "{{moment}}" }))).waitFor();
  // It is not tried again, and does not go away by itself.
  const tries = [];
  page.on("request", (request) => request.method() === "POST" && tries.push(request.url()));
  await page.goto("/de/procedures");
  await late.waitFor();
  assert.deepEqual(tries, []);
  await late.getByRole("button", { name: t("device.text.remove") }).click();
  await until(async () => !(await leftovers(page)).stored.length, "the text is deleted");
});

story("what could not be sent for seven days is said, shown for seven more, and then gone", async ({ page }) => {
  const week = 7 * 24 * 3600 * 1000;
  await read(page, FORM);
  await withoutNetwork(async () => {
    await page.goto(FORM);
    await body(page).fill("Nie gesendet.");
    await sign(page, "Erika Muster");
    await press(page, "statements.check_act");
    await press(page, "device.no_network.queue");
    await page.locator("#device [data-part=waiting]").waitFor();
    // A minute before its end it still waits, with all that is to be sent.
    await change(page, "waiting", { at: Date.now() - week + 60_000 });
    await page.goto(FORM);
    await page.locator("#device [data-part=waiting]").waitFor();
    assert.equal((await leftovers(page)).stored[0].entry.fields.name, "Erika Muster");
    await change(page, "waiting", { at: Date.now() - week - 1000 });
    await page.goto(FORM);
    const ended = page.locator("#device [data-part=ended]");
    await ended.getByText("Nie gesendet.").waitFor();
    await ended.getByText(pattern(t("device.text.until", { moment: "{{moment}}" }))).waitFor();
    const [{ entry }] = (await leftovers(page)).stored;
    assert.ok(!JSON.stringify(entry).includes("Erika") && entry.until > Date.now() + week - 60_000, JSON.stringify(entry));
  });
  // It is not sent afterwards, and stays until the day that it says.
  const before = await next("davor");
  await page.goto("/de");
  await page.locator("#device [data-part=ended]").waitFor();
  assert.equal(await next("danach"), before + 1);
  await change(page, "waiting", { until: Date.now() - 1000 });
  await page.goto("/de");
  await until(async () => !(await leftovers(page)).stored.length, "the text is deleted");
  assert.equal(await page.locator("#device [data-part=ended]").count(), 0);
});

/** The same with a server in front of it whose manners can be changed; the device knows only that one. */
function storyBehind(name, tell) {
  test(name, async () => {
    if (!server.isRunning()) await server.resume();
    await withFront(server.origin, (front) => withDevice(front.origin, ({ page }) => tell(page, front)));
  });
}

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
  await server.pause();
});

/** A device whose owner asked browsers to save data. */
const saving = (context) =>
  context.addInitScript(() => Object.defineProperty(Navigator.prototype, "connection", { get: () => ({ saveData: true }) }));

story(
  "who saves data forgets everything as well",
  async ({ page }) => {
    await page.goto(FORM);
    await page.getByLabel(t("device.keep.label")).check();
    await body(page).fill("Bitte vergessen.");
    await until(async () => (await leftovers(page)).stored.length === 1, "the draft is stored");
    await page.goto("/de/forget");
    await press(page, "device.forget.act");
    await page.getByText(t("device.forget.done"), { exact: true }).waitFor();
    assert.deepEqual((await leftovers(page)).stored, []);
  },
  saving,
);

story(
  "who saves data gets no worker, no program and nothing ahead of time",
  async ({ page }) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(FORM);
    await page.waitForTimeout(2500);
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
    // The two scripts that would load the program are named in the head, so that they come along unused.
    assert.deepEqual(asked.filter((path) => /\.wasm$|worker\.js$|\/offline$|\/texts-/.test(path)), []);
    assert.equal(await page.evaluate(async () => (await caches.keys()).length), 0);
  },
  saving,
);
