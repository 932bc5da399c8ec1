// What was given once in a process is not asked for again: the field is filled, or it is not there.

import { ask } from "../ask.mjs";

export const probe = {
  name: "redundant",
  criteria: ["3.3.7"],
  sentence: "nothing is asked for twice in a process",
  site: true,
  process: true,
  collect: (page) =>
    ask(page, () => {
      const { visible, name } = window.probing;
      return {
        fields: [...document.querySelectorAll("main input:not([type=hidden], [type=submit], [type=button], [type=checkbox], [type=radio], [type=password], [type=file]), main textarea, main select, form input:not([type=hidden], [type=submit], [type=button], [type=checkbox], [type=radio], [type=password], [type=file]), form textarea")]
          .filter((field) => visible(field) && !field.closest("[role=search], search"))
          .map((field) => ({ purpose: (field.getAttribute("autocomplete") ?? "").split(" ").at(-1), name: name(field), value: field.value, offered: Boolean(field.list || field.closest("fieldset, form")?.querySelector('[type="checkbox"][name*="same" i], [type="checkbox"][name*="gleich" i]')) })),
      };
    }),
  conclude(pages) {
    const found = [];
    const given = new Map();
    for (const { where, data } of pages) {
      const here = new Set();
      for (const { purpose, name, value, offered } of data.fields) {
        const keys = [purpose && !/^(off|on|one-time-code)$/.test(purpose) ? `purpose ${purpose}` : "", `name ${name.toLowerCase()}`].filter(Boolean);
        const before = keys.map((key) => given.get(key)).find(Boolean);
        const essential = /wiederhol|bestätig|repeat|confirm/i.test(name) && /passw/i.test(name);
        if (before && before !== where && !value && !offered && !essential) found.push({ where, element: "html", text: `asks again for ${name}, which ${before} asked for` });
        keys.forEach((key) => here.add(key));
      }
      for (const key of here) if (!given.has(key)) given.set(key, where);
    }
    return found;
  },
};
