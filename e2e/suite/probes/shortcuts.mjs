// No single letter, digit or sign does anything while no field has the focus.

import { unfocus } from "../ask.mjs";
import { observe } from "../observe.mjs";

const KEYS = [..."abcdefghijklmnopqrstuvwxyz0123456789?/.,-+*#!<>[]="];

export const probe = {
  name: "shortcuts",
  criteria: ["2.1.4"],
  sentence: "no single key is a shortcut",
  changes: true,
  async run(page, { reopen }) {
    // All keys in a row: whatever they change is remembered. Only where something did, each key is asked for by itself.
    if (!(await pressed(page, { singly: false }))) return [];
    await reopen();
    // What a page did by itself meanwhile, such as showing a map or beginning its program, was no key's doing.
    await page.waitForLoadState("networkidle");
    const text = await pressed(page, { singly: true });
    return text ? [{ element: "html", text }] : [];
  },
};

/** What the keys do, first without any focus, then with the focus on something that takes no letters. */
async function pressed(page, { singly }) {
  await unfocus(page);
  // Access keys are named by the browser and need Alt.
  for (const before of ["", "Tab"]) {
    if (before) await page.keyboard.press(before);
    const change = await observe(page);
    for (const key of KEYS) {
      await page.keyboard.press(key);
      const what = singly && (await change());
      if (what) return `the key ${key} does something: ${what}`;
    }
    const what = await change();
    if (what) return `a key does something: ${what}`;
  }
  return null;
}
