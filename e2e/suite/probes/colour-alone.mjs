// Colour is never alone: links within text, mistakes, required fields and states are told by something else as well.

import { ask } from "../ask.mjs";

export const probe = {
  name: "colour-alone",
  criteria: ["1.4.1"],
  sentence: "nothing is told by colour alone",
  run: (page) =>
    ask(page, () => {
      const { path, visible, shown, inSentence, colour, name } = window.probing;
      const found = [];
      const same = (one, other) => colour(one).join() === colour(other).join();
      for (const link of document.querySelectorAll("p a[href], li a[href], dd a[href], blockquote a[href], td a[href]")) {
        if (!visible(link) || !inSentence(link)) continue;
        const [style, around] = [getComputedStyle(link), getComputedStyle(link.parentElement)];
        const marked = style.textDecorationLine !== "none" || parseFloat(style.borderBottomWidth) > 0 || style.fontWeight !== around.fontWeight || style.fontStyle !== around.fontStyle || !same(style.backgroundColor, "rgba(0, 0, 0, 0)") || link.querySelector("svg, img") || style.backgroundImage !== "none";
        if (!marked) found.push({ element: path(link), text: `a link within text that only its colour shows: ${shown(link)}` });
      }
      const fields = [...document.querySelectorAll("input:not([type=hidden]), select, textarea")].filter(visible);
      for (const field of fields) {
        const text = `${name(field)} ${(field.getAttribute("aria-describedby") ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ")}`;
        // A field whose border is unlike that of the others, or whose class says it is wrong, needs words or a sign.
        const wrong = field.matches('[aria-invalid="true"], [class*="error" i], [class*="invalid" i], [class*="danger" i]') || field.closest('[class*="error" i], [class*="invalid" i]')?.matches("div, p, label, li");
        if (wrong && !/fehler|error|bitte|please|falsch|wrong|muss|must|fehlt|missing|ungültig|invalid|\p{L}{3,}[.!]/iu.test(text.replace(name(field), ""))) {
          const near = shown(field.closest("div, p, li, fieldset") ?? field).replace(name(field), "").trim();
          if (!near) found.push({ element: path(field), text: "is marked as wrong by its look alone" });
        }
      }
      // „Die rot markierten Felder …“: a legend that refers to a colour.
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const COLOUR = /\b(rot|grün|blau|gelb|orange|farbig|rote[nrms]?|grüne[nrms]?|blaue[nrms]?|gelbe[nrms]?|graue[nrms]?|red|green|blue|yellow|colou?red|grey|gray)\b[^.]{0,40}\b(felder|feld|einträge|eintrag|markiert\w*|gekennzeichnet\w*|hervorgehoben\w*|angaben|zeilen|fields?|entries|items?|marked|highlighted|rows?|text|shown|names?|termine|dates?)\b|\b(fields?|items?|entries|felder|angaben|einträge|rows?|zeilen|dates?|termine)\b[^.]{0,30}\b(in|sind|are|is)\b[^.]{0,12}\b(rot|grün|red|green|blue|blau|gelb|yellow|orange)\b/i;
      const LEGEND = /\b(rot|grün|blau|gelb|orange|grau|red|green|blue|yellow|gr[ae]y)\b\s*(heißt|bedeutet|ist|steht für|zeigt|=|means|is)\s/i;
      /** Things without a word or a name that a colour fills. */
      const painted = () => [...document.querySelectorAll("main span:empty, main i:empty, main td:empty, main div:empty")].filter((thing) => visible(thing) && !thing.getAttribute("aria-label") && !thing.title && colour(getComputedStyle(thing).backgroundColor)[3] > 0).slice(0, 4);
      /** Labels of another colour than the others, and with no sign or word beside it. */
      const tinted = () => {
        const labels = [...document.querySelectorAll("label, legend")].filter(visible);
        const hue = (label) => getComputedStyle(label).color;
        const usual = getComputedStyle(document.body).color;
        return labels.filter((label) => !same(hue(label), usual) && !/[*]|pflicht|erforderlich|required|fehl|muss/i.test(shown(label))).slice(0, 4);
      };
      while (walker.nextNode()) {
        const { parentElement, data } = walker.currentNode;
        if (parentElement.closest("script, style, blockquote, [data-foreign]") || !visible(parentElement)) continue;
        const hit = data.match(COLOUR) ?? data.match(LEGEND);
        if (!hit) continue;
        // The sentence is right about the page: what it speaks of is at fault, if it can be found.
        const meant = LEGEND.test(data) ? painted() : /feld|angabe|field/i.test(hit[0]) ? tinted() : [];
        const at = meant.length ? meant : [parentElement];
        for (const element of at) found.push({ element: path(element), text: `only a colour tells it: ${hit[0]}` });
      }
      // The current page of a menu looks like the others but for its colour.
      for (const link of document.querySelectorAll('[aria-current]:not([aria-current="false"]), [aria-selected="true"]')) {
        const other = [...(link.closest("nav, ul, ol, [role=tablist]")?.querySelectorAll("a, [role=tab], button") ?? [])].find((one) => one !== link && visible(one) && !one.hasAttribute("aria-current"));
        if (!other || !visible(link)) continue;
        const look = (element) => {
          const style = getComputedStyle(element);
          // A line that is transparent is not there.
          const edges = ["Top", "Right", "Bottom", "Left"].map((side) => (colour(style[`border${side}Color`])[3] > 0.05 ? style[`border${side}Width`] : "0px")).join(" ");
          return [style.fontWeight, style.fontStyle, style.textDecorationLine, style.textDecorationThickness, edges, style.borderStyle, style.boxShadow, style.outlineStyle, style.backgroundImage, style.fontSize, getComputedStyle(element, "::before").content, getComputedStyle(element, "::after").content, element.querySelectorAll("svg, img").length, ...[element.parentElement].map((part) => getComputedStyle(part).borderWidth + getComputedStyle(part).boxShadow)].join("|");
        };
        const [mine, theirs] = [getComputedStyle(link), getComputedStyle(other)];
        const paint = !same(mine.color, theirs.color);
        const fill = !same(mine.backgroundColor, theirs.backgroundColor);
        if (paint && !fill && look(link) === look(other)) found.push({ element: path(link), text: "is the current one by its colour alone" });
      }
      // A state that two neighbours of one kind show by nothing but their colour.
      for (const dot of document.querySelectorAll("body span:empty, body i:empty, body div:empty")) {
        const box = dot.getBoundingClientRect();
        const style = getComputedStyle(dot);
        if (!visible(dot) || box.width > 40 || box.height > 40 || box.width < 4 || same(style.backgroundColor, "rgba(0, 0, 0, 0)") || style.maskImage !== "none") continue;
        const siblings = [...document.querySelectorAll(`${dot.localName}:empty`)].filter((other) => other !== dot && visible(other) && other.getBoundingClientRect().width === box.width && !same(getComputedStyle(other).backgroundColor, style.backgroundColor));
        const cells = (element) => shown(element.closest("li, tr, td, p, div") ?? element);
        if (siblings.length && !dot.getAttribute("aria-label") && siblings.some((other) => cells(other).split(" ").length === cells(dot).split(" ").length) && !/·|✓|✗|offen|open|fertig|done|ja|nein|yes|no\b/i.test(cells(dot))) found.push({ element: path(dot), text: "a dot whose colour alone tells the state" });
      }
      return found;
    }),
};
