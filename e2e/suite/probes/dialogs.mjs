// A dialog takes the focus, keeps it, closes with Escape and gives the focus back to what opened it.

import { ask, focused, settled } from "../ask.mjs";

export const probe = {
  name: "dialogs",
  criteria: ["2.4.3", "2.1.2", "4.1.2"],
  sentence: "a dialog takes the focus, closes with Escape and gives it back",
  changes: true,
  bears: true,
  needs: "script",
  async run(page, { reopen }) {
    const found = [];
    const openers = await ask(page, () => {
      const { path, visible } = window.probing;
      const dialogs = document.querySelectorAll("dialog, [role=dialog], [role=alertdialog]");
      if (!dialogs.length) return [];
      return [...document.querySelectorAll("button, [role=button], a[href^='#']")].filter((button) => visible(button) && !button.closest("dialog, [role=dialog], [role=alertdialog]")).map(path);
    });
    const shown = () => ask(page, () => {
      const dialog = [...document.querySelectorAll("dialog[open], [role=dialog], [role=alertdialog]")].find(window.probing.visible);
      if (!dialog) return null;
      const active = document.activeElement;
      return { element: window.probing.path(dialog), inside: dialog.contains(active), name: dialog.getAttribute("aria-label") || window.probing.name(dialog) && (dialog.getAttribute("aria-labelledby") ? window.probing.name(dialog) : ""), modal: dialog.matches("dialog:modal") || dialog.getAttribute("aria-modal") === "true" };
    });
    if (await shown()) return found;
    for (const opener of openers) {
      await page.locator(opener).first().focus();
      await page.keyboard.press("Enter");
      await settled(page);
      const dialog = await shown();
      if (!dialog) continue;
      if (!dialog.name) found.push({ element: dialog.element, text: "a dialog without a name" });
      if (!dialog.inside) found.push({ element: dialog.element, text: "a dialog opens and does not take the focus" });
      if (dialog.modal) {
        for (let step = 0; step < 12; step += 1) {
          await page.keyboard.press("Tab");
          const outside = await ask(page, (path) => {
            const active = document.activeElement;
            return active !== document.body && active !== document.documentElement && !document.querySelector(path)?.contains(active);
          }, dialog.element);
          if (outside) {
            found.push({ element: dialog.element, text: "the focus leaves an open dialog" });
            break;
          }
        }
        await page.evaluate((path) => document.querySelector(path)?.querySelector("button, input, a[href], [tabindex]")?.focus(), dialog.element);
      }
      await page.keyboard.press("Escape");
      await settled(page);
      if (await shown()) found.push({ element: dialog.element, text: "a dialog does not close with Escape" });
      else if ((await focused(page)) !== opener) found.push({ element: dialog.element, text: `does not give the focus back to ${opener} when it closes` });
      await reopen();
    }
    return found;
  },
};
