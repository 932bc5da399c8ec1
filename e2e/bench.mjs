// What a visitor waits for and downloads, measured in a real browser: `node bench.mjs ORIGIN ROUNDS`, called by
// `cargo xtask bench`. One JSON object a line on standard output.
//
// Usable means: text typed before the program runs is still there when it runs, and a click on the form's button is
// answered. Each round is a browser context of its own, so that nothing is cached.

import assert from "node:assert/strict";

import { openBrowser } from "./support/browser.mjs";
import { OPEN } from "./support/journeys.mjs";
import { texts } from "./support/texts.mjs";

const [origin, rounds] = [process.argv[2], Number(process.argv[3] ?? 3)];
const t = texts("de");
const FORM = `/de/procedures/${OPEN}/comment`;

const NETWORKS = [
  { name: "1.6 Mbit/s, 150 ms, 4 × slower", kbits: 1600, up: 750, latency: 150, cpu: 4, paint: 900, usable: 1200 },
  { name: "400 kbit/s, 400 ms, 6 × slower", kbits: 400, up: 400, latency: 400, cpu: 6, paint: 3000, usable: 4000 },
];

const say = (line) => console.log(JSON.stringify(line));
const median = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

/** A fresh browser context whose traffic is counted, and slowed down if asked. */
async function visit(browser, { script = true, network } = {}) {
  const context = await browser.newContext({ baseURL: origin, javaScriptEnabled: script, locale: "de-DE", viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  const traffic = { total: 0, html: 0, css: 0, code: 0, texts: 0, requests: new Map() };
  await client.send("Network.enable");
  client.on("Network.responseReceived", ({ requestId, response }) => traffic.requests.set(requestId, response));
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const response = traffic.requests.get(requestId);
    if (!response?.url.startsWith(origin)) return;
    traffic.total += encodedDataLength;
    const type = response.mimeType;
    if (type === "text/html") traffic.html += encodedDataLength;
    else if (type === "text/css") traffic.css += encodedDataLength;
    else if (type === "application/wasm" || type === "text/javascript") traffic.code += encodedDataLength;
    else if (response.url.includes("/pkg/texts-")) traffic.texts += encodedDataLength;
  });
  if (network) {
    await client.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: network.latency,
      downloadThroughput: (network.kbits * 1000) / 8,
      uploadThroughput: (network.up * 1000) / 8,
    });
    await client.send("Emulation.setCPUThrottlingRate", { rate: network.cpu });
  }
  return { context, page, traffic };
}

/** When the first content was painted, when the form was usable, when the program had taken over. */
async function comment(browser, network) {
  const { context, page } = await visit(browser, { network });
  await page.addInitScript(() => {
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, ...rest) {
      if (type === "click" && this === window) window.routedAt ??= performance.now();
      return add.call(this, type, ...rest);
    };
    // Types as soon as the field is there, presses the button, and lets a click on it count as answered once the
    // browser begins to send the form.
    document.addEventListener("DOMContentLoaded", () => {
      const field = document.getElementById("body");
      field.focus();
      document.execCommand("insertText", false, "Früh getippt");
      const form = field.form;
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        window.usableAt ??= performance.now();
      });
      form.querySelector("button[value=check], button[type=submit], button:not([type])").click();
    });
  });
  await page.goto(FORM, { waitUntil: "commit" });
  await page.waitForFunction(() => window.routedAt, null, { timeout: 120_000 });
  const times = await page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    usable: window.usableAt,
    program: window.routedAt,
    text: document.getElementById("body").value,
  }));
  assert.equal(times.text, "Früh getippt", "typed text was lost when the program started");
  assert.ok(times.usable, "the button was not answered");
  await context.close();
  return times;
}

/** Bytes of a page with everything that it loads. */
async function weigh(browser, path) {
  const { context, page, traffic } = await visit(browser);
  await page.goto(path, { waitUntil: "networkidle" });
  await context.close();
  return traffic;
}

/** Bytes of the way from the list to the receipt with scripts off. */
async function journey(browser) {
  const { context, page, traffic } = await visit(browser, { script: false });
  await page.goto("/de/procedures");
  await page.goto(`/de/procedures/${OPEN}`);
  await page.goto(FORM);
  await page.getByLabel(t("statements.body.label")).fill("Die Kreuzung braucht einen Zebrastreifen.");
  await page.getByRole("button", { name: t("statements.check_act") }).click();
  await page.getByRole("heading", { level: 1, name: t("statements.check.title") }).waitFor();
  await page.getByRole("button", { name: t("statements.check.send") }).click();
  await page.getByRole("heading", { level: 1, name: t("receipts.sent.title") }).waitFor();
  await page.waitForLoadState("load");
  await context.close();
  return traffic.total;
}

const browser = await openBrowser();
try {
  for (const network of NETWORKS) {
    const all = [];
    for (let round = 0; round < rounds; round += 1) all.push(await comment(browser, network));
    const of = (what) => median(all.map((times) => times[what]));
    say({ group: network.name, what: "comment form: first content", value: of("paint"), unit: "ms", most: network.paint });
    say({ group: network.name, what: "comment form: usable", value: of("usable"), unit: "ms", most: network.usable });
    say({ group: network.name, what: "comment form: program has taken over", value: of("program"), unit: "ms" });
  }
  const page = await weigh(browser, `/de/procedures/${OPEN}`);
  const kilobytes = (bytes) => bytes / 1000;
  say({ group: "bytes", what: "procedure page: HTML", value: kilobytes(page.html), unit: "kB", most: 25 });
  say({ group: "bytes", what: "procedure page: CSS", value: kilobytes(page.css), unit: "kB", most: 10 });
  say({ group: "bytes", what: "procedure page: WASM and JavaScript", value: kilobytes(page.code), unit: "kB", most: 250 });
  say({ group: "bytes", what: "procedure page: texts for the program", value: kilobytes(page.texts), unit: "kB" });
  say({ group: "bytes", what: "comment journey with scripts off", value: kilobytes(await journey(browser)), unit: "kB", most: 150 });
} finally {
  await browser.close();
}
