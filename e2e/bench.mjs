// What a visitor waits for and downloads, measured in a real browser: `node bench.mjs ORIGIN ROUNDS`, called by
// `cargo xtask bench`. One JSON object a line on standard output.
//
// - First content is the browser's first contentful paint.
// - Usable means: as soon as the form is painted it is touched, typed into and its button pressed, with real input that
//   waits for a busy page like a visitor's does; the figure is when the browser begins to send. What was typed must
//   stand on the next page. In another visit it is typed as early, and must still be there when the program has taken
//   over, and on the page after it.
// - Each round is a browser context of its own, so that nothing is cached.
// - Beside both stands the least that this machine and this way of measuring allow: a bare form of some 300 bytes, without
//   style and script, by turns in the same run.
// - The network is slowed down by the browser: each request waits for the latency once. Making a connection (TCP, TLS)
//   costs nothing then; over `https` to a server that was never visited it adds two latencies to every figure here.

import assert from "node:assert/strict";
import { createServer } from "node:http";

import { openBrowser, watchListeners } from "./support/browser.mjs";
import { withFront } from "./support/front.mjs";
import { OPEN } from "./support/journeys.mjs";
import { texts } from "./support/texts.mjs";

const [origin, rounds] = [process.argv[2], Number(process.argv[3] ?? 3)];
const t = texts("de");
const FORM = `/de/procedures/${OPEN}/comment`;
const EARLY = "Früh getippt";
/** The longest that anything may take, in milliseconds. */
const PATIENCE = 120_000;

const NETWORKS = [
  { name: "1.6 Mbit/s, 150 ms, 4 × slower", kbits: 1600, up: 750, latency: 150, cpu: 4, paint: 900, usable: 1200 },
  { name: "400 kbit/s, 400 ms, 6 × slower", kbits: 400, up: 400, latency: 400, cpu: 6, paint: 3000, usable: 4000 },
];

const say = (line) => console.log(JSON.stringify(line));
const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

/** A fresh browser context whose traffic is counted, and slowed down if asked. */
async function visit(browser, { script = true, network, baseURL = origin } = {}) {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: script, locale: "de-DE", viewport: { width: 412, height: 823 } });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  const traffic = { total: 0, html: 0, css: 0, code: 0, texts: 0, requests: new Map() };
  await client.send("Network.enable");
  // A redirect ends without being finished.
  client.on("Network.requestWillBeSent", ({ redirectResponse }) => {
    if (!redirectResponse?.url.startsWith(origin)) return;
    traffic.total += redirectResponse.encodedDataLength;
    traffic.html += redirectResponse.encodedDataLength;
  });
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

/** Says when the form is painted: from then on it can be touched. */
function watchPaint() {
  const look = () => {
    const isPainted = performance.getEntriesByName("first-contentful-paint").length;
    if (isPainted && document.getElementById("body")?.form.querySelector("button[value=check]")) window.isPainted = true;
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Touches the middle of an element, as a visitor does who sees it; the page scrolls there first. */
async function touch(page, selector) {
  const middle = await page.evaluate((selector) => {
    const element = document.querySelector(selector);
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  }, selector);
  await page.mouse.click(...middle);
}

/** A server of nothing but a form like ours and the page after it. */
async function withBareForm(work) {
  const page = (body) => `<!DOCTYPE html><html lang="de"><title>Formular</title><main>${body}</main></html>`;
  const form = '<form id="comment-form" method="post"><textarea id="body" name="body"></textarea><button value="check">Weiter</button></form>';
  const server = createServer(async (request, response) => {
    const sent = [];
    for await (const piece of request) sent.push(piece);
    const typed = new URLSearchParams(Buffer.concat(sent).toString()).get("body");
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(page(typed === null ? form : `<h1>${t("statements.check.title")}</h1><p>${typed}</p>`));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    return await work(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** A visit of the form: typed into as soon as it is painted, sent at once or when the program has taken over. */
async function comment(browser, network, { waitForProgram = false, baseURL } = {}) {
  const { context, page } = await visit(browser, { network, baseURL });
  await page.addInitScript(watchListeners);
  await page.addInitScript(watchPaint);
  await page.goto(FORM, { waitUntil: "commit" });
  await page.waitForFunction(() => window.isPainted);
  await touch(page, "#body");
  await page.keyboard.insertText(EARLY);
  if (waitForProgram) {
    await page.waitForFunction(() => window.routedAt);
    assert.equal(await page.locator("#body").inputValue(), EARLY, "typed text was lost when the program took over");
  }
  const before = await page.evaluate(() => ({
    origin: performance.timeOrigin,
    paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    program: window.routedAt,
  }));
  await touch(page, "#comment-form button[value=check]");
  await page.getByRole("heading", { level: 1, name: t("statements.check.title") }).waitFor();
  assert.ok((await page.locator("main").innerText()).includes(EARLY), "typed text was not sent");
  // A page begins when the browser begins to ask for it.
  const after = await page.evaluate(() => ({
    origin: performance.timeOrigin,
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  }));
  await context.close();
  return { ...before, usable: after.origin - before.origin, answer: after.paint };
}

/** Bytes of a page with everything that it loads. */
async function weigh(browser, path) {
  const { context, page, traffic } = await visit(browser);
  await page.goto(path, { waitUntil: "networkidle" });
  await context.close();
  return traffic;
}

/**
 * Bytes of a first visit of a page in all: with what the service worker keeps for the time without network, which it
 * asks for outside of the page. Without headers.
 */
async function whole(browser, path) {
  let bytes = 0;
  await withFront(origin, async (front) => {
    front.answered = (_, body) => {
      bytes += body.length;
    };
    const { context, page } = await visit(browser, { baseURL: front.origin });
    await page.goto(path, { waitUntil: "networkidle" });
    const offline = `/${path.split("/")[1]}/offline`;
    await page.waitForFunction((wanted) => Promise.all(wanted.map((one) => caches.match(one))).then((all) => all.every(Boolean)), [path, offline]);
    await page.waitForTimeout(500);
    await context.close();
  });
  return bytes;
}

/** Bytes of the way from the start page to the receipt with scripts off, redirects and headers included. */
async function journey(browser) {
  const { context, page, traffic } = await visit(browser, { script: false });
  await page.goto("/de");
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
    const [early, late, bare] = [[], [], []];
    await withBareForm(async (baseURL) => {
      for (let round = 0; round < rounds; round += 1) {
        early.push(await comment(browser, network));
        late.push(await comment(browser, network, { waitForProgram: true }));
        bare.push(await comment(browser, network, { baseURL }));
      }
    });
    const of = (rounds, what) => median(rounds.map((times) => times[what]));
    const beside = (what) => ({ what: "a bare form without style and script", value: of(bare, what) });
    say({ group: network.name, what: "comment form: first content", value: of([...early, ...late], "paint"), unit: "ms", most: network.paint, yardstick: beside("paint") });
    say({ group: network.name, what: "comment form: usable", value: of(early, "usable"), unit: "ms", most: network.usable, yardstick: beside("usable") });
    say({ group: network.name, what: "comment form: from the click to the first content of the answer", value: of(early, "answer"), unit: "ms" });
    say({ group: network.name, what: "comment form: program has taken over", value: of(late, "program"), unit: "ms" });
  }
  const page = await weigh(browser, `/de/procedures/${OPEN}`);
  const kilobytes = (bytes) => bytes / 1000;
  say({ group: "bytes", what: "procedure page: HTML", value: kilobytes(page.html), unit: "kB", most: 25 });
  say({ group: "bytes", what: "procedure page: CSS", value: kilobytes(page.css), unit: "kB", most: 10 });
  say({ group: "bytes", what: "procedure page: WASM and JavaScript", value: kilobytes(page.code), unit: "kB", most: 250 });
  say({ group: "bytes", what: "procedure page: texts for the program", value: kilobytes(page.texts), unit: "kB" });
  say({ group: "bytes", what: "procedure page: all, with what is kept for the time without network", value: kilobytes(await whole(browser, `/de/procedures/${OPEN}`)), unit: "kB" });
  say({ group: "bytes", what: "comment journey with scripts off", value: kilobytes(await journey(browser)), unit: "kB", most: 150 });
} finally {
  await browser.close();
}
