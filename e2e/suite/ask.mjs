// Asks a page: runs a function in it with `window.probing` at hand.

import { readFileSync } from "node:fs";

const tools = readFileSync(new URL("in-page.js", import.meta.url), "utf8");

/** Runs `question` in the page, or in a frame; its argument and answer travel as JSON. */
export async function ask(page, question, argument) {
  // One message for both: whether the tools are there, and the answer. Probes ask some thousand times.
  const both = `window.probing ? (async () => ({ answer: await (${question})(${JSON.stringify(argument)}) }))() : null`;
  let given = await page.evaluate(both);
  if (!given) {
    await page.evaluate(tools);
    given = await page.evaluate(both);
  }
  return given.answer;
}

/** Two frames drawn: what was changed is laid out and painted. */
export const settled = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/** The focused element's selector, within open shadow trees as well; `body` when nothing has the focus. */
export const focused = (page) =>
  ask(page, () => {
    const element = window.probing.active();
    return element ? window.probing.path(element) : "body";
  });

/** Takes the focus away and puts the starting point of the Tab key to the top. */
export const unfocus = (page) =>
  page.evaluate(() => {
    document.activeElement?.blur?.();
    getSelection()?.removeAllRanges();
    // A node that had the focus and went away leaves the starting point where it stood.
    const start = document.createElement("span");
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
    window.scrollTo(0, 0);
  });
