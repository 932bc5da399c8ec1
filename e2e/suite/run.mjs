// Runs the suite over the product: `TEILHABE_BIN=… node suite/run.mjs [--full] [--route=TEXT] [--probe=NAME,…]
// [--base] [--still] [--lanes=2] [--seed=2026-W48] [--all-languages]`. The spec file calls `run` itself. `--still` looks
// at the pages without script and asks quick probes only: a first look in a minute or two.

import { fileURLToPath } from "node:url";

import { openBrowser } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { sort } from "./barriers.mjs";
import { PLACES } from "./catalogue/index.mjs";
import { cells as cover, week } from "./cover.mjs";
import { startChecker } from "./engines/nu.mjs";
import { lookAt } from "./matrix.mjs";
import { write } from "./results.mjs";
import { prepare } from "./world.mjs";

/** Starts server, browser and checker, looks at everything, writes the result. */
export async function run({ full = false, route = "", only = [], base = false, still = false, lanes = 2, seed = week(), all = false, say = console.log } = {}) {
  const start = performance.now();
  // Each page is looked at from an address of its own, see `matrix.mjs`.
  const server = await startServer({ TEILHABE_TRUSTED_PROXIES: "127.0.0.1" });
  let browser;
  let checker;
  try {
    browser = await openBrowser();
    checker = !only.length || only.includes("nu") ? await startChecker() : undefined;
    const world = await prepare(browser, server.origin, { all });
    const places = PLACES.filter(({ name }) => name.includes(route));
    const cells = cover(places, world.languages, { seed, full }).filter((cell) => !base || cell.base);
    say(`accessibility: ${cells.length} pages, ${cells.filter((cell) => cell.base).length} of them on every run; languages ${world.languages.join(", ")}; seed ${seed}${full ? ", full matrix" : ""}`);
    const { findings, times, asked } = await lookAt({ browser, world, cells, checker, lanes, only, still, say });
    // Where a page was not reached or a probe broke, nothing was seen.
    const broken = findings.some(({ probe, text }) => probe === "reach" || text.startsWith("the probe failed"));
    const complete = !route && !only.length && !base && !still && !broken;
    const { counting, known, mended } = sort(findings, { complete });
    const result = write({ seed, full, complete, seconds: (performance.now() - start) / 1000, languages: world.languages, cells, counting, known, times, asked });
    return { ...result, mended };
  } finally {
    await checker?.stop();
    await browser?.close();
    await server.stop();
  }
}

/** Findings that are the same but for language, view and scheme, as one line each. */
export function lines(findings) {
  const groups = new Map();
  for (const { probe, route, state, element, text, language, view, scheme } of findings) {
    const key = `${probe}: ${route} (${state}): ${element}: ${text}`;
    groups.set(key, [...(groups.get(key) ?? []), `${language}/${view}/${scheme}`]);
  }
  return [...groups].map(([key, where]) => `${key} [${where.slice(0, 4).join(" ")}${where.length > 4 ? ` and ${where.length - 4} more` : ""}]`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const option = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.split("=").slice(1).join("=");
  const flag = (name) => process.argv.includes(`--${name}`);
  const result = await run({
    full: flag("full"),
    base: flag("base"),
    still: flag("still"),
    all: flag("all-languages"),
    route: option("route") ?? "",
    only: option("probe")?.split(",") ?? [],
    lanes: Number(option("lanes") ?? 2),
    seed: option("seed") ?? week(),
  });
  console.log(lines(result.findings).join("\n"));
  for (const [name, { count, milliseconds }] of Object.entries(result.times).sort((a, b) => b[1].milliseconds - a[1].milliseconds)) console.log(`${name.padEnd(18)} ${String(count).padStart(5)} × ${String(Math.round(milliseconds / count)).padStart(6)} ms = ${Math.round(milliseconds / 1000)} s`);
  console.log(`${result.pages} pages in ${result.seconds} s, ${result.findings.length} findings, ${result.barriers.length} known barriers`);
  for (const { probe, route, text } of result.mended) console.log(`no longer found, take it off open-barriers.json: ${probe} ${route ?? ""} ${text ?? ""}`);
  process.exitCode = result.passed && !result.mended.length ? 0 : 1;
}
