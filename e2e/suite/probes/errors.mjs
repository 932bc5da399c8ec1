// A form that was refused says so first, names each field and what to do, and keeps what was typed.
//
// Looks at a page in the state after a refused form: the catalogue's states of the kind `error`.

import { ask } from "../ask.mjs";

/** Title's first words, by language: the texts of `common.error_prefix`; others are found by the heading alone. */
const PREFIX = /^(fehler|error|erreur|hata|błąd|ошибка|помилка|eroare|خطأ|خطا|error)\s?:/i;

/** Words of a message that names a mistake without a way out of it. */
const BARE = /^(ungültig(e eingabe|er wert)?|fehler|falsch|invalid( (input|value|entry))?|error|wrong|required|pflichtfeld|erforderlich)[.! ]*$/i;

export const probe = {
  name: "errors",
  criteria: ["3.3.1", "3.3.3", "3.3.2", "4.1.2"],
  sentence: "a refused form names its mistakes, leads to them and says what to do",
  kinds: ["error"],
  async run(page, { typed = {}, script = true }) {
    const found = await ask(page, ({ prefix, bare }) => {
      const { path, visible, shown, name } = window.probing;
      const PREFIX = new RegExp(prefix, "i");
      const BARE = new RegExp(bare, "i");
      const found = [];
      const say = (element, text) => found.push({ element: typeof element === "string" ? element : path(element), text });
      if (!PREFIX.test(document.title)) say("html", `the title does not begin with the word for an error: ${document.title}`);
      const summary = document.querySelector('.error-summary, [role="alert"], [data-error-summary]');
      const fields = [...document.querySelectorAll('[aria-invalid="true"]')];
      if (!summary || !visible(summary)) {
        say("html", "there is no summary of what was wrong");
      } else {
        const heading = summary.querySelector("h1, h2, h3");
        if (!heading) say(summary, "the summary has no heading");
        const active = document.activeElement;
        const announced = summary.matches('[role="alert"]') || summary.contains(active) || summary === active;
        if (!announced) say(summary, "the summary neither has the focus nor is an alert");
        const entries = [...summary.querySelectorAll("li")];
        if (!entries.length && !summary.querySelector("p")) say(summary, "the summary lists nothing");
        const main = document.querySelector("main") ?? document.body;
        const first = main.querySelector("form input:not([type=hidden]), form select, form textarea");
        if (first && !(summary.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING)) say(summary, "the summary comes after the fields");
        for (const link of summary.querySelectorAll('a[href^="#"]')) {
          const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
          if (!target) say(link, `leads to no field: ${link.hash}`);
          else if (!target.matches("input, select, textarea, button, fieldset, [tabindex]")) say(link, `leads to something that is no field: ${link.hash}`);
        }
        const linked = new Set([...summary.querySelectorAll('a[href^="#"]')].map((link) => decodeURIComponent(link.hash.slice(1))));
        // A link that leads nowhere is said once, not of its field as well.
        let dead = [...summary.querySelectorAll('a[href^="#"]')].filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1)))).length;
        for (const field of fields) {
          const group = field.closest("fieldset");
          const ids = [field.id, group?.id, ...[...document.querySelectorAll(`[name="${CSS.escape(field.name ?? "")}"]`)].map((same) => same.id)];
          if (!ids.some((id) => id && linked.has(id)) && dead-- <= 0) say(field, "is wrong, but the summary does not lead to it");
        }
      }
      if (!fields.length && summary?.querySelector('a[href^="#"]')) say(summary, "no field is marked as wrong (aria-invalid)");
      for (const field of fields) {
        const holder = field.closest("fieldset[aria-describedby]");
        const ids = `${field.getAttribute("aria-describedby") ?? ""} ${field.getAttribute("aria-errormessage") ?? ""} ${holder?.getAttribute("aria-describedby") ?? ""}`.trim().split(/\s+/).filter(Boolean);
        const texts = ids.map((id) => document.getElementById(id)).filter((text) => text && visible(text));
        const message = texts.map(shown).join(" ");
        if (!message) say(field, "is wrong, but no text that is tied to it says so");
        const last = texts.map(shown).find((text) => BARE.test(text));
        if (last) say(field, `the message does not say what to do: ${last}`);
        if (!name(field)) say(field, "has no name");
      }
      return found;
    }, { prefix: PREFIX.source, bare: BARE.source });
    for (const [field, value] of Object.entries(typed)) {
      const now = await page.locator(field).first().inputValue().catch(() => null);
      if (now !== value) found.push({ element: field, text: `what was typed is lost: ${value} became ${now}` });
    }
    if (script) found.push(...(await follow(page)));
    return found;
  },
};

/** Each link of the summary moves the focus to its field. */
async function follow(page) {
  const links = page.locator('.error-summary a[href^="#"], [role="alert"] a[href^="#"], [data-error-summary] a[href^="#"]');
  const found = [];
  for (let index = 0; index < (await links.count()); index += 1) {
    const href = await links.nth(index).getAttribute("href");
    if (!(await links.nth(index).isVisible())) continue;
    await links.nth(index).press("Enter");
    const arrived = await page.evaluate((id) => {
      const target = document.getElementById(decodeURIComponent(id));
      const active = document.activeElement;
      return !target || active === target || target.contains(active);
    }, href.slice(1));
    if (!arrived) found.push({ element: `a[href="${href}"]`, text: "does not move the focus to its field" });
  }
  return found;
}
