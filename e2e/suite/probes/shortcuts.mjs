// No single letter, digit or sign does anything while no field has the focus.

import { unfocus } from "../ask.mjs";
import { observe } from "../observe.mjs";

const KEYS = [..."abcdefghijklmnopqrstuvwxyz0123456789?/.,-+*#!<>[]="];

export const probe = {
  name: "shortcuts",
  criteria: ["2.1.4"],
  sentence: "no single key is a shortcut",
  changes: true,
  async run(page) {
    await unfocus(page);
    const change = await observe(page);
    for (const key of KEYS) {
      await page.keyboard.press(key);
      const what = await change();
      if (what) return [{ element: "html", text: `the key ${key} does something: ${what}` }];
    }
    // With the focus on something that takes no letters, too; access keys are named by the browser and need Alt.
    await page.keyboard.press("Tab");
    const again = await observe(page);
    for (const key of KEYS) {
      await page.keyboard.press(key);
      const what = await again();
      if (what) return [{ element: "html", text: `the key ${key} does something: ${what}` }];
    }
    return [];
  },
};
