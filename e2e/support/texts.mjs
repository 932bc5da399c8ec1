// The interface's texts, read from `locales/`, so that a reworded label breaks no test.

import { readFileSync } from "node:fs";

const files = new Map();

function table(language, file) {
  const address = new URL(`../../locales/${language}/${file}.json`, import.meta.url);
  if (!files.has(address.href)) files.set(address.href, JSON.parse(readFileSync(address, "utf8")));
  return files.get(address.href);
}

/** Reads texts of a language: `texts("de")("statements.check.send")`; values fill the placeholders. */
export const texts = (language) => (key, values = {}) => {
  const [file, ...path] = key.split(".");
  const text = path.reduce((found, part) => found?.[part], table(language, file));
  if (typeof text !== "string") throw new Error(`locales/${language}/${file}.json has no text ${path.join(".")}`);
  return text.replace(/\{\{\s*(\w+)[^}]*\}\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
};

/** The text as a pattern that lets placeholders be anything. */
export const pattern = (text) =>
  new RegExp(text.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\{[^}]*\}\}/g, ".*"));
