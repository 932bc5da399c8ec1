// Fields about the person herself say what they are for, so that browsers and aids can fill them in.

import { ask } from "../ask.mjs";

/** What a label asks for, and the tokens that say it. */
const PURPOSES = [
  ["e-?mail|courriel|e-?posta|البريد الإلكتروني|электронн|електронн", "email username"],
  ["telefon|phone|handy|mobil", "tel tel-national tel-local"],
  ["postleitzahl|\\bplz\\b|postal ?code|post ?code|\\bzip\\b|code postal|الرمز البريدي|индекс|індекс", "postal-code"],
  ["straße|strasse|street|address line|adresszeile", "street-address address-line1 address-line2"],
  ["^(wohn)?ort$|^stadt$|^city$|^town$|wohnort", "address-level2"],
  ["vor- und nachname|vollständiger name|full name|^(ihr |your )?name$", "name"],
  ["vorname|first name|given name", "given-name"],
  ["nachname|familienname|last name|surname|family name", "family-name"],
  ["geburtsdatum|geburtstag|date of birth|birthday", "bday bday-day bday-month bday-year"],
  ["^(verein|firma|organisation|organization|company|unternehmen)", "organization"],
];

/** Every token of the HTML standard for a person's data. */
const TOKENS = "off on name honorific-prefix given-name additional-name family-name honorific-suffix nickname username new-password current-password one-time-code organization-title organization street-address address-line1 address-line2 address-line3 address-level4 address-level3 address-level2 address-level1 country country-name postal-code cc-name cc-given-name cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type transaction-currency transaction-amount language bday bday-day bday-month bday-year sex url photo tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix tel-extension email impp";

export const probe = {
  name: "purpose",
  criteria: ["1.3.5"],
  sentence: "fields about the person say what they are for",
  run: (page, { staff = false } = {}) =>
    ask(page, ({ purposes, tokens, staff }) => {
      const { path, visible, name } = window.probing;
      const known = new Set(tokens.split(" "));
      const found = [];
      for (const field of document.querySelectorAll("input:not([type=hidden], [type=submit], [type=button], [type=checkbox], [type=radio], [type=file], [type=image], [type=reset]), select, textarea")) {
        if (!visible(field) || field.disabled || field.getAttribute("aria-disabled") === "true") continue;
        const given = (field.getAttribute("autocomplete") ?? "").toLowerCase().trim().split(/\s+/).filter(Boolean);
        // The grammar of the HTML standard: a section, shipping or billing, a kind of contact, one field.
        const rest = [...given];
        if (rest[0]?.startsWith("section-")) rest.shift();
        if (/^(shipping|billing)$/.test(rest[0] ?? "")) rest.shift();
        const contact = /^(home|work|mobile|fax|pager)$/.test(rest[0] ?? "") ? rest.shift() : "";
        const [token = ""] = rest;
        const right = !given.length || (rest.length === 1 || (rest.length === 2 && rest[1] === "webauthn")) && known.has(token) && !(contact && !/^(tel|email|impp)/.test(token)) && !(/^(on|off)$/.test(token) && given.length > 1);
        if (!right) {
          found.push({ element: path(field), text: `autocomplete="${given.join(" ")}" means nothing` });
          continue;
        }
        // Staff write down other people's data; a search asks for nobody's.
        if (staff || field.matches('textarea, [type="search"], [type="date"]') && !/geburt|birth/i.test(name(field)) || field.closest("[role=search], search")) continue;
        const label = name(field).replace(/\s*\(.*\)\s*$/, "").replace(/[*:]/g, "").trim();
        const purpose = purposes.find(([pattern]) => new RegExp(pattern, "i").test(label));
        // „Straße und Hausnummer“ of a place that is searched is not where the person lives.
        if (!purpose || (given.includes("off") && !/^(ihre?|your)\s/i.test(label))) continue;
        if (!given.some((token) => purpose[1].split(" ").includes(token))) found.push({ element: path(field), text: `asks for ${label} and does not say so: autocomplete="${given.join(" ")}", should be ${purpose[1].split(" ")[0]}` });
      }
      return found;
    }, { purposes: PURPOSES, tokens: TOKENS, staff }),
};
