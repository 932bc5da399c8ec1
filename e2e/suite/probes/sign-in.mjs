// Signing in asks for no riddle, lets passwords be pasted and managers fill them in.

import { ask } from "../ask.mjs";

export const probe = {
  name: "sign-in",
  criteria: ["3.3.8"],
  sentence: "signing in needs no riddle and no memory",
  changes: true,
  async run(page, { left = () => {} } = {}) {
    const found = await ask(page, () => {
      const { path, visible, name, shown } = window.probing;
      const found = [];
      const passwords = [...document.querySelectorAll('input[type="password"]')].filter(visible);
      for (const field of passwords) {
        const tokens = (field.getAttribute("autocomplete") ?? "").split(/\s+/);
        if (!tokens.some((token) => /^(current-password|new-password|one-time-code)$/.test(token))) found.push({ element: path(field), text: `a password field that managers cannot fill in: autocomplete="${tokens.join(" ")}"` });
        const form = field.closest("form");
        const user = form && [...form.querySelectorAll('input:is([type="text"], [type="email"], [type="tel"], :not([type]))')].find((other) => visible(other) && other.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
        const current = tokens.includes("current-password") || !tokens.includes("new-password");
        if (user && current && !/\b(username|email|webauthn)\b/.test(user.getAttribute("autocomplete") ?? "")) found.push({ element: path(user), text: "the name to sign in with cannot be filled in by managers" });
        if (field.maxLength === 1) found.push({ element: path(field), text: "a password typed letter by letter into boxes cannot be pasted" });
      }
      const single = [...document.querySelectorAll('input[maxlength="1"]')].filter(visible);
      if (single.length > 2) found.push({ element: path(single[0]), text: "a code in boxes of one letter each cannot be pasted as a whole" });
      // Riddles: known services, and words that ask to recognise, calculate or copy. Only where there is something to fill in.
      for (const frame of document.querySelectorAll('iframe[src*="captcha" i], iframe[title*="captcha" i], [class*="captcha" i], [id*="captcha" i], img[alt*="captcha" i], img[src*="captcha" i]')) if (visible(frame)) found.push({ element: path(frame), text: "a riddle (captcha)" });
      const RIDDLE = /captcha|(zeichen|buchstaben|text|code|wort|zahlen)[^.?!]{0,30}(im|aus dem|auf dem|in dem) bild|(rechnen|wie viel ist|was ist) [^.?!]*\d+ ?[+−x×*-] ?\d+|\d+ ?[+×*] ?\d+ ?=|(characters|letters|text|code|numbers|word)[^.?!]{0,30}(in|from|on) the (image|picture)|what is \d+ ?[+x×*-] ?\d+|wählen sie alle bilder|select all (images|pictures)|(zweite|dritte|vierte|letzte|\d+\.)[^?!:;]{0,25} (zeichen|buchstaben?) (ihres|des|aus ihrem|vom) passwort|(\d+(st|nd|rd|th)|second|third|fourth)[^.?!]*(character|letter)s? of your password|(puzzle|schieben sie)[^.?!]*(teil|piece)/i;
      for (const field of document.querySelectorAll("input:not([type=hidden]), canvas, select")) {
        const holder = field.closest("fieldset, p, div, li") ?? field;
        if (!visible(field)) continue;
        const text = `${name(field)} ${shown(holder).slice(0, 300)} ${(field.getAttribute("aria-describedby") ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ")}`;
        if (RIDDLE.test(text)) found.push({ element: path(field), text: `a riddle: ${text.match(RIDDLE)[0]}` });
      }
      return found;
    });
    // Pasting, as a person does it: the event is sent, and nobody may stop it.
    const fields = await ask(page, () => [...document.querySelectorAll('input[type="password"], input[autocomplete~="one-time-code"], form:has(input[type="password"]) input:is([type="text"], [type="email"])')].filter((field) => window.probing.visible(field) && !field.readOnly && !field.disabled).map(window.probing.path));
    if (!fields.length) left();
    for (const field of fields) {
      const result = await page.locator(field).first().evaluate((element) => {
        element.focus();
        const before = element.value;
        const data = new DataTransfer();
        data.setData("text/plain", "pasted-42");
        const allowed = element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        element.value = before;
        return { allowed, drop: element.dispatchEvent(new Event("beforepaste", { bubbles: true, cancelable: true })) };
      });
      if (!result.allowed) found.push({ element: field, text: "refuses to be pasted into" });
    }
    return found;
  },
};
