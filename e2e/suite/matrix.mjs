// Goes through the cells of a run: opens each place in its language, view and scheme, and asks every engine and probe.
//
// - Lanes work side by side, each with a browser context of its own for residents and for staff.
// - A cell of every run meets all probes; those that open the page elsewhere again (without script, with a late program)
//   meet one state of each route. The other cells meet the engines, the quick probes, and one slow probe each,
//   drawn by the seed, so that over the weeks each slow probe has been everywhere.
// - What a page logs while it is looked at (errors, broken policy, failed requests) is a finding, too.

import { appendFileSync } from "node:fs";

import { visit } from "../support/browser.mjs";
import { document as valid } from "../support/check.mjs";
import { PLACES, isError } from "./catalogue/index.mjs";
import { engine as axe } from "./engines/axe.mjs";
import { engine as ibm } from "./engines/ibm.mjs";
import { isAboutMarkedText } from "./engines/nu.mjs";
import { PAGE_PROBES, SITE_PROBES } from "./probes/index.mjs";

const SLOW = PAGE_PROBES.filter(({ weight }) => weight === "heavy");

/** What can be looked at, in the order of looking. */
export const LOOKS = [axe, ibm, ...PAGE_PROBES];

/** Whether a probe leaves the page as it is and takes a moment only. */
export const isQuick = (probe) => !probe.changes && !probe.needs && probe.weight !== "heavy";

const label = ({ place, language, view, scheme }) => `${place.name}, ${language}, ${view}, ${scheme}`;

/** The first state of each route that its address alone reaches. */
const FIRST = new Map(PLACES.filter(({ reach, scarce }) => !reach && !scarce).toReversed().map(({ route, kind }) => [route, kind]));

/** Whether a probe is asked in a cell. */
function wanted(probe, cell, only) {
  const { place, base, heavy = 0, full } = cell;
  if (only.length && !only.includes(probe.name)) return false;
  if (probe.kinds && !(probe.kinds.includes("error") && isError(place))) return false;
  // Where nothing is known to be done, nothing can be said about it.
  if (probe.acts && !place.act) return false;
  if (place.scarce && (probe.changes || probe.needs === "elsewhere")) return false;
  // What needs the same page once more from the beginning needs a place that an address reaches.
  if (probe.needs === "elsewhere" && place.reach) return false;
  // It is the program and the frame that are asked then: once for each route, and for every place in the whole matrix.
  if (probe.needs === "elsewhere" && base && !full && FIRST.get(place.route) !== place.kind) return false;
  if (base || probe.weight !== "heavy") return true;
  return SLOW[Math.floor(heavy * SLOW.length)] === probe;
}

/** Looks at all cells. `say` hears how it goes on. */
export async function lookAt({ browser, world, cells, checker, lanes = 2, only = [], still = false, trace = process.env.TEILHABE_TRACE, say = () => {} }) {
  const findings = [];
  const collected = new Map(SITE_PROBES.map(({ name }) => [name, []]));
  const times = new Map();
  const seen = new Map();
  /** In which cells each engine and probe was asked: what was not asked has not passed. */
  const asked = new Map();
  const ask = (name, cell) => asked.set(name, (asked.get(name) ?? new Set()).add(keyOf(cell)));
  // What sends something comes last: lists that others look at stay as they are until then.
  const queue = [...cells].sort((a, b) => Number(Boolean(a.place.last)) - Number(Boolean(b.place.last)));
  const total = queue.length;
  let done = 0;
  let looked = 0;
  const time = async (name, work) => {
    const start = performance.now();
    try {
      return await work();
    } finally {
      const spent = times.get(name) ?? { count: 0, milliseconds: 0 };
      times.set(name, { count: spent.count + 1, milliseconds: spent.milliseconds + performance.now() - start });
    }
  };

  async function lane() {
    const visitors = new Map();
    const visitorOf = async (who) => {
      if (!visitors.has(who)) {
        visitors.set(who, await visit(browser, world.origin));
        if (still) await withoutProgram(visitors.get(who).context);
      }
      return visitors.get(who);
    };
    for (;;) {
      const cell = queue.shift();
      if (!cell) break;
      const { place } = cell;
      const who = place.who ?? "visitor";
      const visitor = await visitorOf(who);
      const own = [];
      try {
        await look(visitor, cell, own);
      } catch (error) {
        own.push(note(cell, "reach", ["4.1.2"], { element: "html", text: `cannot be reached: ${error.message.split("\n")[0]}` }));
        // Whatever it was, the next place gets a fresh context.
        await visitor.context.close().catch(() => {});
        visitors.delete(who);
      }
      done += 1;
      findings.push(...own);
      // What was found is not lost when a run is broken off.
      if (trace) appendFileSync(trace, own.map((finding) => `${JSON.stringify(finding)}\n`).join(""));
      say(`${String(done).padStart(3)}/${total} ${label(cell)}${own.length ? `: ${own.length} findings` : ""}`);
    }
    for (const { context } of visitors.values()) await context.close();
  }

  async function look(visitor, cell, findings) {
    const { place, language, view, scheme, base } = cell;
    const { page } = visitor;
    const at = addressOf(cell, world);
    visitor.problems.length = 0;
    // Wrong codes and passwords are counted for each address: what hundreds of pages do from one would shut it out.
    looked += 1;
    const sender = { "x-forwarded-for": `10.${looked >> 8}.${looked & 255}.1` };
    await visitor.context.setExtraHTTPHeaders(sender);
    visitor.expect(...(place.expect ?? []));
    let sent = "";
    const read = async (response) => {
      if (response.request().isNavigationRequest() && response.frame() === page.mainFrame() && response.status() !== 302 && response.status() !== 303) sent = await response.text().catch(() => "");
    };
    const open = async (one = visitor, media = {}) => {
      await one.context.clearCookies();
      await one.context.addCookies([...(world.cookies[place.who] ?? []), { name: "view", value: view, url: world.origin }]);
      await one.page.emulateMedia({ colorScheme: scheme, ...media });
      if (place.reach) await place.reach(one, at);
      else await one.open(at.address);
    };
    page.on("response", read);
    await time("opening", () => open());
    page.off("response", read);

    const tools = {
      view, language, scheme, staff: Boolean(place.who), typed: place.typed,
      look: `${view} ${scheme} ${language === "ar" ? "rtl" : ""}`,
      // What costs something each time it is opened, such as one of few tries, is not opened for one look.
      reopen: (media) => open(visitor, media),
      scarce: Boolean(place.scarce),
      act: place.act ? () => place.act(visitor, at) : undefined,
      elsewhere: async ({ script = true, live = true, prepare } = {}) => {
        const other = await visit(browser, world.origin, { script });
        other.expect(...(place.expect ?? []));
        await other.context.setExtraHTTPHeaders(sender);
        await prepare?.(other.context);
        await other.context.addCookies([...(world.cookies[place.who] ?? []), { name: "view", value: view, url: world.origin }]);
        await other.page.emulateMedia({ colorScheme: scheme });
        if (live) await other.open(at.address);
        else {
          await other.page.goto(at.address, { waitUntil: "commit" });
          await other.page.locator("footer").first().waitFor();
        }
        return { page: other.page, live: other.live, close: () => other.context.close() };
      },
    };

    if (!only.length || only.includes("nu")) {
      if (checker && sent && (base || scheme === "light")) {
        ask("nu", cell);
        for (const finding of await time("nu", () => checker.run(sent)))
          if (!(await isAboutMarkedText(finding, page))) findings.push(note(cell, "nu", ["4.1.2"], finding));
      }
    }
    if (sent && base && (!only.length || only.includes("html"))) for (const text of await time("html", () => valid(sent))) findings.push(note(cell, "html", [], { element: "html", text }));

    for (const probe of SITE_PROBES) {
      if (only.length && !only.includes(probe.name)) continue;
      if (!base || view !== "normal" || place.kind === "not found" || place.kind === "signed out" || place.kind === "refused" || isError(place)) continue;
      ask(probe.name, cell);
      const data = await probe.collect(page);
      collected.get(probe.name).push({ where: place.name, order: cells.indexOf(cell), same: samePage(page.url()), step: place.step, linked: place.linked, process: place.process, data });
    }
    // A page that a probe touched is opened again, but only for one that would mind.
    let touched = false;
    for (const probe of LOOKS) {
      if (!wanted(probe, cell, only) || (still && !isQuick(probe))) continue;
      // Looks that were examined once need not be examined again; what is examined of each element is not shared.
      if (!seen.has(probe.name)) seen.set(probe.name, new Set());
      if (touched && !probe.bears) {
        await time("opening again", () => open());
        touched = false;
      }
      let clean = !probe.changes;
      const left = () => {
        clean = true;
      };
      ask(probe.name, cell);
      const found = await time(probe.name, () => probe.run(page, { ...tools, left, seen: seen.get(probe.name) })).catch((error) => [{ element: "html", text: `the probe failed: ${error.message.split("\n")[0]}` }]);
      for (const finding of found) findings.push(note(cell, probe.name, probe.criteria, finding));
      if (!clean) touched = true;
    }
    const logged = visitor.problems.filter((problem) => !/ERR_ABORTED/.test(problem));
    for (const text of new Set(logged)) findings.push(note(cell, "console", [], { element: "html", text }));
  }

  await Promise.all(Array.from({ length: lanes }, lane));
  for (const probe of SITE_PROBES) {
    // In the order of the catalogue, or of the process, whichever lane was there first.
    let pages = collected.get(probe.name).sort((a, b) => a.order - b.order);
    if (probe.process) pages = pages.filter(({ process }) => process).sort((a, b) => a.process - b.process);
    if (!pages.length) continue;
    for (const { where, ...finding } of probe.conclude(pages)) {
      const cell = cells.find(({ place }) => place.name === where);
      findings.push(note(cell, probe.name, probe.criteria, finding));
    }
  }
  return { findings, times, asked };
}

/** Takes the program out of the pages; engines that need timers still run. */
const withoutProgram = (context) =>
  context.route(({ pathname }) => /^\/[a-z]{2}/.test(pathname) && !pathname.startsWith("/pkg"), async (route) => {
    if (route.request().resourceType() !== "document") return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    const body = await response.text();
    return route.fulfill({ response, body: body.replace(/<script type="module"[^>]*><\/script>/, "") });
  });

/** What a page is, whichever receipt it shows: two receipts may have the same title. */
const samePage = (url) => new URL(url).pathname.replace(/\/r\/[0-9A-Z-]{12,14}/, "/r/CODE");

/** The address of a cell, and what its path is made of. */
export function addressOf({ place, language, view }, world) {
  const base = `/${language}`;
  const path = typeof place.path === "function" ? place.path(world) : place.path;
  return { base, view, address: base + path };
}

/** The name of a cell in a result. */
export const keyOf = ({ place, language, view, scheme }) => [place.route, place.kind, language, view, scheme].join("|");

/** A finding with everything that says where it was. */
const note = ({ place, language, view, scheme }, probe, criteria, { element, text, criteria: own, house }) => ({ route: place.route, state: place.kind, language, view, scheme, probe, criteria: own?.length ? own : criteria, element, text, ...(house && { house }) });
