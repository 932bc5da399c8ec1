// Reads the page aloud, sentence by sentence, with the sentence marked that is spoken.
//
// Invariants: only a voice that the device itself has (`localService`), and only one of the language in which the words
// are written: what has none is left out, and the bar says so; where the page's language has none the bar stays hidden.
// Nothing is read before somebody pressed the button, and nothing of the page is changed: the mark is a highlight of the
// browser, where it knows one.

const RATE = 0.9;
// What is read as one piece, so that a sentence never runs from a heading into a paragraph.
const PIECES = "h1, h2, h3, h4, p, li, dt, dd, legend, label, caption, th, td, summary, blockquote, figcaption, address";
// Buttons that answer the question of the page: they are read like the answers beside them.
const ANSWERS = ".place__whole button, .place__door button, .plan__choice";
// What is operated and not read, and what only listeners of a screen reader are told.
const SILENT = `[data-read-aloud], nav, button:not(${ANSWERS}), select, textarea, svg, script, style, [hidden], [aria-hidden=true], .kern-sr-only, .kern-btn:not(${ANSWERS})`;
// A full stop that ends no sentence: behind an abbreviation, a letter alone, the number of a day. What is joined too much is
// only read in one breath.
const NO_END =
  /(?:^|[^\p{L}\p{N}])(?:nr|no|núm|abs|art|ziff|ust|alin|bzw|ca|vgl|ggf|gem|inkl|einschl|tel|str|st|dr|prof|ul|al|av|ул|ст|вул|\p{L}|\d{1,2})\.\s*$/iu;

// What can be spoken at all.
const SPOKEN = /[\p{L}\p{N}]/u;

const speech = window.speechSynthesis;
const marks = window.CSS && CSS.highlights && typeof Highlight === "function" ? CSS.highlights : null;
const page = document.documentElement;

/** The first subtag, in small letters: `de` of `de-DE` and `de_DE`. */
const primary = (tag) => (tag || "").toLowerCase().split(/[-_]/)[0];

/** A voice of the device for a language; never a remote one, which would be sent the text. */
function voiceFor(language) {
  return speech.getVoices().find((voice) => voice.localService === true && primary(voice.lang) === primary(language));
}

/** In which language the words of an element are written; where nobody knows, that of the page. */
const languageOf = (element) => element.closest("[lang]").lang || page.lang;

/** What is read: sentences, or their parts in one language, with the range of the page in which they stand. */
function sentences() {
  const found = [];
  for (const piece of document.querySelectorAll(`main :is(${PIECES})`)) {
    if (piece.closest(SILENT) || !visible(piece)) continue;
    const texts = textsOf(piece);
    const whole = texts.map((node) => node.data).join("");
    for (const sentence of cut(whole, languageOf(piece)))
      for (const { start, end, language } of inOneLanguage(texts, ...sentence))
        found.push({ text: whole.slice(start, end).replace(/\s+/g, " ").trim(), range: range(texts, start, end), piece, language });
  }
  return found.filter(({ text }) => SPOKEN.test(text));
}

/** The parts of a sentence whose words are in one language; signs alone go with what stands before them. */
function inOneLanguage(texts, start, end) {
  const parts = [];
  let passed = 0;
  for (const node of texts) {
    const [from, to] = [Math.max(start, passed), Math.min(end, passed + node.length)];
    const words = node.data.slice(from - passed, to - passed);
    passed += node.length;
    if (from >= to) continue;
    const language = languageOf(node.parentElement);
    const last = parts.at(-1);
    if (last && (primary(last.language) === primary(language) || !SPOKEN.test(words))) last.end = to;
    else parts.push({ start: from, end: to, language });
  }
  return parts;
}

const visible = (element) =>
  element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0;

/** The text nodes that belong to this piece and to no smaller one within it. */
function textsOf(piece) {
  const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest(PIECES) === piece && !parent.closest(SILENT)) texts.push(walker.currentNode);
  }
  return texts;
}

/** Where sentences begin and end. */
function cut(text, language) {
  const whole = [];
  for (const [start, end] of parts(text, language)) {
    const before = whole.at(-1);
    if (before && NO_END.test(text.slice(...before))) before[1] = end;
    else whole.push([start, end]);
  }
  return whole;
}

/** Where the browser takes sentences to begin and end: „Nr.“ and „21.“ end one for it. */
function parts(text, language) {
  if (typeof Intl.Segmenter === "function") {
    const parts = new Intl.Segmenter(primary(language) || "de", { granularity: "sentence" }).segment(text);
    return [...parts].map(({ index, segment }) => [index, index + segment.length]);
  }
  return [...text.matchAll(/[^.!?…؟]+[.!?…؟]*/g)].map((match) => [match.index, match.index + match[0].length]);
}

function range(texts, start, end) {
  const made = document.createRange();
  let passed = 0;
  for (const node of texts) {
    const next = passed + node.length;
    if (start >= passed && start <= next) made.setStart(node, start - passed);
    if (end > passed && end <= next) made.setEnd(node, end - passed);
    passed = next;
  }
  return made;
}

let state = "silent";
let queue = [];
let at = 0;
// Counts starts, so that what an ended reading still reports is not taken for the present one.
let turn = 0;

function mark(sentence) {
  if (!marks) return;
  if (sentence) marks.set("read-aloud", new Highlight(sentence.range));
  else marks.delete("read-aloud");
}

/** Says in the bar whether something is left out, because the device has no voice for its language. */
function tellLeftOut(isLeftOut) {
  for (const note of document.querySelectorAll("[data-read-aloud] [data-read-left-out]")) note.hidden = !isLeftOut;
}

function speak() {
  let voice;
  while (queue[at] && !(voice = voiceFor(queue[at].language))) {
    tellLeftOut(true);
    at += 1;
  }
  const sentence = queue[at];
  // A page that was left behind by a link is not read on.
  if (!sentence || !sentence.piece.isConnected) return stop();
  const mine = turn;
  const said = new SpeechSynthesisUtterance(sentence.text);
  said.voice = voice;
  said.lang = said.voice.lang;
  said.rate = RATE;
  const next = () => {
    if (mine !== turn || state !== "reading") return;
    at += 1;
    speak();
  };
  said.onend = next;
  said.onerror = ({ error }) => (error === "interrupted" || error === "canceled" ? undefined : next());
  mark(sentence);
  speech.speak(said);
}

function start() {
  speech.cancel();
  turn += 1;
  queue = sentences();
  at = 0;
  tellLeftOut(false);
  become("reading");
  speak();
}

function stop() {
  turn += 1;
  speech.cancel();
  mark(null);
  become("silent");
}

const acts = {
  start,
  stop,
  pause() {
    // The sentence is said again from its beginning: browsers differ in what they do with half a one.
    turn += 1;
    speech.cancel();
    become("paused");
  },
  "go-on"() {
    turn += 1;
    become("reading");
    speak();
  },
};

const SHOWN = { silent: ["start"], reading: ["pause", "stop"], paused: ["go-on", "stop"] };

/** Shows the buttons of a state; the focus stays in the bar when its button is gone. */
function become(next) {
  state = next;
  for (const bar of document.querySelectorAll("[data-read-aloud]")) {
    const buttons = [...bar.querySelectorAll("[data-read]")];
    const stays = (button) => SHOWN[next].includes(button.dataset.read);
    for (const button of buttons.filter(stays)) button.hidden = false;
    // Before its button is hidden, because a browser then takes the focus away at once.
    const focused = buttons.find((button) => button === document.activeElement);
    if (focused && !stays(focused)) buttons.find(stays).focus();
    for (const button of buttons) button.hidden = !stays(button);
  }
}

/** Shows the bar where there is a voice, and hides it where there is none. */
function offer() {
  const can = Boolean(voiceFor(page.lang));
  for (const bar of document.querySelectorAll("[data-read-aloud]")) {
    if (bar.hidden === can) bar.hidden = !can;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest && event.target.closest("[data-read-aloud] [data-read]");
  if (button) acts[button.dataset.read]();
});
window.addEventListener("pagehide", stop);
if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
// The bar of the next page, where the program changes pages without loading them.
new MutationObserver(offer).observe(document.body, { childList: true, subtree: true });
offer();
