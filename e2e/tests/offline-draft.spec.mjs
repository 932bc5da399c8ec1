// What a device keeps of what is typed: only what was wished, for seven days, and nothing once it is forgotten.

import assert from "node:assert/strict";

import { change, leftovers, read, until } from "../support/device.mjs";
import { FORM, OVER, PLAN, body, live, offline, press, saving, sign } from "../support/offline.mjs";
import { pdf } from "../support/pdf.mjs";
import { PASSWORD, account } from "../support/server.mjs";
import { pattern, texts } from "../support/texts.mjs";

const t = texts("de");
const { story, withoutNetwork } = offline();

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
