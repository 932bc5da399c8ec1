// The service worker: keeps public pages that were read, for the time without network, and sends what waited.
//
// The server writes `const CONFIG = {…}` in front, see `server/src/http/offline.rs`. A classic worker, because not every
// browser knows modules here.
//
// Invariants: a page is kept only when the list of pages names its address and the server marked its answer; so no
// receipt, draft or page of staff ever is. Nothing is asked of another host.

/* global CONFIG, onDevice */
importScripts(CONFIG.store);

const PAGES = `pages-${CONFIG.version}`;
const FILES = `files-${CONFIG.version}`;
/** How long the network may take before the kept copy is shown, in milliseconds. */
const PATIENCE = 3000;
/** How long the device may take to find a file in its store before the network is asked for it, in milliseconds. */
const STORE_PATIENCE = 500;
/** How many pages are kept at most; the longest unread go first. */
const MAX_PAGES = 80;

const patterns = CONFIG.pages.map((page) => {
  const [path, fields = ""] = page.split("?");
  const rest = path === "/" ? "" : path.replace(/\*/g, "[^/]+");
  return { path: new RegExp(`^/(?:${CONFIG.languages.join("|")})${rest}$`), fields: fields.split("&") };
});

/** Whether a page may be kept. @param {URL} url */
const isKept = ({ origin, pathname, searchParams }) =>
  origin === location.origin &&
  patterns.some(({ path, fields }) => path.test(pathname) && [...searchParams.keys()].every((key) => fields.includes(key)));

/** Whether a page is a form that shows the draft of whoever asks for it. @param {URL} url */
const isForm = ({ pathname }) => pathname.endsWith("/comment");

/** @param {URL} url */
const offlinePage = (url) => {
  const language = url.pathname.split("/")[1];
  return `/${CONFIG.languages.includes(language) ? language : CONFIG.languages[0]}/offline`;
};
/** Under which address a page is kept. @param {URL} url */
const nameOf = ({ pathname, search }) => (pathname.endsWith("/offline") ? pathname : pathname + search);

/** Keeps an answer if it may be kept. @param {URL} url @param {Response} answer */
async function keep(url, answer) {
  const control = answer.headers.get("cache-control") || "";
  const fit = answer.status === 200 && answer.type === "basic" && !answer.redirected;
  if (!fit || !isKept(url) || !answer.headers.has(CONFIG.mark) || control.includes("no-store")) return;
  const html = await answer.text();
  const [, title = ""] = html.match(/<title>([^<]*)/) || [];
  const headers = new Headers({ "x-title": encodeURIComponent(title), "x-moment": new Date().toISOString() });
  for (const name of ["content-type", "content-security-policy"]) {
    const value = answer.headers.get(name);
    if (value) headers.set(name, value);
  }
  const pages = await caches.open(PAGES);
  const name = nameOf(url);
  await pages.delete(name);
  await pages.put(name, new Response(html, { headers }));
  const names = await pages.keys();
  for (const old of names.slice(0, -MAX_PAGES)) await pages.delete(old);
}

/**
 * The kept copy of a page, which says of when it is. One of the same page with another query is no copy of it: it would
 * show another section, another place, another part of a list.
 * @param {URL} url
 * @param {Record<string, string>} [answers] What its form was told on the page before, for `app/device.js`.
 */
async function copyOf(url, answers) {
  const pages = await caches.open(PAGES);
  const copy = await pages.match(nameOf(url));
  if (!copy) return undefined;
  const html = await copy.text();
  const moment = `<meta name="stored" content="${copy.headers.get("x-moment")}">`;
  const told = answers ? `<meta name="answers" content="${encodeURIComponent(JSON.stringify(answers))}">` : "";
  return new Response(html.replace("<head>", `<head>${moment}${told}`), { headers: copy.headers });
}

/**
 * The copy of the question that follows the one that could not be sent. What was answered is in the page alone: nothing of
 * it is stored. Where a text is written already there is something to be sent, and the form stays.
 * @param {Request} request
 */
async function nextQuestion(request) {
  const { do: act, next, ...answers } = Object.fromEntries(await request.formData());
  const url = new URL(next, location.origin);
  return act === "next" && !answers.body?.trim() && isKept(url) ? copyOf(url, answers) : undefined;
}

/**
 * A public page: from the network, else its copy, else what there is without network; when the network takes long,
 * whatever comes first.
 * @param {FetchEvent} event
 * @param {URL} url
 */
function page(event, url) {
  const network = fetch(event.request);
  event.waitUntil(network.then((answer) => keep(url, answer.clone())).catch(() => {}));
  return new Promise((resolve) => {
    const look = async () => {
      const copy = await copyOf(url).catch(() => undefined);
      if (copy) resolve(copy);
      return copy;
    };
    // A form may hold what its author wrote a moment ago; its copy is empty. However slow the network, only it knows.
    const timer = isForm(url) ? undefined : setTimeout(look, PATIENCE);
    const ended = async (answer) => {
      clearTimeout(timer);
      // 502 to 504 is a proxy whose server is away.
      if (answer && answer.status < 502) resolve(answer);
      else if (!(await look())) resolve(answer || none(url));
    };
    network.then(ended, () => ended());
  });
}

/** The last field of an address that chooses a language (`app/src/routes.rs`): what it leads to may be kept without it. */
const LANGUAGE_WISH = /[?&]sprache=[^&]*$/;

/** What is shown for a page that is not kept. @param {URL} url */
const none = async (url) => {
  const wished = new URL(url.pathname + url.search.replace(LANGUAGE_WISH, ""), url);
  if (wished.search !== url.search && (await copyOf(wished))) return Response.redirect(wished);
  return (await caches.match(offlinePage(url), { cacheName: PAGES }))
    ? Response.redirect(`${offlinePage(url)}?from=${encodeURIComponent(url.pathname + url.search)}`)
    : Response.error();
};

/**
 * A file whose address changes with its content. No page is held up by a device whose store is slow: a browser shows
 * nothing of a page before its style is there.
 * @param {FetchEvent} event
 */
async function file(event) {
  const { request } = event;
  const files = caches.open(FILES);
  const stored = files.then((open) => open.match(request.url)).catch(() => undefined);
  const known = await Promise.race([stored, new Promise((resolve) => setTimeout(resolve, STORE_PATIENCE))]);
  if (known) return known;
  const answer = await fetch(request).catch(async (error) => (await stored) || Promise.reject(error));
  if (answer.ok) {
    const copy = answer.clone();
    event.waitUntil(stored.then(async (known) => known || (await files).put(request.url, copy)).catch(() => {}));
  }
  return answer;
}

/** The page that is read, what it is made of, and the question to which its form leads. */
async function keepRead(address, used, next) {
  const files = await caches.open(FILES);
  for (const part of new Set([...CONFIG.shell, ...used]))
    if (!(await files.match(part))) await files.add(part).catch(() => {});
  const url = new URL(address);
  const has = (page) => caches.match(nameOf(page), { cacheName: PAGES });
  const fetchOnce = async (page) => {
    if (isKept(page) && !(await has(page))) await fetch(page).then((answer) => keep(page, answer)).catch(() => {});
  };
  await fetchOnce(new URL(offlinePage(url), url));
  await fetchOnce(url);
  // While the server has a draft no question of its form is kept.
  if (next && (await has(url))) await fetchOnce(new URL(next, url));
}

const tell = async (message) => {
  // Chromium takes a page that is sending a form for uncontrolled now and then.
  for (const page of await self.clients.matchAll({ includeUncontrolled: true })) page.postMessage(message);
};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((files) => files.addAll(CONFIG.shell)));
});

/** Deletes what another version kept. */
async function tidy() {
  for (const name of await caches.keys()) if (name !== PAGES && name !== FILES) await caches.delete(name);
}

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "activate") self.skipWaiting();
  else if (event.data.keep) {
    event.waitUntil(keepRead(event.data.keep, event.data.used, event.data.next));
    // A worker that was replaced may have put away a last file after its successor had tidied. What the next version
    // prepares, while it comes, is its own.
    if (!self.registration.installing && !self.registration.waiting) event.waitUntil(tidy());
  }
});

self.addEventListener("sync", (event) => {
  if (event.tag === "waiting") event.waitUntil(onDevice.send().finally(() => tell("sent")));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || /^\/[^/]+\/(staff|sign-in)(\/|$)/.test(url.pathname)) return;
  if (request.method === "POST") {
    // Without network the form stays on the screen with everything that was typed: “204” is no new page.
    if (request.mode === "navigate" && /\/(comment|comment\/check|forget|accessibility\/report)$/.test(url.pathname)) {
      // The first question alone comes before the text. What is read of a form is gone once it is sent.
      const first = url.searchParams.get("step") === "place" ? request.clone() : undefined;
      event.respondWith(
        fetch(request).catch(async () => {
          const next = first && (await nextQuestion(first).catch(() => undefined));
          if (next) return next;
          await tell("out of reach");
          return new Response(null, { status: 204 });
        }),
      );
    }
  } else if (request.method === "GET") {
    if (/^\/(pkg|files\/(arms|colours))\//.test(url.pathname)) event.respondWith(file(event));
    else if (isKept(url)) event.respondWith(page(event, url));
    else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => none(url)));
  }
});
