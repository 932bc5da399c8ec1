// Time takes nothing away: after 20 hours the page is as it was, what was typed included.
//
// The page's clock is wound on, nobody waits.

import { ask } from "../ask.mjs";

export const probe = {
  name: "timing",
  criteria: ["2.2.1"],
  sentence: "in twenty hours nothing on the page runs out",
  weight: "heavy",
  needs: "elsewhere",
  async run(page, { elsewhere }) {
    const other = await elsewhere({ live: false, prepare: (context) => context.clock.install() });
    try {
      await other.page.waitForLoadState("load");
      // Once round the program's own first timers, which may be part of starting.
      await other.page.clock.runFor(5000);
      await other.live().catch(() => {});
      const read = () => ask(other.page, () => ({ text: document.body.innerText.replace(/\d+/g, "0"), values: [...document.querySelectorAll("input:not([type=hidden]), textarea")].map((field) => field.value).join("|") }));
      const field = other.page.locator('main input:is([type="text"], [type="email"], :not([type])), main textarea').filter({ visible: true }).first();
      if (await field.count() && await field.isEditable().catch(() => false)) await field.fill("Lange nachgedacht");
      const address = other.page.url();
      const before = await read();
      await other.page.clock.fastForward("19:59:00");
      await other.page.clock.runFor(60_000).catch(() => {});
      const left = () => [{ element: "html", text: `the page is left after a while, for ${other.page.url()}` }];
      if (other.page.url() !== address) return left();
      let after;
      try {
        after = await read();
      } catch (error) {
        // It may be leaving just now.
        if (!/context was destroyed|navigation/.test(error.message)) throw error;
        await other.page.waitForURL((url) => url.href !== address);
        return left();
      }
      // On its way to an address that has not answered yet.
      if (other.page.url() !== address) return left();
      const found = [];
      if (after.values !== before.values) found.push({ element: "html", text: "what was typed is gone after a while" });
      if (after.text !== before.text) found.push({ element: "html", text: `the page changes after a while: ${difference(before.text, after.text)}` });
      return found;
    } finally {
      await other.close();
    }
  },
};

function difference(before, after) {
  const old = new Set(before.split("\n"));
  return after.split("\n").find((line) => !old.has(line)) ?? "something is gone";
}
