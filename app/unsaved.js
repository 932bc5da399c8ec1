// Asks before something that was typed on a page of staff is lost: when the page is left, or when another form of it is sent.

/** Forms in which something was typed. @type {WeakSet<Element>} */
const typed = new WeakSet();
/** Whether the page is left because somebody wants it so, or because a form was sent. */
let isLeaving = false;
/** The address of the page in which something was typed or sent last; what was refused stands there as it was typed. */
let here = location.href;

/** The forms of the page with something that is stored nowhere, but for one. @param {EventTarget | null} [sent] */
const unsaved = (sent) =>
  [...document.querySelectorAll('main form[method="post"]')].filter(
    (form) => form !== sent && (typed.has(form) || form.querySelector('[aria-invalid="true"], [data-typed]')),
  );

/** Whether to go on; asks where something would be lost. @param {EventTarget | null} [sent] */
const goesOn = (sent) => {
  // Only pages of staff have the question.
  const question = document.querySelector("[data-unsaved]")?.getAttribute("data-unsaved");
  isLeaving = !question || unsaved(sent).length === 0 || confirm(question);
  return isLeaving;
};

/** Keeps an event from everybody else. @param {Event} event */
const stop = (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form) typed.add(form);
  here = location.href;
  isLeaving = false;
});

// While capturing, before the program sends the form or follows the link.
document.addEventListener(
  "submit",
  (event) => {
    here = location.href;
    if (!goesOn(event.target)) stop(event);
  },
  true,
);
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("a[href]");
    const isFollowed = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !isFollowed || link.target || link.hasAttribute("download")) return;
    // Within the page, or to a file: nothing is lost.
    if (link.getAttribute("href").startsWith("#") || link.pathname.startsWith("/files/")) return;
    if (!goesOn()) stop(event);
  },
  true,
);

// The program sent a form and the page stays as it is: what stands in it is stored nowhere.
document.addEventListener("formfailed", () => {
  isLeaving = false;
});

// The program lets the browser send the form once more, of which no event tells: the answer shows what was typed.
document.addEventListener("formsent", () => {
  isLeaving = true;
});

// The way back or forward to a page that the program builds itself: the browser has gone there when it says so. Before the
// program hears of it the page that is still shown gets its address back, and what lay ahead of it is gone.
addEventListener(
  "popstate",
  (event) => {
    const { pathname, search } = new URL(here);
    // Within the page nothing is lost.
    if ((pathname === location.pathname && search === location.search) || goesOn()) return;
    stop(event);
    history.pushState(null, "", here);
  },
  true,
);

addEventListener("beforeunload", (event) => {
  if (!isLeaving && document.querySelector("[data-unsaved]") && unsaved().length > 0) event.preventDefault();
});
