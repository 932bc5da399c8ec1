// Notices whether anything happens on a page: another address, another window, another focus, other content.

import { focused } from "./ask.mjs";

/** Starts observing; the answer is a function that says what has happened since, or nothing. */
export async function observe(page, { focus = true } = {}) {
  const address = page.url();
  let opened = "";
  const note = (popup) => {
    opened = popup.url?.() ?? "a window";
    popup.close?.().catch(() => {});
  };
  page.on("popup", note);
  await page.evaluate(() => {
    window.seenChanges = [];
    window.changesObserver?.disconnect();
    window.changesObserver = new MutationObserver((records) => {
      for (const record of records) {
        const element = record.target.nodeType === 1 ? record.target : record.target.parentElement;
        // What a page does with itself outside of the reader's sight is its own affair.
        if (!element || element.closest("head, script, style")) continue;
        window.seenChanges.push(`${record.type === "attributes" ? `attributes ${record.attributeName}` : record.type} in ${element.localName}${element.id ? `#${element.id}` : ""}`);
      }
    });
    window.changesObserver.observe(document.body, { childList: true, characterData: true, attributes: true, subtree: true, attributeFilter: ["hidden", "open", "class", "style", "aria-expanded", "aria-pressed", "aria-checked", "disabled", "width", "height", "viewBox", "transform", "src"] });
    window.seenSubmit = false;
    document.addEventListener("submit", (event) => { window.seenSubmit = true; event.preventDefault(); }, { capture: true, once: true });
  });
  const start = focus ? await focused(page) : "";
  return async function changed() {
    if (page.url() !== address) return `the address becomes ${page.url()}`;
    if (opened) return `a window opens: ${opened}`;
    const seen = await page.evaluate(async () => {
      // Timers of no length and promises have run when a task of lower order has come.
      await new Promise((done) => setTimeout(done, 0));
      return { changes: window.seenChanges, submit: window.seenSubmit, dialog: Boolean(document.querySelector("dialog[open]")) };
    }).catch(() => null);
    if (!seen || seen.changes === undefined) return "the page is left";
    if (seen.submit) return "a form is sent";
    if (seen.changes.length) return seen.changes[0];
    if (focus) {
      const now = await focused(page);
      if (now !== start) return `the focus moves from ${start} to ${now}`;
    }
    return "";
  };
}
