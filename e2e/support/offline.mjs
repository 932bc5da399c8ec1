// What tests of a device on a weak line share: a server that goes away and comes back, and what is done at the form.
//
// “No network” is a server that is not there: pages and the service worker see the same, and the browser does not know.

import { after, before, test } from "node:test";

import { withDevice } from "./device.mjs";
import { withFront } from "./front.mjs";
import { OPEN } from "./journeys.mjs";
import { startServer } from "./server.mjs";
import { texts } from "./texts.mjs";

const t = texts("de");
export const PLAN = `/de/procedures/${OPEN}`;
export const FORM = `${PLAN}/comment`;
/** The demonstration's procedure whose period is over. */
export const OVER = "solarpark-am-galgenberg";

/** The tools of a spec file; `server` is there before its first test. */
export function offline() {
  const tools = {};
  before(async () => {
    tools.server = await startServer();
  });
  after(() => tools.server?.stop());

  /** A test with a device of its own and a server that runs when it begins. */
  tools.story = (name, tell, prepare) =>
    test(name, async () => {
      if (!tools.server.isRunning()) await tools.server.resume();
      await withDevice(tools.server.origin, tell, prepare);
    });

  /** The same with a server in front of it whose manners can be changed; the device knows only that one. */
  tools.storyBehind = (name, tell) =>
    test(name, async () => {
      if (!tools.server.isRunning()) await tools.server.resume();
      await withFront(tools.server.origin, (front) => withDevice(front.origin, ({ page }) => tell(page, front)));
    });

  /** Ends the server, runs something, starts the server again. */
  tools.withoutNetwork = async (act, settings) => {
    await tools.server.pause();
    try {
      await act();
    } finally {
      await tools.server.resume(settings);
    }
  };

  /** Sends a comment by the API and answers its number: how many there are by now. */
  tools.next = async (text) => {
    const answer = await fetch(`${tools.server.origin}/api/v1/procedures/${OPEN}/statements`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ body: text, submission_key: crypto.randomUUID() }),
    });
    return (await answer.json()).number;
  };
  return tools;
}

/** The program of the page runs: its form sends in the background. */
export const live = (page) => page.waitForLoadState("networkidle");

/** Where the comment is written. */
export const body = (page) => page.getByLabel(t("statements.body.label"));

/** Gives a name, which is asked for when a box is ticked. */
export async function sign(page, name) {
  await page.getByLabel(t("statements.person.wish")).check();
  await page.getByLabel(t("statements.person.name")).fill(name);
}

/** Presses the button with this text. */
export const press = (page, key) => page.getByRole("button", { name: t(key), exact: true }).click();

/** Number and code that a receipt's message says. */
export async function receipt(page) {
  const message = page.locator("#device [data-part=sent]");
  await message.waitFor();
  const [, number] = (await message.innerText()).match(/Nummer (\d+)/);
  return { number: Number(number), code: await message.locator("[data-slot=code]").innerText() };
}

/** Says that the receipt's code is noted. */
export const note = (page) => page.locator("#device [data-part=sent]").getByRole("button", { name: t("device.sent.noted") }).click();

/** A device whose owner asked browsers to save data. */
export const saving = (context) =>
  context.addInitScript(() => Object.defineProperty(Navigator.prototype, "connection", { get: () => ({ saveData: true }) }));
