// The program comes ten seconds late or never: what was typed meanwhile stays, and the page works.
//
// Time does not pass here: scripts and WASM are held back until the typing is done, however long that takes.

import { ask } from "../ask.mjs";
import { words } from "./no-script.mjs";

const PROGRAM = /\.(wasm|m?js)(\?|$)/;
const TYPED = "Während des Ladens geschrieben";

/** Holds the program's files back; `release` lets them come, `refuse` lets them fail. */
async function hold(context) {
  let open;
  const gate = new Promise((done) => {
    open = done;
  });
  await context.route(PROGRAM, async (route) => {
    const go = await gate;
    await (go ? route.continue() : route.abort()).catch(() => {});
  });
  return { release: () => open(true), refuse: () => open(false) };
}

const fields = (page) =>
  ask(page, () => {
    const { path, visible } = window.probing;
    return [...document.querySelectorAll('main input:is([type="text"], [type="email"], [type="search"], [type="tel"], :not([type])), main textarea')].filter((field) => visible(field) && !field.readOnly && !field.disabled).slice(0, 12).map(path);
  });

export const probe = {
  name: "late-program",
  criteria: ["3.3.7", "4.1.2"],
  sentence: "what is typed before the program has come stays, and without it everything still works",
  weight: "heavy",
  needs: "elsewhere",
  async run(page) {
    return [...(await late(...arguments)), ...(await missing(...arguments))];
  },
};

async function late(page, { elsewhere }) {
  if (!(await fields(page)).length) return [];
  let gate;
  const other = await elsewhere({ live: false, prepare: async (context) => (gate = await hold(context)) });
  const found = [];
  try {
    const list = await fields(other.page);
    if (!list.length) return [{ element: "main", text: "its fields cannot be used before the program has come" }];
    for (const field of list) await other.page.locator(field).fill(TYPED, { force: true });
    const last = other.page.locator(list.at(-1));
    await last.focus();
    // Who sets the focus to where it happens to be would have taken it from anywhere else.
    await other.page.evaluate(() => {
      const focus = HTMLElement.prototype.focus;
      HTMLElement.prototype.focus = function (...more) {
        if (this === document.activeElement) window.focusTaken = true;
        return focus.apply(this, more);
      };
    });
    gate.release();
    await other.live();
    for (const field of list) {
      const now = await other.page.locator(field).inputValue().catch(() => null);
      if (now !== TYPED) found.push({ element: field, text: `what was typed before the program came is lost (now: ${now})` });
    }
    const focus = await last.evaluate((element) => element === document.activeElement).catch(() => false);
    if (focus && (await other.page.evaluate(() => window.focusTaken === true).catch(() => false))) found.push({ element: list.at(-1), text: "the program sets the focus when it comes" });
    if (!focus) found.push({ element: list.at(-1), text: "the focus is lost when the program comes" });
  } finally {
    gate.release();
    await other.close();
  }
  return found;
}

async function missing(page, { elsewhere }) {
  let gate;
  const other = await elsewhere({ live: false, prepare: async (context) => (gate = await hold(context)) });
  try {
    gate.refuse();
    await other.page.waitForLoadState("load");
    const [here, there] = [(await words(page)).length, (await words(other.page)).length];
    const found = [];
    if (there < here * 0.95) found.push({ element: "main", text: `only ${Math.round((100 * there) / Math.max(1, here))} % of the text are there when the program cannot be loaded` });
    const stuck = await ask(other.page, () => {
      const { path, visible } = window.probing;
      return [...document.querySelectorAll('main [aria-busy="true"], main button:disabled, main input[type=submit]:disabled')].filter(visible).map((element) => ({ element: path(element), text: "stays busy or disabled when the program cannot be loaded" }));
    });
    return [...found, ...stuck];
  } finally {
    gate.refuse();
    await other.close();
  }
}
