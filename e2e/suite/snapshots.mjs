// The accessibility tree of every place in German, normal view: `golden/trees/…`.
//
// Taken on a server of its own before anything else happens there, so that lists are the demonstration's.

import { openBrowser, visit } from "../support/browser.mjs";
import { startServer } from "../support/server.mjs";
import { PLACES } from "./catalogue/index.mjs";
import { compare } from "./golden.mjs";
import { addressOf } from "./matrix.mjs";
import { prepare } from "./world.mjs";

const fileOf = ({ route, kind }) => `trees/${`${route} ${kind}`.replace("/:language", "public").replace(/[/: ]+/g, "-").replace(/^-|-$/g, "")}.yml`;

/** Compares all trees; the answer names those that differ. */
export async function trees({ say = () => {}, route = "" } = {}) {
  const server = await startServer();
  const browser = await openBrowser();
  const found = [];
  try {
    const world = await prepare(browser, server.origin);
    const visitors = new Map();
    for (const place of PLACES.filter(({ name }) => name.includes(route))) {
      const view = place.views.includes("normal") ? "normal" : "simple";
      const who = place.who ?? "visitor";
      if (!visitors.has(who)) visitors.set(who, await visit(browser, server.origin));
      const visitor = visitors.get(who);
      const at = addressOf({ place, language: "de", view }, world);
      visitor.expect(...(place.expect ?? []));
      await visitor.context.clearCookies();
      await visitor.context.addCookies([...(world.cookies[who] ?? []), { name: "view", value: view, url: server.origin }]);
      if (place.reach) await place.reach(visitor, at);
      else await visitor.open(at.address);
      const tree = await visitor.page.locator("body").ariaSnapshot();
      const different = compare(fileOf(place), `# ${place.name}: ${await visitor.page.title()}\n${tree}`);
      if (different) found.push(different);
      say(`tree of ${place.name}${different ? ": differs" : ""}`);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  return found;
}
