// A device that remembers: a browser with a folder of its own, which is closed and opened again.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { endWithProgram } from "./browser.mjs";

/** Opens a device; `use` gets it and the folder is removed afterwards. `prepare` gets each context before its pages. */
export async function withDevice(origin, use, prepare = async () => {}) {
  const folder = await mkdtemp(join(tmpdir(), "teilhabe-device-"));
  const device = {
    async open() {
      this.context = await chromium.launchPersistentContext(folder, {
        executablePath: process.env.TEILHABE_CHROMIUM || "/usr/bin/chromium",
        args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        baseURL: origin,
        locale: "de-DE",
        viewport: { width: 1280, height: 900 },
      });
      this.context.setDefaultTimeout(20_000);
      endWithProgram(this.context);
      await prepare(this.context);
      this.page = this.context.pages()[0] ?? (await this.context.newPage());
      return this.page;
    },
    /** Closes the browser and opens it again. */
    async restart() {
      await this.context.close();
      return this.open();
    },
  };
  try {
    await device.open();
    await use(device);
  } finally {
    await device.context.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens a page and waits until the worker has kept it, or the shell if it is one that is never kept. */
export async function read(page, path, kept = true) {
  await page.goto(path);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  const wanted = kept ? path : `/${path.split("/")[1]}/offline`;
  await until(() => page.evaluate((wanted) => caches.match(wanted).then(Boolean), wanted), `${wanted} is kept`);
}

/** Waits until something holds, at most so many milliseconds. */
export async function until(holds, what, patience = 20_000) {
  const end = Date.now() + patience;
  while (!(await holds())) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Everything that the site left on the device: addresses and texts of all caches, and all that waits or was typed. */
export const leftovers = (page) =>
  page.evaluate(async () => {
    const kept = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        const type = answer.headers.get("content-type") ?? "";
        kept.push({ cache: name, path: new URL(request.url).pathname, text: /html|json/.test(type) ? await answer.text() : "" });
      }
    }
    const stored = [];
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
      });
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => (all.onsuccess = resolve));
        stored.push(...all.result.map((entry) => ({ store, entry, files: entry.files?.map((file) => file.name) })));
      }
      db.close();
    }
    return { kept, stored, local: { ...localStorage }, session: { ...sessionStorage } };
  });

/** Changes what every entry of one of the device's stores says. */
export const change = (page, store, values) =>
  page.evaluate(
    async ([store, values]) => {
      for (const entry of await self.onDevice.ask(store, "getAll")) await self.onDevice.ask(store, "put", { ...entry, ...values });
    },
    [store, values],
  );
