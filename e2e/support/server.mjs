// Starts the real server with the demonstration's data in a folder of its own, and stops it.
//
// Invariants: nothing is shared between spec files; the process started here is the only one that is stopped.

import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The password of all of the demonstration's accounts. */
export const PASSWORD = "nur-fuer-die-pruefung-2026";

/** A second factor is not asked for on a demonstration, so that a role's word is all that an account needs. */
export const account = (role) => `${role}@brakenfurt.example`;

/** How long the server may take until it is ready, in milliseconds: two cores that compile something else besides. */
const PATIENCE = 60_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const results = fileURLToPath(new URL("../results", import.meta.url));

/** What a server needs to know; the path is for the fonts and tools that the machine offers. */
const environment = (data, more) => ({
  PATH: process.env.PATH,
  TEILHABE_DATABASE_URL: `sqlite:${join(data, "teilhabe.db")}`,
  TEILHABE_DATA: data,
  TEILHABE_DEMO_PASSWORD: PASSWORD,
  RUST_LOG: "warn",
  ...more,
});

/**
 * A folder with the demonstration's data, loaded once for all spec files: a debug build takes seconds to live through
 * its history. It is named by the binary and the hour, because the demonstration's days are counted from today.
 */
async function loaded(binary) {
  const { mtimeMs, size } = await stat(binary);
  const hour = new Date().toISOString().slice(0, 13);
  const key = createHash("sha256").update(`${binary} ${mtimeMs} ${size} ${hour}`).digest("hex").slice(0, 16);
  const folder = join(results, `demo-${key}`);
  await mkdir(results, { recursive: true });
  if ((await readdir(results)).includes(`demo-${key}`)) return folder;
  for (const name of await readdir(results)) {
    if (name.startsWith("demo-")) await rm(join(results, name), { recursive: true, force: true });
  }
  const data = await mkdtemp(join(results, "loading-"));
  await run(binary, ["demo"], { env: environment(data) });
  // Of two spec files that load at once the first one wins; the other's folder is as good.
  await rename(data, folder).catch(() => rm(data, { recursive: true, force: true }));
  return folder;
}

/**
 * Starts a server with the demonstration's data; `stop` ends it and removes its folder. `pause` ends it for a while, as
 * if there were no network; `resume` starts it again at the same address. Both take further settings.
 */
export async function startServer(first = {}) {
  const binary = process.env.TEILHABE_BIN;
  if (!binary) throw new Error("TEILHABE_BIN must name the server's binary; `cargo xtask test --only e2e` sets it");
  const data = await mkdtemp(join(tmpdir(), "teilhabe-e2e-"));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  await cp(await loaded(binary), data, { recursive: true });
  let log = "";
  let child;
  let ended;
  const pause = async () => {
    // A browser's open connections would be waited for.
    child.kill("SIGKILL");
    await ended;
    child = undefined;
  };
  const stop = async () => {
    child?.kill("SIGTERM");
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  const resume = async (settings = {}) => {
    const more = { TEILHABE_LISTEN: `127.0.0.1:${port}`, TEILHABE_PUBLIC_URL: origin, ...settings };
    child = spawn(binary, ["serve"], { env: environment(data, more), stdio: ["ignore", "ignore", "pipe"] });
    child.stderr.on("data", (bytes) => {
      log = (log + bytes).slice(-20_000);
    });
    ended = new Promise((resolve) => child.once("exit", resolve));
    const until = Date.now() + PATIENCE;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the server ended at once:\n${log}`);
      const ready = await fetch(`${origin}/readyz`).then((answer) => answer.ok, () => false);
      if (ready) return;
      if (Date.now() > until) {
        await stop();
        throw new Error(`the server was not ready in time:\n${log}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await resume(first);
  return { origin, stop, pause, resume, isRunning: () => child !== undefined, log: () => log };
}
