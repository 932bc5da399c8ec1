// Headings and labels describe what follows: one title, no step left out, none empty, none twice in one place.

import { ask } from "../ask.mjs";

export const probe = {
  name: "headings",
  criteria: ["2.4.6", "1.3.1", "3.3.2"],
  sentence: "headings and labels describe what follows, step by step",
  run: (page) =>
    ask(page, () => {
      const { path, visible, shown, name } = window.probing;
      const found = [];
      const say = (element, text) => found.push({ element: path(element), text });
      const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")].filter((heading) => heading.checkVisibility?.({ visibilityProperty: true }) && !heading.closest('[aria-hidden="true"]'));
      const level = (heading) => Number(heading.getAttribute("aria-level") ?? heading.localName[1] ?? 2);
      const first = headings.filter((heading) => level(heading) === 1);
      if (first.length !== 1) found.push({ element: first[1] ? path(first[1]) : "html", text: `${first.length} headings of the first level`, house: true });
      let last = 0;
      const above = [];
      const keys = new Map();
      for (const heading of headings) {
        const text = name(heading);
        const here = level(heading);
        if (!text) say(heading, "an empty heading");
        else if (!/[\p{L}\d]/u.test(text)) say(heading, `a heading without a word: ${text}`);
        else if (/^(überschrift|heading|titel|title|abschnitt|section|inhalt|content|text|lorem ipsum.*|weiteres|sonstiges|misc|untitled)( \d+)?$/i.test(text)) say(heading, `a heading that says nothing: ${text}`);
        if (last && here > last + 1) say(heading, `level ${here} follows level ${last}`);
        above.length = here - 1;
        const parent = above.filter(Boolean).join(" / ");
        const key = `${parent}|${text}`;
        if (text && [...keys.values()].includes(key)) say(heading, `the same heading twice in one place: ${text}`);
        keys.set(heading, key);
        above[here - 1] = text;
        last = here;
      }
      // Text that only looks like a heading.
      const base = parseFloat(getComputedStyle(document.body).fontSize);
      for (const text of document.querySelectorAll("main p, main div, body > p, body > div, section p, section div")) {
        const own = [...text.childNodes].every((node) => (node.nodeType === 3 ? true : /^(b|strong|span|font)$/.test(node.localName ?? "")));
        const words = shown(text).split(" ");
        const style = getComputedStyle(text.firstElementChild && shown(text.firstElementChild) === shown(text) ? text.firstElementChild : text);
        const next = text.nextElementSibling;
        if (own && visible(text) && words[0] && words.length <= 8 && !/[.!?:,]$/.test(shown(text)) && parseFloat(style.fontSize) >= base * 1.4 && Number(style.fontWeight) >= 600 && next?.matches("p, ul, ol, div") && shown(next).split(" ").length > words.length && !text.closest("[role=status], [role=alert], button, a, dl, table")) say(text, `looks like a heading and is none: ${shown(text)}`);
      }
      // Text boxes made of other elements have no label of their own: it is given by reference, or not at all.
      for (const box of document.querySelectorAll(":is([role=textbox], [role=searchbox], [role=combobox], [role=spinbutton], [role=listbox]):not(input, select, textarea, button)")) {
        if (box.checkVisibility?.({ visibilityProperty: true }) && !box.hasAttribute("aria-label") && !box.title && !(box.getAttribute("aria-labelledby") ?? "").split(/\s+/).some((id) => document.getElementById(id)?.textContent.trim())) say(box, "has no label");
      }
      const labels = new Map();
      for (const field of document.querySelectorAll("input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea")) {
        if (!visible(field) && !field.labels?.length) continue;
        if (field.closest('[aria-hidden="true"]') || !field.checkVisibility?.({ visibilityProperty: true })) continue;
        if (field.disabled && /^(none|presentation)$/.test(field.getAttribute("role") ?? "")) continue;
        const by = field.labels?.length || field.hasAttribute("aria-label") || field.hasAttribute("aria-labelledby") || field.title;
        if (!by) {
          say(field, field.placeholder ? "has a placeholder for a label" : "has no label");
          continue;
        }
        const text = name(field);
        // Where a page asks one question, its title says what the label says.
        const visibleLabel = headings.some((heading) => visible(heading) && shown(heading).endsWith(text)) || [...(field.labels ?? [])].some(visible) || field.hasAttribute("aria-labelledby");
        if (!visibleLabel && !field.disabled && !field.closest("[role=search], search, form[method=get], td") ) say(field, `its label is not seen: ${text}`);
        if (!/\p{L}/u.test(text)) say(field, `a label without a word: ${text}`);
        else if (/^(feld|field|eingabe|input|text|wert|value|bitte ausfüllen|label)( \d+)?$/i.test(text)) say(field, `a label that says nothing: ${text}`);
        if (field.placeholder && field.placeholder.trim() === text) say(field, "label and placeholder say the same");
        const group = field.closest("fieldset, [role=group], [role=radiogroup], form, section") ?? document.body;
        // Two fields of one form that are called the same can be told apart by nothing.
        const part = headings.findLast((heading) => heading.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
        const key = `${path(group)}|${part ? path(part) : ""}|${text.toLowerCase()}|${field.type === "radio" || field.type === "checkbox" ? `${field.name}${field.value}` : ""}`;
        if (labels.has(key) && !field.closest("[aria-hidden=true]")) say(field, `the same label twice in one form: ${text}`);
        labels.set(key, field);
        if ((field.type === "radio") && !field.closest("fieldset, [role=radiogroup], [role=group]") && document.querySelectorAll(`[type=radio][name="${CSS.escape(field.name)}"]`).length > 1) say(field, "is one of several choices, and nothing says of what");
      }
      for (const group of document.querySelectorAll("fieldset, [role=radiogroup]")) {
        if (visible(group) && !name(group) && !group.getAttribute("aria-label")) say(group, "a group without a name");
      }
      return found;
    }),
};
