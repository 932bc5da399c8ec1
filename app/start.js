// Starts the program in the page, where the browser can run it and the visitor has not asked to save data; and what
// helps on a weak line. The page works without: nothing here may be needed to read or to comment.

// An empty module that uses what rustc emits by default beyond the first version of WebAssembly: sign extension,
// reference types, multiple values, bulk memory.
const probe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 9, 2, 96, 0, 0, 96, 0, 2, 127, 127, 3, 3, 2, 0, 1, 4, 4, 1, 111, 0, 0, 5, 3, 1, 0, 0,
  10, 24, 2, 14, 0, 65, 0, 65, 0, 65, 0, 252, 11, 0, 208, 111, 26, 11, 7, 0, 65, 1, 192, 65, 1, 11,
]);

const able = typeof WebAssembly === "object" && WebAssembly.validate(probe);
const saving = navigator.connection && navigator.connection.saveData;
/** @param {Error} error */
const goOn = (error) => console.error("The page goes on without a part of its program:", error);
/** @param {string} name */
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.getAttribute("content");

/** For as long as the program runs. */
const life = new AbortController();
/**
 * Whether a failure is the program's own: not of the check of easy language, which is a module of its own, where the
 * browser names files in its stacks (Safari does not); nor what wasm-bindgen says when an event reaches a page that is
 * gone already, after which nothing is broken.
 * @param {Error | undefined} error
 */
const isOwn = (error) =>
  !/^closure invoked recursively or after being dropped/.test(error?.message) &&
  String(error?.stack).split("\n").some((line) => line.includes("wasm-function") && !line.includes("/linter_bg.wasm"));
/**
 * Ends the program after its first failure, whose next one could be anything: it hears of nothing any more, so that the
 * browser follows links and sends forms itself, and goes back to pages by loading them.
 * @param {{ error?: Error, reason?: Error }} failure
 */
const end = ({ error, reason = error }) => {
  if (life.signal.aborted || !isOwn(reason)) return;
  life.abort();
  const page = () => location.pathname + location.search;
  const here = page();
  addEventListener("popstate", () => page() === here || location.reload());
  // It failed between two pages.
  if (!document.querySelector("h1")) location.reload();
};

/** Begins the program in the page. */
const begin = () => {
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, heard, options) {
    // A function of the program, by what wasm-bindgen gives each of them.
    if (heard?._wbg_cb_unref) options = { capture: options === true, ...options, signal: life.signal };
    return listen.call(this, type, heard, options);
  };
  addEventListener("error", end);
  addEventListener("unhandledrejection", end);
  for (const href of meta("modules").split(" ")) {
    const link = Object.assign(document.createElement("link"), { rel: "modulepreload", href });
    document.head.append(link);
  }
  const program = fetch(new URL("./app_bg.wasm", import.meta.url));
  // It may fail before anybody waits for it; who does is told all the same.
  program.catch(() => {});
  Promise.all([
    fetch(meta("texts")).then((answer) => answer.text()),
    import("./app.js").then((app) => app.default({ module_or_path: program }).then(() => app)),
  ])
    .then(([table, app]) => app.hydrate(table))
    .catch((error) => {
      end({ error });
      goOn(error);
    });
};

// The page itself comes first: on a weak device the program's beginning would hold up who reads, types and sends already.
const shown = new Promise((resolve) => {
  if (document.readyState === "complete") resolve();
  else addEventListener("load", resolve, { once: true });
});
shown.then(() => {
  // What was left on the device is looked after on each page; who saves data loads this only where it is needed, or where
  // the worker has it at hand.
  if (!saving || navigator.serviceWorker?.controller || document.querySelector("#device-keep, #device-offline, form#forget"))
    import("./device.js").catch(goOn);
  if (!able || saving) return;
  if ("requestIdleCallback" in self) requestIdleCallback(begin, { timeout: 2000 });
  else setTimeout(begin, 200);
});

// The answer to a form that was not carried out is shown once: who comes back to it would find an error of the browser's.
// Whoever goes on from it leaves the page of its address behind; until then reading it again sends what was typed once more.
const leaveAddress = ({ type, target }) => {
  if (type === "submit" || target.closest?.('a[href]:not([href^="#"])')) history.replaceState(history.state, "");
};
for (const type of ["submit", "click"]) addEventListener(type, leaveAddress, true);

// Who saves data gets the worker only where a comment or a barrier report is written, which it does not let go: it keeps
// that page and those that come through it anyway, nothing ahead.
const worker = meta("worker");
if (worker && "serviceWorker" in navigator && (!saving || document.querySelector("#device-offline"))) {
  /** A new version that waited for the next page: this one. @type {ServiceWorker | null | undefined} */
  let successor;
  let timer;
  /** Once what the page needs at first has come, and again at each change of the page or of the worker. */
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 1500);
  };
  /** Tells the worker which page is read and what it is made of, so that it keeps both. */
  const keep = async () => {
    // Asked while the old one is at work, Chromium forgets it until that has rested for half a minute.
    if (successor?.state === "installed") {
      successor.postMessage("activate");
      return later();
    }
    const { active } = await navigator.serviceWorker.ready;
    const used = performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name))
      .filter(({ origin, pathname }) => origin === location.origin && /^\/(pkg|files\/(arms|colours))\//.test(pathname))
      .map(({ pathname }) => pathname);
    // In the simplified view the question after this one, to which the form leads.
    const next = !saving && document.querySelector('#comment-form [name="next"]')?.value;
    // Who forgets everything leaves nothing behind.
    if (!location.pathname.endsWith("/forget")) active.postMessage({ keep: location.href, next, used: [...new Set(used)] });
  };
  navigator.serviceWorker
    .register(worker)
    .then((registration) => {
      successor = registration?.waiting;
      later();
    })
    .catch(goOn);
  navigator.serviceWorker.addEventListener("controllerchange", later);

  // Pages to which the program goes without loading them.
  const push = history.pushState;
  let moved = false;
  history.pushState = function (...state) {
    push.apply(this, state);
    moved = true;
    later();
  };
  // What the program cannot read the worker may have kept as a whole page.
  document.addEventListener("pageoutofreach", () => {
    if (moved && navigator.serviceWorker.controller) location.reload();
  });
}

// In a form an area of the plan's drawing presses its button in the list; without this its link leads there. Before the
// program, which leads to places of the page itself.
const pressArea = (event) => {
  const area = event.target.closest?.(".plan__drawing g > a[tabindex]");
  if (!area) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.querySelector(area.getAttribute("href"))?.click();
};
addEventListener("click", pressArea, true);

// A map that the visitor opened is made live; the server's picture of it stays where data is saved.
const map = document.querySelector("[data-map]");
if (map && !saving) {
  import("./map.js")
    .then((live) => live.enhance(map))
    .catch((error) => console.error("The map stays a picture:", error));
}

// The bar that reads the page aloud, where the browser can speak at all.
if ("speechSynthesis" in window && document.querySelector("[data-read-aloud]")) {
  import("./read-aloud.js").catch((error) => console.error("The page is not read aloud:", error));
}

// The check of easy language, where staff write such a text; a page that the program built is found when it is used.
const easy = () => {
  if (document.querySelector("[data-easy-language]"))
    import("../easy-language/easy-language.js").then((check) => check.enhance()).catch(goOn);
};
easy();
document.addEventListener("focusin", easy);

// What is under way on a page of staff, such as an export, is read again until it is done.
const again = () => {
  if (document.querySelector("[data-again]")) import("./again.js").then((script) => script.follow()).catch(goOn);
};
again();
document.addEventListener("focusin", again);

// What staff typed and did not save is not lost without a question.
const unsaved = () => {
  if (document.querySelector("[data-unsaved]")) import("./unsaved.js").catch(goOn);
};
unsaved();
document.addEventListener("focusin", unsaved);
