// Reads the texts of the interface for instructions that need eyes or ears (1.3.3).

import { readFileSync, readdirSync } from "node:fs";

import { sensory } from "./probes/sensory.mjs";

const folder = new URL("../../locales/", import.meta.url);

/** Languages whose words the probe knows. */
const LANGUAGES = ["de", "de-simple", "en"];

const texts = (value, path) => (typeof value === "string" ? [[path, value]] : Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`)));

/** Texts that explain by place, shape, colour or sound. */
export function locales() {
  const found = [];
  for (const language of LANGUAGES) {
    let files;
    try {
      files = readdirSync(new URL(`${language}/`, folder));
    } catch {
      // A language that is not there yet.
      continue;
    }
    for (const file of files.filter((name) => name.endsWith(".json"))) {
      for (const [path, text] of texts(JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), "utf8")), file.replace(".json", ""))) {
        for (const sentence of text.split(/(?<=[.!?])\s+/)) {
          const hit = sensory(sentence);
          if (hit) found.push(`${language}: ${path}: “${hit}” in: ${sentence}`);
        }
      }
    }
  }
  return found;
}
