// The Nu HTML checker, as a server for as long as the suite runs: starting Java for each page would take minutes.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** How long the checker may take to be ready, in milliseconds. */
const PATIENCE = 240_000;

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts the checker. Without Java it is missing, which is an error, not a reason to pass. */
export async function startChecker() {
  const port = await freePort();
  const child = spawn("java", ["-Xmx256m", "-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", jar, "nu.validator.servlet.Main", String(port)], { stdio: ["ignore", "ignore", "ignore"] });
  const failed = new Promise((_, reject) => {
    child.once("error", () => reject(new Error("Java is missing: `cargo xtask setup` installs it")));
    child.once("exit", (code) => reject(new Error(`the HTML checker ended with ${code}`)));
  });
  failed.catch(() => {});
  const check = async (html) => {
    const answer = await fetch(`http://127.0.0.1:${port}/?out=json`, { method: "POST", headers: { "content-type": "text/html; charset=utf-8" }, body: html });
    return (await answer.json()).messages;
  };
  const until = Date.now() + PATIENCE;
  const ready = async () => {
    for (;;) {
      try {
        return await check("<!DOCTYPE html><html lang='de'><title>x</title></html>");
      } catch (error) {
        if (Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
  await Promise.race([ready(), failed]);
  return {
    /** What is wrong in a document as the server sent it; remarks without consequence are left out. */
    async run(html) {
      // What comes after the end makes the checker stop; it is found, and the rest is looked at as browsers read it.
      // Leptos' marks are thousands on a long page, and the checker has a remark on each until it gives up.
      html = html.replaceAll("<!>", "<!---->");
      const [, document, after = ""] = html.match(/^(.*<\/html>)(.*)$/s) ?? [null, html];
      const late = after.replace(/<!-*>/g, "").trim();
      const messages = await check(late ? document.replace(/<\/body>\s*<\/html>$/, `${late}</body></html>`) : html);
      const found = late ? [{ element: "html", text: `the document goes on after </html>: ${late.slice(0, 40)}`, criteria: [] }] : [];
      return found.concat(messages
        .filter(({ type, subType }) => type === "error" || subType === "fatal" || (type === "info" && subType === "warning"))
        .filter(({ message }) => !IGNORED.some((pattern) => pattern.test(message)))
        .map(({ type, subType, message, lastLine, lastColumn, extract }) => ({ element: "html", text: `${subType ?? type}: ${message} (${lastLine}:${lastColumn}) ${extract?.trim().slice(0, 100) ?? ""}`, criteria: [] })));
    },
    async stop() {
      child.removeAllListeners("exit");
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/**
 * Whether a remark guesses the language of a document from texts that say their own, as a German chapter on an English
 * page does: the checker counts all words alike.
 */
export async function isAboutMarkedText({ text }, page) {
  const [, guessed] = text.match(/appears to be written in .*? Consider using “lang="([a-z-]+)"”/) ?? [];
  if (!guessed) return false;
  return page.evaluate((guessed) => {
    const marked = [...document.querySelectorAll(`body [lang|="${guessed}"]`)].filter((one) => !one.parentElement.closest(`[lang|="${guessed}"]`));
    return marked.reduce((sum, { textContent }) => sum + textContent.length, 0) > document.querySelector("main").textContent.length / 3;
  }, guessed);
}

/** Remarks that are no mistakes. */
const IGNORED = [
  // HTML as it is written today; `<!>` is Leptos' mark for places to hydrate.
  /^Trailing slash on void elements/,
  /^Bogus comment/,
  // An article may be named by its author's line instead; axe-core sees to it that it has a name.
  /^Article lacks heading/,
];

export const engine = { name: "nu", criteria: [], sentence: "the Nu HTML checker finds nothing" };
