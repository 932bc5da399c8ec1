// Taking the focus or choosing a value changes no context: no other page, no window, no other focus, nothing sent.

import { ask, focused } from "../ask.mjs";
import { observe } from "../observe.mjs";

export const probe = {
  name: "context-change",
  criteria: ["3.2.1", "3.2.2"],
  sentence: "taking the focus or filling a field leads nowhere and sends nothing",
  changes: true,
  bears: true,
  weight: "heavy",
  async run(page, { reopen }) {
    const found = [];
    const stops = await ask(page, () => window.probing.focusables().map(window.probing.path));
    let changed = await watch(page);
    const quiet = (await nothingHappens(page, stops)) && !(await changed("body"));
    if (!quiet) {
      await reopen();
      changed = await watch(page);
    }
    for (const stop of quiet ? [] : stops) {
      await page.locator(stop).first().focus().catch(() => {});
      const what = await changed(stop);
      if (!what) continue;
      found.push({ element: stop, text: `taking the focus: ${what}` });
      await reopen();
      changed = await watch(page);
    }
    for (const stop of stops) {
      const kind = await ask(page, (path) => {
        const element = document.querySelector(path);
        if (!element || element.disabled || element.readOnly) return "";
        if (element.localName === "select") return element.multiple ? "" : "select";
        if (element.localName === "textarea") return "text";
        if (element.localName !== "input") return element.matches('[role="switch"], [role="checkbox"], [role="radio"], [role="combobox"]') ? "role" : "";
        if (/^(checkbox|radio)$/.test(element.type)) return "check";
        return { date: "date", number: "number", text: "text", email: "email", search: "text", tel: "tel", url: "url", password: "text" }[element.type] ?? "";
      }, stop);
      if (!kind) continue;
      const field = page.locator(stop).first();
      const before = page.url();
      await field.focus().catch(() => {});
      changed = await watch(page);
      try {
        if (kind === "select") await field.evaluate((select) => {
          const other = [...select.options].find((option) => !option.selected && !option.disabled);
          if (!other) return;
          other.selected = true;
          select.dispatchEvent(new Event("input", { bubbles: true }));
          select.dispatchEvent(new Event("change", { bubbles: true }));
        });
        else if (kind === "check") await field.press("Space");
        else if (kind === "role") await field.press("Space");
        else {
          const value = { date: "2026-05-17", number: "1234", tel: "01234567", email: "a@example.org", url: "https://example.org", text: "123456789012" }[kind];
          if (kind === "date") await field.fill(value);
          else await field.pressSequentially(value);
          await field.evaluate((element) => element.dispatchEvent(new Event("change", { bubbles: true })));
        }
      } catch {
        // A page that went away while typing is the very finding.
      }
      const what = (await changed(stop)) || (page.url() !== before ? `the address becomes ${page.url()}` : "");
      if (!what) continue;
      found.push({ element: stop, text: `changing the value: ${what}` });
      await reopen();
    }
    return found;
  },
};

/** Gives the focus to all in a row, within the page; whether nothing came of it, so that none need be asked by itself. */
const nothingHappens = (page, stops) =>
  page.evaluate(async (paths) => {
    for (const path of paths) {
      const element = document.querySelector(path);
      if (!element) return false;
      element.focus();
      await new Promise((done) => setTimeout(done, 0));
      const now = document.activeElement;
      const kept = now === element || (now?.type === "radio" && now.name === element.name) || element.contains(now);
      if (!kept || window.seenSubmit || window.seenOpened || document.querySelector("dialog[open]:modal")) return false;
    }
    document.activeElement?.blur?.();
    return true;
  }, stops).catch(() => false);

/** Like `observe`, but content may change; what may not is address, window, focus, dialogs, and sending. */
async function watch(page) {
  const address = page.url();
  let opened = "";
  page.on("popup", (popup) => {
    opened = "a window opens";
    popup.close().catch(() => {});
  });
  const asked = [];
  page.on("dialog", (dialog) => asked.push(dialog.message()));
  await observe(page, { focus: false });
  await page.evaluate(() => {
    window.open = () => {
      window.seenOpened = true;
      return null;
    };
  });
  return async (stop) => {
    if (page.url() !== address) return `the address becomes ${page.url()}`;
    if (opened) return opened;
    const seen = await page.evaluate(async () => {
      await new Promise((done) => setTimeout(done, 0));
      return { submit: window.seenSubmit, opened: window.seenOpened, dialog: Boolean(document.querySelector("dialog[open]:modal")) };
    }).catch(() => null);
    if (!seen) return "the page is left";
    if (seen.submit === undefined) return "the page is left";
    if (seen.opened) return "a window opens";
    if (seen.submit) return "the form is sent";
    if (seen.dialog) return "a dialog opens";
    const now = await focused(page).catch(() => null);
    if (now === null) return "the page is left";
    // A group of radio buttons may pass the focus on within itself; a page may show it on another part of the same control.
    if (now === stop) return "";
    const same = await ask(page, ([one, other]) => {
      const [a, b] = [document.querySelector(one), document.querySelector(other)];
      return !a || !b || (a.type === "radio" && a.name === b.name) || a.contains(b);
    }, [stop, now]).catch(() => false);
    return same ? "" : `the focus moves to ${now}`;
  };
}
