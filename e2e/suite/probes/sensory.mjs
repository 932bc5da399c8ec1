// Nothing is explained by where it stands, what shape or colour it has, or how it sounds.

import { ask } from "../ask.mjs";

/** Instructions that need eyes or ears. One list for the pages and for `locales/`. */
export const SENSORY = [
  "\\b(rechts|links|oben|unten|rechten|linken|oberen|unteren|obigen|untenstehenden?|obenstehenden?)\\b(?! (genannt|beschrieben|erwähnt))",
  "\\b(runde[nrms]?|eckige[nrms]?|dreieckige[nrms]?|quadratische[nrms]?|große[nrms]? runde[nrms]?) (knopf|schaltfläche|symbol|taste|feld|icon|button)",
  "\\b(rote[nrms]?|grüne[nrms]?|blaue[nrms]?|gelbe[nrms]?|graue[nrms]?|orange[nrms]?) (knopf|schaltfläche|symbol|taste|feld|pfeil|punkt|icon|button|link|fläche|kasten)",
  "\\b(on|to|at) the (right|left|top|bottom)\\b|\\b(right|left)-hand (side|column)\\b|\\b(top|bottom|upper|lower) (right|left)\\b|\\b(button|link|field|menu|box|icon|arrow|form) (above|below)\\b|\\b(below|above) (button|link|field|menu|box)\\b",
  "\\b(round|square|triangular|circular|triangle|circle|star) (button|icon|symbol|shape|menu)\\b|\\b(under|underneath|below|beside|next to) the (star|circle|square|triangle)\\b|\\b(unter|neben|über) dem (stern|kreis|quadrat|dreieck)\\b",
  "\\b(red|green|blue|yellow|gr[ae]y|orange) (button|icon|symbol|arrow|dot|link|box|field|text)\\b",
  "\\b(wenn|sobald|nach|bei) [^.]{0,30}(piepton|signalton|piepst|klingelt|tonsignal)|\\b(when|after|once) you hear\\b|\\bnach dem (ton|signal)\\b|\\bafter the (tone|beep)\\b",
].join("|");

/** An instruction or a reference tells the reader to do or find something. */
const ASKS = /\bmit (dem|der)\b|sprech|warten|speak|wait|vergrößer|verkleiner|schließ|lösch|send|klick|drück|wähl|nutz|benutz|verwend|siehe|sehen sie|find|steht|tipp|gehen sie|füll|öffn|lesen|weiter|click|press|select|choose|use|see|find|tap|go to|fill|open|read|shown|listed|zeigt|menü|menu/i;

export const sensory = (text) => {
  const hit = text.match(new RegExp(SENSORY, "i"));
  return hit && ASKS.test(text) ? hit[0] : "";
};

export const probe = {
  name: "sensory",
  criteria: ["1.3.3"],
  sentence: "nothing is explained by place, shape, colour or sound alone",
  run: async (page) => {
    const texts = await ask(page, () => {
      const { path, visible, shown } = window.probing;
      // What people wrote, and titles of plans, are theirs.
      return [...document.querySelectorAll("p, li, dd, td, label, legend, span, div, h1, h2, h3, figcaption, summary, strong")].filter((element) => !element.closest("blockquote, script, style, article .prose") && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && visible(element)).map((element) => ({ element: path(element), text: shown(element) }));
    });
    // Who gives the name as well does not rely on the senses.
    const names = await ask(page, () => [...new Set([...window.probing.controls(), ...document.querySelectorAll("h1, h2, h3")].map((part) => window.probing.name(part).toLowerCase()))].filter((name) => name.length > 2));
    const named = (sentence) => [...sentence.toLowerCase().matchAll(/[„“"«»‚']([^„“"«»‚']{3,})[“”"«»‘']/g)].some(([, quoted]) => names.includes(quoted.trim()));
    const found = [];
    for (const { element, text } of texts) {
      for (const sentence of text.split(/(?<=[.!?])\s+/)) {
        const hit = sensory(sentence);
        if (hit && !named(sentence)) found.push({ element, text: `explains by “${hit}”: ${sentence.slice(0, 60)}` });
      }
    }
    return found;
  },
};
