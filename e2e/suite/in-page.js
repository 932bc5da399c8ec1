// What probes ask about elements, inside the page; `ask.mjs` brings it there once per document as `window.probing`.
//
// Invariant: nothing here changes the page.

(() => {
  if (window.probing) return;

  /** A selector that finds exactly this element again, short enough to read. */
  function path(element) {
    if (!element || element === document) return "html";
    const parts = [];
    for (let at = element; at && at.nodeType === 1; at = at.parentElement) {
      if (at.id && document.querySelectorAll(`#${CSS.escape(at.id)}`).length === 1) {
        parts.unshift(`#${CSS.escape(at.id)}`);
        break;
      }
      const tag = at.localName;
      const same = at.parentElement ? [...at.parentElement.children].filter((child) => child.localName === tag) : [];
      const nth = same.length > 1 ? `:nth-of-type(${same.indexOf(at) + 1})` : "";
      parts.unshift(tag + nth);
    }
    return parts.join(" > ");
  }

  /** Whether somebody who sees can see it: it has a box, is painted, and is not hidden for the eye only. */
  function visible(element) {
    if (!element.isConnected) return false;
    if (element.checkVisibility && !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) return false;
    const style = getComputedStyle(element);
    if (style.clipPath === "inset(50%)" || style.clip === "rect(0px, 0px, 0px, 0px)") return false;
    // The usual way to hide for the eye only: a parent of one pixel that clips.
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      const around = getComputedStyle(at);
      if (around.position === "absolute" && around.overflow !== "visible" && at.clientWidth <= 1 && at.clientHeight <= 1) return false;
    }
    return true;
  }

  const FOCUSABLE =
    'a[href], area[href], button, input:not([type="hidden"]), select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable=""], [contenteditable="true"]';

  /** Elements that the Tab key should reach, one for each group of radio buttons. */
  function focusables(root = document) {
    const groups = new Set();
    return [...root.querySelectorAll(FOCUSABLE)].filter((element) => {
      if (element.disabled || element.closest("[inert]") || element.matches("fieldset:disabled *")) return false;
      if (element.tabIndex < 0) return false;
      if (element.localName === "summary" && element.parentElement?.localName !== "details") return false;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      // What is folded away keeps its box.
      if (style.display !== "contents" && element.checkVisibility && !element.checkVisibility()) return false;
      if (style.visibility === "hidden" || (box.width === 0 && box.height === 0 && !element.checkVisibility?.())) return false;
      if (element.type === "radio" && element.name) {
        const group = `${element.form?.id ?? ""}/${element.name}`;
        if (groups.has(group)) return false;
        groups.add(group);
      }
      return true;
    });
  }

  /** Text that an element shows, without what only screen readers get. */
  const shown = (element) => (element.innerText ?? element.textContent ?? "").replace(/\s+/g, " ").trim();

  /**
   * The accessible name. Plain cases are worked out here; the browser, which builds its tree anew for each question, is
   * asked where names come from afar or seem to be missing.
   */
  function name(element) {
    const near = nearName(element);
    const plain = near && !element.matches("[aria-labelledby], [role]") && !element.querySelector("[role], [aria-labelledby], [hidden], slot, input, svg title");
    if (plain || typeof element.computedName !== "string") return near;
    const role = element.computedRole;
    return role && !/^(none|presentation|generic)$/.test(role) ? element.computedName.replace(/\s+/g, " ").trim() : near;
  }

  function nearName(element) {
    const by = element.getAttribute("aria-labelledby");
    if (by) {
      const text = by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ").replace(/\s+/g, " ").trim();
      if (text) return text;
    }
    const own = element.getAttribute("aria-label")?.trim();
    if (own) return own;
    if (element.labels?.length) return [...element.labels].map((label) => label.textContent).join(" ").replace(/\s+/g, " ").trim();
    if (element.localName === "img" || element.localName === "area") return element.getAttribute("alt")?.trim() ?? "";
    if (element.localName === "input" && /^(submit|button|reset|image)$/.test(element.type)) return element.value || element.alt || "";
    if (element.localName === "fieldset") return element.querySelector(":scope > legend")?.textContent.replace(/\s+/g, " ").trim() ?? "";
    const copy = element.cloneNode(true);
    copy.querySelectorAll('[aria-hidden="true"], script, style').forEach((hidden) => hidden.remove());
    copy.querySelectorAll("img[alt], svg[aria-label], [aria-label]").forEach((image) => image.replaceWith(` ${image.getAttribute("alt") ?? image.getAttribute("aria-label")} `));
    const text = copy.textContent.replace(/\s+/g, " ").trim();
    return text || element.getAttribute("title")?.trim() || element.getAttribute("placeholder")?.trim() || "";
  }

  /** `rgb(…)` as numbers from 0 to 255 and alpha, whatever notation the style has. */
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  function colour(text) {
    const plain = text.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
    if (plain) return [+plain[1], +plain[2], +plain[3], plain[4] === undefined ? 1 : +plain[4]];
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  }

  /** Controls that a person may operate. */
  const CONTROLS = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [role="link"], [role="checkbox"], [role="radio"], [role="switch"], [role="tab"], [role="menuitem"], [onclick]';
  const controls = (root = document) => [...root.querySelectorAll(CONTROLS)].filter((element) => visible(element) && !element.disabled);

  /** A link within a sentence: its size is that of the line. */
  function inSentence(element) {
    if (getComputedStyle(element).display !== "inline") return false;
    const block = element.parentElement?.closest("p, li, dd, td, th, blockquote, figcaption, label, legend, div, span");
    if (!block) return false;
    const around = shown(block).replace(shown(element), "").replace(/[\s–·|,.;:()]+/g, "");
    return around.length > 0;
  }

  /** The element with the focus, within open shadow trees as well; `null` when it is nowhere. */
  function active() {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return !element || element === document.body || element === document.documentElement ? null : element;
  }

  window.probing = { active, path, visible, focusables, shown, name, colour, controls, inSentence, FOCUSABLE };
})();
