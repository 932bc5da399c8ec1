// Checks texts in easy language while somebody writes them: the findings below each field, one short status for all.
//
// Invariants: nothing is sent anywhere, the rules run in this browser; no words are held here, the server wrote them into
// `data-messages`; a list is never announced, only how much was found; what a button puts into a text can be undone.

import initialise, { Linter } from "./linter.js";

// How long somebody pauses before the text is checked, in milliseconds.
const PAUSE = 600;
// Most findings below one field, and most further places of one finding.
const SHOWN = 30;
// Longest excerpt, in characters.
const EXCERPT = 80;
// What a finding says of its place; each of its further places says the same.
const PLACE = ["start", "end", "sentence", "excerpt", "arguments", "replacement"];

const at = (name) => new URL(name, import.meta.url);
const ready = Promise.all([
  initialise({ module_or_path: at("linter_bg.wasm") }),
  fetch(at("words.json")).then((answer) => answer.text()),
]).then(([, lists]) => Linter.read(lists));

const known = new WeakSet();

/** Makes the check of this page live; a page that is shown anew is found again. */
export async function enhance() {
  const panel = document.querySelector("[data-easy-language]");
  if (!panel || known.has(panel)) return;
  known.add(panel);
  const linter = await ready;
  if (!linter) return;
  // A page that the program built in the browser brings no words: the button asks the server then.
  const words = JSON.parse(panel.dataset.messages || "null");
  if (!words) return;
  const status = panel.querySelector("[data-easy-status]");
  const fields = [...panel.closest("form").querySelectorAll("[data-easy-field]")].map((place) => ({
    place,
    name: place.dataset.easyField,
    control: document.getElementById(place.dataset.easyField),
    findings: [],
  }));

  const check = (field) => {
    field.findings = JSON.parse(linter.check(field.name, field.control.value, panel.dataset.term ?? ""));
    show(field, words, (finding) => replace(field, finding));
  };
  const report = () => {
    const all = fields.flatMap((field) => field.findings);
    const hard = all.filter((finding) => finding.hard).length;
    const text = all.length ? fill(words.status, { found: all.length, hard }) : words.nothing;
    // The same text again would be announced again.
    if (status.textContent !== text) status.textContent = text;
  };
  const replace = (field, finding) => {
    select(field.control, finding);
    // What the browser itself inserts, Ctrl+Z takes back.
    if (!document.execCommand("insertText", false, finding.replacement))
      field.control.setRangeText(finding.replacement, finding.start, finding.end, "end");
    check(field);
    report();
  };

  for (const field of fields) {
    let pause = 0;
    field.control.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => {
        check(field);
        report();
      }, PAUSE);
    });
    check(field);
  }
  report();
  panel.closest("form").addEventListener("click", (event) => {
    const button = event.target.closest('button[name="form"]');
    if (!button) return;
    event.preventDefault();
    fields.forEach(check);
    status.textContent = "";
    setTimeout(report, 50);
    const first = fields.find((field) => field.findings.length);
    if (first) first.place.scrollIntoView({ block: "nearest" });
  });
}

/** Puts values into a text. */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);
}

/** Marks the place of a finding in its field. */
function select(control, finding) {
  control.focus();
  control.setSelectionRange(finding.start, finding.end);
}

/** The beginning of a place, on one line, cut after a word: as `shared::text::beginning` does. */
function excerpt(text) {
  const line = [...text.split(/\s+/).filter(Boolean).join(" ")];
  if (line.length <= EXCERPT) return line.join("");
  // With the character behind it: a word that ends just there is whole.
  const end = line.lastIndexOf(" ", EXCERPT);
  return `${line.slice(0, end > 0 ? end : EXCERPT).join("")} …`;
}

/** Shows the findings of a field anew. */
function show(field, words, apply) {
  const list = make("ul", { class: "staff-findings", "aria-label": field.place.dataset.easyLabel });
  for (const finding of field.findings.slice(0, SHOWN)) list.append(item(field, finding, words, apply));
  const left = field.findings.length - SHOWN;
  const parts = field.findings.length ? [list] : [];
  if (left > 0) parts.push(make("p", { class: "muted" }, fill(words.more, { number: left })));
  field.place.replaceChildren(...parts);
}

function item(field, finding, words, apply) {
  const place = fill(words.place, { sentence: finding.sentence, excerpt: excerpt(finding.excerpt) });
  const rule = [finding.rule, finding.arguments.case].filter(Boolean).join(" ");
  const text = fill(words[rule] || words[finding.rule] || "", finding.arguments);
  const head = make("p", {}, make("strong", {}, finding.hard ? words.must : words.may), " – ", ...quoted(words.place, { sentence: finding.sentence }, excerpt(finding.excerpt)));
  const go = act(words.go, place, () => select(field.control, finding));
  const acts = make("p", { class: "staff-bar__acts" }, go);
  const out = make("li", finding.hard ? { "data-hard": "" } : {}, head, make("p", {}, text));
  if (finding.replacement) {
    out.append(make("p", {}, ...quoted(words.replacement, {}, finding.replacement)));
    acts.append(" ", act(words.apply, place, () => apply(finding)));
  }
  out.append(acts, ...further(field, finding, words, apply));
  return out;
}

/** Where else the same is to be said: how often, and a button that leads to each place. */
function further(field, finding, words, apply) {
  if (!finding.more.length) return [];
  const items = finding.more.slice(0, SHOWN).map((place) => {
    const text = make("span", { class: "kern-btn__text" }, ...quoted(words.place, { sentence: place.sentence }, excerpt(place.excerpt)));
    const button = make("button", { type: "button", class: "kern-btn kern-btn--tertiary" }, text);
    button.addEventListener("click", () => {
      turn(finding, place);
      show(field, words, apply);
      select(field.control, finding);
    });
    return make("li", {}, button);
  });
  const count = make("p", {}, fill(words.places, { number: finding.more.length }));
  return [count, make("ul", { class: "staff-findings__places" }, ...items)];
}

/** Makes a further place the one that the finding is about, so that its suggestion is shown and used. */
function turn(finding, place) {
  const left = Object.fromEntries(PLACE.map((name) => [name, finding[name]]));
  finding.more = [left, ...finding.more.filter((other) => other !== place)].sort((one, other) => one.start - other.start);
  Object.assign(finding, place);
}

/** A message with words of the text: they alone are in the text's language. */
function quoted(message, values, words) {
  const [before, after = ""] = fill(message, values).split(/\{(?:excerpt|text)\}/);
  return [before, make("bdi", { lang: "de-simple" }, words), after];
}

/** A button whose name says for listeners which place it is about. */
function act(text, about, press) {
  const words = make("span", { class: "kern-btn__text" }, text, make("span", { class: "kern-sr-only" }, `: ${about}`));
  const button = make("button", { type: "button", class: "kern-btn kern-btn--tertiary" }, words);
  button.addEventListener("click", press);
  return button;
}

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}
