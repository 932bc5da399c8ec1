// A comment that is sent without network: it waits on the device and is sent once, or its text stays to be copied.

import assert from "node:assert/strict";

import { change, leftovers, read, until } from "../support/device.mjs";
import { FORM, OVER, PLAN, body, live, note, offline, press, receipt, sign } from "../support/offline.mjs";
import { pdf } from "../support/pdf.mjs";
import { pattern, texts } from "../support/texts.mjs";

const t = texts("de");
const tools = offline();
const { next, story, withoutNetwork } = tools;

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

story("in the simplified view the first question goes on to the text without network, with the place that was chosen", async ({ page }) => {
  await page.goto(PLAN);
  const about = await page.locator('main a[href*="place=section"]').first().getAttribute("href");
  await page.goto(`${PLAN}?ansicht=einfach`);
  await read(page, about);
  const second = `${FORM}?step=text`;
  await until(() => page.evaluate((wanted) => caches.match(wanted).then(Boolean), second), "the next question is kept");
  await live(page);
  const place = () => page.locator('#comment-form input[type="hidden"][name="place_ref"]').inputValue();
  const chosen = await place();
  assert.ok(chosen, "a section is chosen");
  await withoutNetwork(async () => {
    await press(page, "statements.step.next");
    await page.locator("h1", { hasText: t("statements.body.label") }).waitFor();
    await until(async () => (await place()) === chosen, "the place came along");
    assert.deepEqual((await leftovers(page)).stored, [], "nothing of it is stored");
    await body(page).fill("Hier fehlt Schatten.");
    await press(page, "statements.step.next");
    await page.getByText(t("device.no_network.title")).waitFor();
    await press(page, "device.no_network.queue");
    await page.locator("#device [data-part=waiting]").waitFor();
    const [{ entry }] = (await leftovers(page)).stored;
    assert.deepEqual([entry.fields.body, entry.fields.place_ref], ["Hier fehlt Schatten.", chosen]);
  });
  await page.goto("/de");
  await receipt(page);
  await note(page);
});

story("once what waited is sent, the page does not say any more that the server is out of reach", async ({ page }) => {
  await read(page, FORM);
  await withoutNetwork(async () => {
    await page.goto(FORM);
    await page.locator("#device [data-key=stored]").waitFor();
    await body(page).fill("Wartet auf derselben Seite.");
    await press(page, "statements.check_act");
    await press(page, "device.no_network.queue");
    await page.locator("#device [data-part=waiting]").waitFor();
    await page.locator("#device [data-key=stored]").waitFor();
  });
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await receipt(page);
  assert.equal(await page.locator("#device [data-key=stored]").count(), 0);
  await note(page);
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
  const isSaid = () => page.evaluate(() => document.activeElement?.matches("[role=status] [data-part=noted]"));
  await until(isSaid, "what was done is said where the button was, and the focus is there");
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
  await browser.send("ServiceWorker.dispatchSyncEvent", { origin: tools.server.origin, registrationId, tag: "waiting", lastChance: false });
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
  await page.locator("#device [data-part=gone]").waitFor();
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
