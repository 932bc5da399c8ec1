// One server and one browser for a spec file, and each journey once with and once without script.

import { after, before, test } from "node:test";

import { openBrowser, visit } from "./browser.mjs";
import { startServer } from "./server.mjs";

/** The tools of a spec file; filled before its first test. `prepare` makes what its tests need besides. */
export function suite(prepare = () => {}) {
  const tools = {};
  before(async () => {
    // One after the other, so that what was started is known and ended when the next thing fails.
    tools.server = await startServer();
    tools.browser = await openBrowser();
    tools.origin = tools.server.origin;
    await prepare();
  });
  after(async () => {
    await tools.browser?.close();
    await tools.server?.stop();
  });
  /** A visitor of the server. */
  tools.visitor = (options) => visit(tools.browser, tools.origin, options);
  /** Runs a journey with script and without; `journey` gets a visitor and whether there is script. */
  tools.both = (name, journey, options = {}) => {
    for (const script of [true, false]) {
      test(`${name}, ${script ? "with" : "without"} script`, async () => {
        const visitor = await tools.visitor({ script, ...options });
        try {
          await journey(visitor, script);
        } catch (error) {
          // What went wrong on the page says more than what was waited for in vain.
          const seen = visitor.problems.length ? `\n${visitor.problems.join("\n")}` : "";
          const log = tools.server.log().split("\n").slice(-5).join("\n");
          throw new Error(`${error.message}\non ${visitor.page.url()}${seen}\n${log}`, { cause: error });
        }
        await visitor.leave();
      });
    }
  };
  return tools;
}
