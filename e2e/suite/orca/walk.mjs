// Walks through journeys with keys alone while Orca listens; started by run.sh, which prepares display and bus.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { OPEN } from "../../support/journeys.mjs";
import { startServer } from "../../support/server.mjs";
import { heard } from "./heard.mjs";

const out = process.argv[2];
const key = (...names) => execFileSync("xdotool", ["key", "--clearmodifiers", "--delay", "60", ...names]);
const version = (program) => execFileSync(program, ["--version"], { encoding: "utf8" }).trim();
const type = (text) => execFileSync("xdotool", ["type", "--delay", "40", text]);

/** Speech has no end that could be waited for: Orca's log has stood still for a while when it has said all. */
async function silence(file, quiet = 1500, longest = 20_000) {
  let size = -1;
  let since = Date.now();
  const until = Date.now() + longest;
  for (;;) {
    const now = statSync(file).size;
    if (now !== size) {
      size = now;
      since = Date.now();
    }
    if (Date.now() - since > quiet || Date.now() > until) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits until Orca has begun to log. */
async function begun(file) {
  const until = Date.now() + 30_000;
  while (!statSync(file).size) {
    if (Date.now() > until) throw new Error("Orca says nothing: see README.md for what it needs");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await silence(file);
}

/** Each journey: where it begins, and what is pressed; `rest` waits until Orca has said everything. */
const JOURNEYS = {
  "skip-and-read": async (_, rest) => {
    for (const name of ["Tab", "Return", "Down", "Down", "Down", "h", "h"]) {
      key(name);
      await rest();
    }
  },
  comment: async (page, rest) => {
    await page.locator('[name="body"]').focus();
    await rest();
    type("Bitte mehr Baenke.");
    for (let stop = 0; stop < 6; stop += 1) {
      key("Tab");
      await rest();
    }
    await page.locator('button[name="do"][value="check"]:not([tabindex="-1"])').focus();
    await rest();
    key("Return");
    await page.waitForURL(/\/comment\/check/);
    await rest();
    await page.locator("#main form button[type=submit]").last().focus();
    await rest();
    key("Return");
    await page.waitForURL(/\/sent$/);
    await rest();
    // From heading to heading, as listeners look around, and to the code.
    for (const name of ["h", "h", "Down", "Down"]) {
      key(name);
      await rest();
    }
  },
  "mistake-and-repair": async (page, rest) => {
    await page.locator('[name="reply"][value="email"]').check();
    await page.locator('button[name="do"][value="check"]:not([tabindex="-1"])').focus();
    await rest();
    key("Return");
    await page.locator(".error-summary").waitFor();
    await rest();
    key("Tab");
    await rest();
    key("Return");
    await rest();
  },
};
const START = { "skip-and-read": `/de/procedures/${OPEN}`, comment: `/de/procedures/${OPEN}/comment`, "mistake-and-repair": `/de/procedures/${OPEN}/comment` };

const server = await startServer();
try {
  const only = process.argv.slice(3);
  for (const [name, journey] of Object.entries(JOURNEYS)) {
    if (only.length && !only.includes(name)) continue;
    const folder = mkdtempSync(join(tmpdir(), "orca-"));
    const log = join(folder, "debug.log");
    writeFileSync(log, "");
    const orca = spawn("orca", ["--replace", "--debug-file", log, "--disable", "braille"], { stdio: "ignore" });
    const ended = new Promise((resolve) => orca.once("exit", resolve));
    const browser = await chromium.launch({
      executablePath: process.env.TEILHABE_CHROMIUM || "/usr/bin/chromium",
      headless: false,
      args: ["--no-sandbox", "--disable-gpu", "--force-renderer-accessibility", "--lang=de", "--window-position=0,0", "--window-size=1280,900", "--disable-features=Translate", "--no-first-run", "--disable-background-networking"],
    });
    const browserVersion = browser.version();
    try {
      await begun(log);
      const page = await (await browser.newContext({ baseURL: server.origin, locale: "de-DE", viewport: null })).newPage();
      await page.goto(START[name]);
      // A new window's keyboard is in its address bar: a click on the page's empty margin brings it to the page.
      execFileSync("xdotool", ["mousemove", "12", "600", "click", "1"]);
      await silence(log);
      await journey(page, () => silence(log));
      // The last lines come out only when another event follows.
      key("Tab");
      await silence(log);
    } finally {
      await browser.close();
      orca.kill("SIGTERM");
      // It may wait for a browser that is gone.
      const patience = setTimeout(() => orca.kill("SIGKILL"), 5000);
      await ended;
      clearTimeout(patience);
      if (process.env.TEILHABE_TRACE) writeFileSync(join(out, `${name}.log`), readFileSync(log));
    }
    const day = new Date().toISOString().slice(0, 10);
    const head = `# ${name}: ${day}, Orca ${version("orca")}, Chromium ${browserVersion}`;
    const phrases = heard(readFileSync(log, "utf8"));
    writeFileSync(join(out, `${name}.txt`), `${[head, ...phrases].join("\n")}\n`);
    console.log(`${name}: ${phrases.length} phrases in ${join(out, `${name}.txt`)}`);
    rmSync(folder, { recursive: true });
    if (!phrases.length) throw new Error(`nothing was heard on the journey “${name}”`);
  }
} finally {
  await server.stop();
}
