// Takes pictures of the demonstration for people to look at: `TEILHABE_BIN=… node screenshots.mjs [FOLDER]`.
//
// Without a folder it only writes the picture of the README, `docs/images/procedure.png`.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { openBrowser, visit } from "./support/browser.mjs";
import { OPEN, comment, signIn } from "./support/journeys.mjs";
import { startServer } from "./support/server.mjs";

const folder = process.argv[2];
const images = fileURLToPath(new URL("../docs/images", import.meta.url));
const server = await startServer();
const browser = await openBrowser();
try {
  await mkdir(images, { recursive: true });
  const visitor = await visit(browser, server.origin, { script: false, viewport: { width: 1280, height: 1600 } });
  await visitor.open(`/de/procedures/${OPEN}`);
  await visitor.page.screenshot({ path: join(images, "procedure.png") });
  if (folder) {
    await mkdir(folder, { recursive: true });
    for (const [name, options, query] of [
      ["wide", { viewport: { width: 1280, height: 900 } }, ""],
      ["narrow", { viewport: { width: 390, height: 844 } }, ""],
      ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }, ""],
      ["simple", { viewport: { width: 390, height: 844 } }, "?ansicht=einfach"],
    ]) {
      const one = await visit(browser, server.origin, { script: false, ...options });
      const take = (page) => one.page.screenshot({ path: join(folder, `${page}-${name}.png`), fullPage: true });
      await one.open(`/de${query}`);
      await take("start");
      await one.open(`/de/procedures/${OPEN}`);
      await take("procedure");
      await one.open(`/de/procedures/${OPEN}/comment`);
      await take("comment");
      if (!query) {
        const { code } = await comment(one, "Mehr Bänke am Wasser, bitte.");
        await take("sent");
        await one.open(`/de/r/${code}`);
        await take("receipt");
        await signIn(one);
        for (const [page, path] of [
          ["staff-list", "statements"],
          ["staff-statement", "statements/30"],
          ["staff-overview", ""],
        ]) {
          await one.open(`/de/staff/procedures/${OPEN}/${path}`.replace(/\/$/, ""));
          await take(page);
        }
      }
      await one.context.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
