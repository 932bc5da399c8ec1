// The suite's test of itself: the good pages raise no alarm, the planted defects are found, the W3C's ACT examples as well.
//
// `node suite/self.mjs [TOPIC …]` prints what was found and what was not. `check` is what the spec file calls.

import { readFileSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { openBrowser } from "../support/browser.mjs";
import { ask } from "./ask.mjs";
import { engine as axe } from "./engines/axe.mjs";
import { engine as ibm } from "./engines/ibm.mjs";
import { PAGE_PROBES, SITE_PROBES } from "./probes/index.mjs";
import { serveGalleries } from "./self-server.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** A visitor of a static page, with what probes of the product get from the catalogue. */
async function open(browser, address, options = {}) {
  const context = await browser.newContext({ locale: "de-DE", viewport: { width: 1280, height: 900 }, javaScriptEnabled: options.script ?? true });
  context.setDefaultTimeout(5000);
  // Two cores that compile something else besides.
  context.setDefaultNavigationTimeout(60_000);
  await options.prepare?.(context);
  const page = await context.newPage();
  page.on("dialog", (dialog) => dialog.dismiss().catch(() => {}));
  await page.goto(address, { waitUntil: options.live === false ? "commit" : "load" });
  if (options.live === false) await page.waitForFunction(() => document.body?.lastElementChild, undefined, { timeout: 5000 }).catch(() => {});
  return { page, live: () => page.waitForLoadState("load"), close: () => context.close() };
}

/** The visitor whose page is used again and again: a new context for each look would take most of the time. */
let shared;

/** Opens a page afresh in the shared visitor. */
async function fresh(browser, address, again = true) {
  if (!shared || shared.browser !== browser) shared = { browser, ...(await open(browser, "about:blank")) };
  const { page } = shared;
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.mouse.move(0, 0);
  try {
    await page.goto(address);
  } catch (error) {
    // The page before went somewhere by itself just now.
    if (!again) throw error;
    await shared.close().catch(() => {});
    shared = undefined;
    return fresh(browser, address, false);
  }
  return page;
}

/** Opens the page of a defect again, which may still be on its way somewhere else. */
async function reopen(page, address) {
  for (let left = 5; ; left -= 1) {
    try {
      return await page.goto(address);
    } catch (error) {
      if (!left || !/interrupted by another navigation|ERR_ABORTED/.test(error.message)) throw error;
      await page.waitForLoadState().catch(() => {});
    }
  }
}

/** Runs one probe on one static page. */
async function look(browser, address, probe, more = {}) {
  const page = await fresh(browser, address);
  const tools = { reopen: () => reopen(page, address), elsewhere: (options) => open(browser, address, options), gallery: true, ...more };
  const findings = await probe.run(page, tools).catch((error) => {
    shared = undefined;
    return [{ element: "html", text: `the probe failed: ${error.message.split("\n")[0]}`, broken: true }];
  });
  return findings.length ? placed(await fresh(browser, address), findings) : [];
}

/** Says of each finding whether it names the planted defect. */
async function placed(page, findings) {
  const answers = [];
  for (const finding of findings) {
    const hit = finding.broken ? false : await ask(page, (selector) => {
      if (document.documentElement.hasAttribute("data-defect")) return true;
      let element = null;
      try {
        element = selector.startsWith("xpath=") ? document.evaluate(selector.slice(6), document, null, 9, null).singleNodeValue : document.querySelector(selector);
      } catch {
        return false;
      }
      const planted = document.querySelector("[data-defect]");
      // What a script made after loading cannot be found in the fresh page: it counts, if there is a defect at all.
      if (!element) return Boolean(planted);
      if (element.closest("[data-defect]") || element.localName === "html") return Boolean(planted);
      // A label and its field are one: what is wrong with the words is said of either.
      if (planted?.control === element) return true;
      const inside = element.querySelector("[data-defect]");
      return Boolean(inside && (inside.parentElement === element || inside.parentElement?.parentElement === element));
    }, finding.element).catch(() => false);
    answers.push({ ...finding, hit });
  }
  return answers;
}

const html = async (folder) => (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".html") && name !== "frame.html").sort();

/** Topics whose pages are compared: each folder is a site. */
async function site(browser, origin, folder, probe) {
  const pages = [];
  for (const name of await html(join(here, folder))) {
    const page = await fresh(browser, `${origin}/${folder}/${name}`);
    const faulty = await page.evaluate(() => Boolean(document.querySelector("[data-defect]")));
    pages.push({ where: name, faulty, data: await probe.collect(page) });
  }
  return { pages, findings: probe.conclude(pages).map((finding) => ({ ...finding, hit: pages.find(({ where }) => where === finding.where)?.faulty ?? false })) };
}

/** Whether a topic is asked for, or one of its defects: `dialogs`, `dialogs/without-a-name`. */
const asked = (topics, topic, name = "") => !topics.length || topics.includes(topic) || topics.some((word) => (name ? word === `${topic}/${name.replace(/\.html$/, "")}` : word.startsWith(`${topic}/`)));

/** What is found in the planted defects of the topics, all of them if none is named. */
export async function defects(browser, origin, topics = [], say = () => {}) {
  const results = [];
  const add = (result) => {
    results.push(result);
    say(result);
  };
  for (const probe of PAGE_PROBES) {
    if (!asked(topics, probe.name)) continue;
    for (const name of await html(join(here, "defects", probe.name))) {
      if (!asked(topics, probe.name, name)) continue;
      const address = `${origin}/defects/${probe.name}/${name}`;
      const findings = await look(browser, address, probe);
      let by = findings.some(({ hit }) => hit) ? probe.name : "";
      for (const engine of by ? [] : [axe, ibm]) {
        const found = await look(browser, address, engine).catch(() => []);
        if (found.some(({ hit }) => hit)) by = engine.name;
        if (by) break;
      }
      add({ topic: probe.name, name, by, stray: findings.filter(({ hit }) => !hit) });
    }
  }
  for (const probe of SITE_PROBES) {
    if (!asked(topics, probe.name)) continue;
    for (const name of await readdir(join(here, "defects", probe.name)).catch(() => [])) {
      if (!asked(topics, probe.name, name)) continue;
      const folder = `defects/${probe.name}/${name}`;
      if (!(await stat(join(here, folder))).isDirectory()) continue;
      const { findings } = await site(browser, origin, folder, probe);
      add({ topic: probe.name, name, by: findings.some(({ hit }) => hit) ? probe.name : "", stray: findings.filter(({ hit }) => !hit) });
    }
  }
  return results;
}

/** Alarms on the good pages: there must be none. */
export async function alarms(browser, origin, topics = [], say = () => {}) {
  const found = [];
  const names = await html(join(here, "good"));
  for (const name of names) {
    const address = `${origin}/good/${name}`;
    for (const probe of [...PAGE_PROBES, axe, ibm]) {
      if (topics.length && !topics.includes(probe.name)) continue;
      if (probe.kinds && !name.startsWith(probe.kinds[0])) continue;
      const findings = await look(browser, address, probe, { language: name.startsWith("arabic") ? "ar" : "de" });
      findings.forEach(({ element, text }) => say(`good/${name} ${probe.name} ${element}: ${text}`));
      for (const { element, text } of findings) found.push(`good/${name}: ${probe.name}: ${element}: ${text}`);
    }
  }
  for (const probe of SITE_PROBES) {
    if (topics.length && !topics.includes(probe.name)) continue;
    const { findings } = await site(browser, origin, probe.process ? "good/process" : "good", probe);
    for (const { where, text } of findings) found.push(`good/${where}: ${probe.name}: ${text}`);
  }
  return found;
}

/** The ACT rules that a probe answers to. */
const act = JSON.parse(readFileSync(new URL("act/rules.json", import.meta.url), "utf8"));

/** How the probes judge the examples of the W3C's ACT rules. */
export async function examples(browser, topics = [], say = () => {}) {
  const pages = new Map();
  const list = [];
  for (const { rule, probe } of act.rules) {
    if (topics.length && !topics.includes(probe)) continue;
    const stored = JSON.parse(readFileSync(new URL(`act/examples/${rule}.json`, import.meta.url), "utf8"));
    stored.examples.forEach(({ outcome, number, html: text }) => {
      const path = `/act/${rule}/${outcome}-${number}.html`;
      pages.set(path, text);
      list.push({ rule, probe, outcome, number, path });
    });
  }
  const server = await serveGalleries(pages);
  const results = [];
  try {
    for (const example of list) {
      const probe = [...PAGE_PROBES, ...SITE_PROBES].find(({ name }) => name === example.probe);
      const address = server.origin + example.path;
      let findings;
      if (probe.site) {
        findings = probe.conclude([{ where: example.path, data: await probe.collect(await fresh(browser, address)) }]);
      } else findings = await look(browser, address, probe);
      // What only the house asks for is no matter of ACT; a probe that broke has found nothing.
      say(`${example.rule} ${example.outcome} ${example.number}: ${findings.length}`);
      results.push({ ...example, findings: findings.filter(({ house, broken }) => !house && !broken), broken: findings.some(({ broken }) => broken) });
    }
  } finally {
    await server.stop();
  }
  return results;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const topics = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const only = process.argv.find((word) => word.startsWith("--only="))?.slice(7);
  const server = await serveGalleries();
  const browser = await openBrowser();
  try {
    if (!only || only === "good") {
      const found = await alarms(browser, server.origin, topics, (line) => process.env.VERBOSE && console.log(line));
      console.log(found.length ? found.join("\n") : "no alarm on the good pages");
    }
    if (!only || only === "defects") {
      const results = await defects(browser, server.origin, topics, ({ topic, name, by, stray }) => {
        console.log(`${by ? "found " : "MISSED"} ${topic}/${name}${by && by !== topic ? ` (by ${by})` : ""}`);
        for (const { element, text } of stray) console.log(`    stray: ${element}: ${text}`);
      });
      const count = results.filter(({ by }) => by).length;
      console.log(`${count} of ${results.length} planted defects found`);
    }
    if (!only || only === "act") {
      const results = await examples(browser, topics, (line) => process.env.VERBOSE && console.log(line));
      for (const { rule, probe, outcome, number, findings } of results) {
        if (outcome === "failed" && !findings.length) console.log(`MISSED ${probe} ${rule} failed ${number}`);
        if (outcome !== "failed" && findings.length) console.log(`ALARM  ${probe} ${rule} ${outcome} ${number}: ${findings[0].element}: ${findings[0].text}`);
      }
      const failed = results.filter(({ outcome }) => outcome === "failed");
      const others = results.filter(({ outcome }) => outcome !== "failed");
      console.log(`${failed.filter(({ findings }) => findings.length).length} of ${failed.length} failed examples found, ${others.filter(({ findings }) => findings.length).length} alarms on ${others.length} others`);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}
