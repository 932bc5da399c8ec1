// Without script the page says the same: at least 95 % of the words of `main` are there.
//
// `data-needs-program` marks an offer that only a program can keep, such as keeping a text on the device: it is right
// that nobody is offered it without. Its words do not count; everything else does.

import { ask } from "../ask.mjs";

/** The words of a page, without offers of its program. */
export const words = (page) =>
  ask(page, () => {
    const main = document.querySelector("main") ?? document.body;
    const offers = [...main.querySelectorAll("[data-needs-program]")].map((offer) => [offer, offer.hidden]);
    offers.forEach(([offer]) => (offer.hidden = true));
    const found = main.innerText.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    offers.forEach(([offer, hidden]) => (offer.hidden = hidden));
    return found;
  });

export const probe = {
  name: "no-script",
  criteria: ["4.1.2"],
  sentence: "without script at least 95 % of the content is there, and every form can be sent",
  weight: "heavy",
  needs: "elsewhere",
  async run(page, { elsewhere }) {
    const here = await words(page);
    const other = await elsewhere({ script: false });
    try {
      const there = await words(other.page);
      const left = new Map();
      for (const word of there) left.set(word, (left.get(word) ?? 0) + 1);
      const missing = here.filter((word) => {
        const count = left.get(word) ?? 0;
        left.set(word, count - 1);
        return count <= 0;
      });
      const found = [];
      if (missing.length > here.length * 0.05) found.push({ element: "main", text: `${missing.length} of ${here.length} words are missing without script: ${missing.slice(0, 12).join(" ")}` });
      found.push(...(await ask(other.page, () => {
        const { path, visible, name } = window.probing;
        const dead = [];
        for (const link of document.querySelectorAll('a[href^="javascript:"], a[href="#"], a:not([href])[onclick]')) if (visible(link)) dead.push({ element: path(link), text: `leads nowhere without script: ${name(link)}` });
        for (const button of document.querySelectorAll("button, input[type=button]")) {
          const type = button.getAttribute("type") ?? "submit";
          const form = button.form;
          const works = (type === "submit" && form) || type === "reset" || button.hasAttribute("popovertarget") || button.hasAttribute("commandfor");
          if (!works && visible(button)) dead.push({ element: path(button), text: `does nothing without script: ${name(button)}` });
        }
        for (const form of document.querySelectorAll("form")) {
          if (!form.querySelector("button:not([type=button]), input[type=submit], input[type=image]") && !document.querySelector(`button[form="${CSS.escape(form.id)}"]`) && visible(form)) dead.push({ element: path(form), text: "cannot be sent without script: it has no button" });
        }
        return dead;
      })));
      return found;
    } finally {
      await other.close();
    }
  },
};
