// Takes the examples of ACT rules from a copy of github.com/act-rules/act-rules.github.io: `node extract.mjs GIT-DIR`.
//
// The W3C Software and Document Notice and License lets them be copied with the notice in `NOTICE.md`.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const repository = process.argv[2];
const git = (...words) => execFileSync("git", ["--git-dir", repository, ...words], { encoding: "utf8", maxBuffer: 1 << 26 });
const { rules } = JSON.parse(readFileSync(new URL("rules.json", import.meta.url), "utf8"));
const commit = git("rev-parse", "HEAD").trim();
const files = git("ls-tree", "-r", "--name-only", "HEAD", "_rules").split("\n");
const folder = new URL("examples/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const { rule } of rules) {
  const file = files.find((name) => name.endsWith(`${rule}.md`));
  const text = git("show", `HEAD:${file}`);
  const examples = [...text.matchAll(/^#### (Passed|Failed|Inapplicable) Example (\d+)\n([\s\S]*?)(?=^#### |^### |^## |$(?![\s\S]))/gm)].flatMap(([, outcome, number, body]) => {
    const code = body.match(/```html\n([\s\S]*?)```/)?.[1];
    if (!code) return [];
    // A fragment becomes the body of a document, as in the W3C's own test cases.
    const html = /<html|<!doctype/i.test(code) ? code : `<!DOCTYPE html>\n<html lang="en">\n<head><title>${outcome} Example ${number}</title></head>\n<body>\n${code}</body>\n</html>\n`;
    return [{ outcome: outcome.toLowerCase(), number: Number(number), html }];
  });
  writeFileSync(new URL(`${rule}.json`, folder), `${JSON.stringify({ source: `https://github.com/act-rules/act-rules.github.io/blob/${commit}/${file}`, examples }, null, 1)}\n`);
  console.log(`${rule}: ${examples.length}`);
}
