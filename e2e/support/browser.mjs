// The browser, and visitors that notice whatever goes wrong on the pages they see.
//
// Invariant: a visitor ends a test as failed when any page logged an error, broke its content security policy, threw,
// or failed to load something, unless the test said before that it expects this. Where the page's program itself fails,
// the visit is over at once: nothing that is seen afterwards says anything.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

/** How long a page may take to show what is expected, in milliseconds. */
const PATIENCE = 20_000;

export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.TEILHABE_CHROMIUM || "/usr/bin/chromium",
    // The last one lets a page ask what an element is called by screen readers; nothing else depends on it.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--enable-blink-features=ComputedAccessibilityInfo",
    ],
  });

/** What a page's program says when it fails. */
const FAILED = /panicked at|RuntimeError|\bunreachable\b|memory access out of bounds/;

/**
 * Ends all that a browser does at the first failure of a page's program and gives it as the reason.
 * @param {import("playwright-core").BrowserContext} context
 * @param {(text: string) => boolean} [isExpected]
 */
export function endWithProgram(context, isExpected = () => false) {
  const hear = (text) => {
    if (FAILED.test(text) && !isExpected(text)) context.close({ reason: `The page's program failed: ${text}` }).catch(() => {});
  };
  context.on("weberror", (heard) => hear(`${heard.error().name}: ${heard.error().message}`));
  context.on("console", (message) => message.type() === "error" && hear(message.text()));
}

/**
 * Marks what is live, and since when: the router that follows links. Forms need no program. The tool that runs the tests
 * and scripts of the site listen at the window as well: only what the program adds counts.
 */
export function watchListeners() {
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, heard, ...rest) {
    // A function of the program, by what wasm-bindgen gives each of them.
    if (type === "click" && this === window && heard?._wbg_cb_unref) {
      window.isRouted = true;
      window.routedAt ??= performance.now();
    }
    return add.call(this, type, heard, ...rest);
  };
}

/**
 * A visitor with cookies of their own. `script: false` is a browser without script; other options are those of
 * Playwright's contexts, such as `colorScheme` and `viewport`.
 */
export async function visit(browser, origin, { script = true, ...options } = {}) {
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: script,
    locale: "de-DE",
    viewport: { width: 1280, height: 900 },
    // Pages that a worker keeps are a matter of their own: only those tests let it in.
    serviceWorkers: "block",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  if (script) await context.addInitScript(watchListeners);
  const page = await context.newPage();
  const problems = [];
  const expected = new Set();
  const note = (kind, text) => problems.push(`${kind} on ${page.url()}: ${text}`);
  const isExpected = (text) => [...expected].some((status) => text.includes(String(status)));
  endWithProgram(context, isExpected);
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    if (message.text().startsWith("Failed to load resource") && isExpected(message.text())) return;
    note("console error", `${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => {
    if (!isExpected(error.message)) note("page error", error.message);
  });
  page.on("requestfailed", (request) => {
    // What is under way when the next page is opened, and downloads, end this way.
    const reason = request.failure()?.errorText ?? "";
    // Without script, what is only fetched in advance for it is refused by the browser.
    if (!script && reason === "csp") return;
    if (!reason.includes("ERR_ABORTED")) note("failed request", `${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !expected.has(response.status())) note(`status ${response.status()}`, response.url());
  });

  // Questions of the page itself: answered with yes unless the test says otherwise.
  const questions = [];
  let answer = true;
  page.on("dialog", (dialog) => {
    questions.push(dialog.message());
    return answer ? dialog.accept() : dialog.dismiss();
  });

  /** Waits until the program of the page runs; at once without script. */
  const live = async () => {
    if (!script) return;
    await page.waitForFunction(
      () =>
        // A page without program is ready as it is.
        !document.querySelector('script[type="module"]') || window.isRouted,
    );
  };
  return {
    page,
    context,
    script,
    live,
    problems,
    questions,
    /** How questions of the page are answered from now on. */
    answer: (yes) => (answer = yes),
    /** Says that answers with a status, such as 422, are part of the test, or failures that are worded so. */
    expect: (...statuses) => statuses.forEach((status) => expected.add(status)),
    /** Opens a path of the site and waits until it is live. */
    async open(path) {
      await page.goto(path);
      await live();
    },
    /** Presses a button or link of this name when the page is live. */
    async press(name, { role = "button", within = page, exact = true, nth = 0 } = {}) {
      await live();
      await within.getByRole(role, { name, exact }).nth(nth).click();
    },
    /** Waits for a page by its `h1`, then until it is live. */
    async arrive(title) {
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await live();
    },
    /** Waits for a text, then until the page is live. */
    async sees(text) {
      await page.getByText(text).first().waitFor();
      await live();
    },
    /** Closes the visitor's browser and fails the test if anything went wrong. */
    async leave() {
      await context.close();
      assert.deepEqual(problems, []);
    },
  };
}
