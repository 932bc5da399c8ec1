// What a page says and does about the device: the notice on a kept copy, drafts, comments that wait, forgetting.
//
// Every word comes from the page or from `/<language>/offline` (elements with `data-part`). Invariant: nothing that
// somebody typed is stored unless they ticked the box or pressed “send as soon as there is network”.

import "./store.js";

const { ask, send, KEPT } = self.onDevice;
/** How long until another try to send what waits, in milliseconds. */
const AGAIN = 30_000;
/** Why a comment was not sent that this browser does not store: of none that waits. Its message is named the same. */
const UNSTORED = "unstored";
/** Fields of a form that are no part of a comment. */
const NOT_WRITTEN = ["form", "do", "next", "keep", "search", "files", "procedure", "submission_key", "step", "asks_person", "with_person"];
const language = document.documentElement.lang;
/** Under which all pages of this language lie. */
const root = `/${location.pathname.split("/")[1]}`;
const id = (name) => document.getElementById(name);
const moment = (date) =>
  new Intl.DateTimeFormat(language.slice(0, 2), { dateStyle: "long", timeStyle: "short" }).format(new Date(date));

/** A copy of one of the server's messages. @returns {Promise<HTMLElement>} */
async function part(name) {
  let parts = id("device-parts");
  if (!parts) {
    const answer = await fetch(`${root}/offline`);
    parts = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("device-parts");
  }
  return document.importNode(parts.querySelector(`[data-part="${name}"]`), true);
}

/** Puts values in place of `{name}` in the texts of a message. */
function fill(element, values) {
  for (const text of element.querySelectorAll("p"))
    for (const name in values)
      if (text.textContent.includes(`{${name}}`)) text.textContent = text.textContent.replace(`{${name}}`, values[name]);
}

/** Gives the buttons of a message their acts. */
function wire(element, acts) {
  for (const name in acts) element.querySelector(`[data-act="${name}"]`)?.addEventListener("click", acts[name]);
}

/** The place of a value in a message. */
const slot = (element, name) => element.querySelector(`[data-slot="${name}"]`);

/** Takes away the message with a key. */
function drop(key) {
  for (const old of id("device").children) if (old.dataset.key === key) old.remove();
}

/** Shows a message on top of the page; of two with one key the newer. */
function show(element, key, focus) {
  element.dataset.key = key;
  drop(key);
  id("device").append(element);
  if (focus) element.focus();
}

/**
 * Takes away a message whose button was pressed and says in its place what was done; the focus, which was on the button,
 * goes there.
 */
async function done(element, name) {
  const said = await part(name).catch(() => undefined);
  if (!said) {
    element.remove();
    id("main").focus();
    return;
  }
  said.dataset.key = element.dataset.key;
  said.dataset.on = location.pathname;
  element.replaceWith(said);
  said.focus();
}

// --- A kept copy says so.

const stored = document.querySelector('meta[name="stored"]')?.content;
/** Whether the server answered since. */
let isReached = false;
if (stored && !location.pathname.endsWith("/offline"))
  part("stored").then((element) => {
    if (isReached) return;
    fill(element, { moment: moment(stored) });
    show(element, "stored");
  });

// --- What waits is sent, and says what became of it.

/** Whether a message stands on the page already; then it is not read out again. */
const stands = (key, name) => id("device").querySelector(`[data-key="${key}"][data-part="${name}"]`);

/** Shows a receipt on each page until its author has the code: there is no other way to it. */
async function showReceipt({ key, arrived }, { number, code }) {
  // It may have been noted while it was asked for.
  if (stands(key, "sent") || !(await ask("waiting", "get", key))) return;
  const element = await part("sent");
  const noted = () => ask("waiting", "delete", key);
  fill(element, { number });
  slot(element, "code").textContent = code;
  slot(element, "look").href = `${root}/r/${code}`;
  slot(element, "look").addEventListener("click", noted);
  slot(element, "pdf").href = `/files/receipts/${code}.pdf`;
  slot(element, "pdf").download = `${code}.pdf`;
  wire(element, {
    noted: async () => {
      await noted();
      await done(element, "noted");
    },
  });
  // What says that the server cannot be reached is over.
  isReached = true;
  drop("stored");
  // Where it is shown once more it is no answer to what was just done.
  show(element, key, !arrived);
}

/** What was kept of a procedure's comment, until it has ended. @param {string} procedure */
async function kept(procedure) {
  const draft = await ask("drafts", "get", procedure);
  return draft && Date.now() - draft.at <= KEPT ? draft : undefined;
}

/** @param {import("./store.js").Waiting} waiting */
async function showWaiting(waiting, focus) {
  // Between two rounds the next one is not open yet: the one that it was written for is over.
  const late = ["period_closed", "period_not_open"].includes(waiting.refused);
  const isHere = waiting.refused !== UNSTORED;
  const own = ["ended", UNSTORED].includes(waiting.refused) ? waiting.refused : "stuck";
  const name = !waiting.refused ? "waiting" : late ? "late" : own;
  // What is stored stays as it is; of what is not, the form may hold another text by now.
  if (isHere && stands(waiting.key, name)) return;
  const element = await part(name);
  // A text is deleted only when its author could read for a week on which day.
  const until = waiting.until ?? Date.now() + KEPT;
  if (isHere && waiting.refused && !waiting.until) await ask("waiting", "put", { ...waiting, until });
  fill(element, { moment: moment(until) });
  const text = slot(element, "text");
  if (text) text.textContent = waiting.fields.body;
  if (waiting.withoutFiles) slot(element, "without_files").hidden = false;
  wire(element, {
    remove: async () => {
      await ask("waiting", "delete", waiting.key);
      await done(element, "gone");
    },
    copy: async () => {
      await navigator.clipboard.writeText(waiting.fields.body);
      slot(element, "copied").hidden = false;
    },
  });
  show(element, waiting.key, focus);
}

let again;
/** Tries to send, if somebody sees what comes of it, and shows what still waits. */
async function flush(focus) {
  if (document.visibilityState !== "visible") return;
  // A receipt that stands on the page is not asked for once more.
  if ((await ask("waiting", "getAll")).every(({ key }) => stands(key, "sent"))) return;
  // What cannot be sent now waits on.
  await send(showReceipt).catch(() => {});
  const rest = await ask("waiting", "getAll");
  for (const waiting of rest) if (!waiting.arrived) await showWaiting(waiting, focus);
  clearTimeout(again);
  if (rest.some(({ key, refused }) => !refused && !stands(key, "sent"))) again = setTimeout(flush, AGAIN);
}

// --- A form that could not be sent.

/**
 * What a form holds: all of it, or what somebody sees and may have typed, with the place, which travels hidden.
 * @param {HTMLFormElement} form
 * @param {boolean} [all]
 * @returns {Record<string, string>}
 */
function typed(form, all) {
  const fields = {};
  // In the simplified view the name may be needed for the answer to another question than the one that hides it.
  const byPost = form.elements.reply?.value === "post";
  const needsName = byPost || form.elements.may_publish?.value === "named";
  // Not every browser hides what is given only where a box is ticked; the server leaves it out all the same.
  const box = form.elements.with_person;
  const isLeftOut = (element) =>
    box && !box.checked && element.closest("#person") && !(element.closest("#person-address") ? byPost : needsName);
  for (const element of form.elements) {
    const { name, type, value, checked } = element;
    // What was typed for an answer that is not wished any more is not shown, and goes nowhere.
    const around = element.closest("#person-address, .reveal__more");
    const isShown = around?.getClientRects().length !== 0 || (name === "name" && needsName);
    const isHidden = name === "website" || (type === "hidden" && !name.startsWith("place"));
    const isNone = ["submit", "button", "file", "fieldset"].includes(type) || (type === "radio" && !checked);
    if (name && !isNone && !NOT_WRITTEN.includes(name) && (all || !isHidden)) fields[name] = isShown && !isLeftOut(element) ? value : "";
  }
  return fields;
}

/** Says that there is no network and what is possible. */
function outOfReach() {
  const panel = id("device-offline");
  if (!panel) return false;
  const form = panel.closest("form");
  const written = () => (panel.dataset.fields ? JSON.parse(panel.dataset.fields) : typed(form, true));
  const fields = written();
  // A comment whose files lie on the server has no queue here: they would be missing.
  const queue = id("device-queue");
  if (queue) queue.hidden = !fields.body?.trim();
  // In the simplified view some answers stand on pages that nobody may have seen yet.
  for (const line of panel.querySelectorAll("[data-answer]")) {
    const [name, value] = line.dataset.answer.split("=");
    line.hidden = fields[name] !== value;
  }
  const button = queue?.querySelector("button");
  if (button) button.onclick = async () => {
    const { procedure, key, files, seal } = panel.dataset;
    // Somebody may have written on since the form could not be sent.
    const fields = written();
    if (!fields.body?.trim()) return form.elements.body?.focus();
    const waiting = { key: key || form.elements.submission_key?.value || newKey(), procedure, fields, files: [], at: Date.now() };
    if (files !== undefined) Object.assign(waiting, { draft: true, onServer: Number(files), seal, keyless: !key });
    const chosen = [...new FormData(form).getAll("files")].filter(({ size }) => size);
    try {
      await ask("waiting", "put", { ...waiting, files: chosen }).catch(() =>
        ask("waiting", "put", { ...waiting, withoutFiles: chosen.length > 0 }),
      );
    } catch {
      // This browser stores nothing: the form stays, and the text can be copied.
      return showWaiting({ ...waiting, refused: UNSTORED }, true);
    }
    await ask("drafts", "delete", procedure);
    form.hidden = true;
    await flush(true);
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.sync?.register("waiting").catch(() => {});
  };
  panel.hidden = false;
  panel.focus();
  return true;
}

/** Which button was pressed last in a form. @type {HTMLElement | null | undefined} */
let pressed;
addEventListener("submit", ({ submitter }) => (pressed = submitter), true);

/** Goes on to the next question without network: the worker has it, where nothing is written yet that could be sent. */
function goOn() {
  const form = id("device-offline")?.closest("form");
  const isFirst = form?.elements.step?.value === "place" && pressed?.value === "next" && !form.elements.body?.value.trim();
  if (!isFirst || !navigator.serviceWorker?.controller) return false;
  const act = Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: "next" });
  form.append(act);
  // By the browser itself, past the program, which would send it in the background once more.
  form.submit();
  act.remove();
  return true;
}

function newKey() {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36).padStart(7, "0")).join("");
}

// --- Drafts of a comment.

function restore(form, { fields, place }) {
  for (const [name, value] of Object.entries(fields)) {
    // The group around the place has the name of one of its fields.
    const element = form.querySelector(`input[type="hidden"][name="${name}"]`) ?? form.elements.namedItem(name);
    if (element) element.value = value;
  }
  // What is answered is never hidden.
  for (const reveal of form.querySelectorAll(".reveal")) {
    const box = reveal.querySelector(":scope > .kern-form-check input");
    if (box && [...reveal.querySelectorAll(".reveal__more input")].some((field) => field.value.trim())) box.checked = true;
  }
  const chosen = form.querySelector(".place__chosen strong");
  if (chosen && place) chosen.textContent = place;
  const whole = id("place-whole");
  if (whole && fields.place) whole.hidden = fields.place === "whole";
}

/** Puts into the form what was answered on the page before, of which this copy knows nothing. */
function carry(form) {
  const meta = document.querySelector('meta[name="answers"]');
  if (!meta) return;
  meta.remove();
  const all = Object.entries(JSON.parse(decodeURIComponent(meta.content)));
  const fields = Object.fromEntries(all.filter(([name, value]) => value && !NOT_WRITTEN.includes(name)));
  restore(form, { fields });
}

/** Says that what is kept is there without network too, where a worker sees to it and the operator wants it. */
function sayOffline() {
  const isThere = document.querySelector('meta[name="worker"]') && navigator.serviceWorker?.controller;
  const promised = id("device-keep-offline");
  if (promised) promised.hidden = !isThere;
}

/** Looks after a comment's form, once. */
async function tend(form) {
  carry(form);
  sayOffline();
  const box = id("device-keep")?.querySelector("input");
  const procedure = id("device-offline").dataset.procedure;
  const key = form.elements.submission_key;
  if (key && !key.value) key.value = newKey();
  form.addEventListener("submit", () => {
    // What is sent needs no draft; the page after sending lets go of it.
    if (!key) sessionStorage.setItem("sending", procedure);
  });
  if (!box) return;
  const keep = async () => {
    const before = await kept(procedure);
    const place = form.querySelector(".place__chosen strong")?.textContent;
    await ask("drafts", "put", {
      procedure,
      fields: { ...before?.fields, ...typed(form) },
      place: place || before?.place,
      at: Date.now(),
    });
  };
  let timer;
  form.addEventListener("input", ({ target }) => {
    clearTimeout(timer);
    if (target === box) void (box.checked ? keep() : ask("drafts", "delete", procedure));
    else if (box.checked) timer = setTimeout(keep, 300);
  });
  // A browser that stores nothing keeps no draft: the box is not offered.
  const draft = await kept(procedure).catch(() => null);
  if (draft === null) return;
  try {
    if (draft) await offer(form, box, draft, keep);
  } finally {
    // Last: who sees the box sees also what was kept before.
    box.closest("#device-keep").hidden = false;
  }
}

/**
 * Ticks the box where the form holds the draft as it is; otherwise offers to put it back.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} box
 * @param {{ procedure: string, fields: Record<string, string>, place?: string, at: number }} draft
 * @param {() => Promise<void>} keep Keeps what the form holds.
 */
async function offer(form, box, draft, keep) {
  const now = typed(form);
  const same = Object.keys(now).every((name) => !(name in draft.fields) || draft.fields[name] === now[name]);
  if (same) {
    box.checked = true;
    return;
  }
  const element = await part("draft");
  fill(element, { moment: moment(draft.at) });
  wire(element, {
    restore: async () => {
      restore(form, draft);
      box.checked = true;
      await keep();
      element.remove();
      form.elements.body?.focus();
    },
    remove: async () => {
      await ask("drafts", "delete", draft.procedure);
      await done(element, "gone");
    },
  });
  show(element, "draft");
}

// --- Forgetting everything.

/** How long the server may take to forget as well before the page says what is done, in milliseconds. */
const PATIENCE = 5000;

/**
 * Empties the device. Unless all of it goes, what is shown without network stays: the page that lists the others, and
 * the files that every page is made of.
 * @param {boolean} all
 */
async function forget(all) {
  sessionStorage.clear();
  await new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase("teilhabe");
    deleting.onsuccess = deleting.onerror = deleting.onblocked = resolve;
  });
  for (const name of await caches.keys()) {
    if (all) await caches.delete(name);
    else if (name.startsWith("pages-")) {
      const pages = await caches.open(name);
      for (const request of await pages.keys()) if (!request.url.endsWith("/offline")) await pages.delete(request);
    }
  }
}

/** Says that the device is empty, on the page on which that was asked for. */
function sayForgotten() {
  clearTimeout(again);
  for (const message of [...id("device").children]) message.remove();
  id("device-pages")?.replaceChildren();
  const none = id("device-no-pages");
  if (none) none.hidden = false;
  const done = id("device-forgotten");
  done.hidden = false;
  done.focus();
}

/**
 * Forgets here at once and on the server if it can be reached: who leaves a device to others does not wait for a network.
 * @param {HTMLFormElement} form
 */
async function forgetAll(form) {
  await forget(false).catch(() => {});
  const there = `${root}/forget`;
  const body = new URLSearchParams(new FormData(form));
  const asking = fetch(there, { method: "POST", headers: { accept: "application/json" }, body }).catch(() => undefined);
  const answer = await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  // 502 to 504 is a proxy whose server is away; a page that asks to sign in to a network is no answer at all.
  const isAnswered = answer?.status < 502 && answer.headers.get("content-type")?.includes("json");
  if (!isAnswered) sayForgotten();
  else if (answer.ok) {
    await forget(true).catch(() => {});
    location.assign(form.elements.next.value);
  } else {
    // The server's own page says why.
    form.action = there;
    form.submit();
  }
}

document.addEventListener(
  "submit",
  (event) => {
    if (event.target.id !== "forget") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void forgetAll(event.target);
  },
  true,
);

// --- What this device shows without network.

/**
 * Whether an address is a page of this site: browsers read `/\elsewhere` as another one.
 * @param {string | null} address
 */
function isOwn(address) {
  try {
    return address?.startsWith("/") && new URL(address, location.href).origin === location.origin;
  } catch {
    return false;
  }
}

async function list() {
  const pages = id("device-pages");
  const from = new URLSearchParams(location.search).get("from");
  let asked;
  if (isOwn(from)) {
    asked = new URL(from, location.href).pathname;
    // What that page does can be done here.
    if (asked.endsWith("/forget")) id("forget-title").focus();
    else {
      id("device-asked").querySelector("a").href = from;
      id("device-asked").hidden = false;
    }
  }
  const names = await caches.keys();
  const cache = await caches.open(names.find((name) => name.startsWith("pages-")) ?? "pages");
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith("/offline")) continue;
    const answer = await cache.match(request);
    const link = document.createElement("a");
    link.href = request.url;
    link.rel = "external";
    link.className = "row-link";
    // As it stands in the page's source.
    const title = decodeURIComponent(answer.headers.get("x-title"));
    link.textContent = new DOMParser().parseFromString(title, "text/html").body.textContent || pathname;
    const item = document.createElement("li");
    item.append(link);
    // The asked page with another query is nearest to what was looked for.
    if (pathname === asked) pages.prepend(item);
    else pages.append(item);
    id("device-no-pages").hidden = true;
  }
}

// --- Beginning, and again when the program shows another page.

/** Shows what was kept here of a comment that can be sent no more, to be copied. @param {HTMLElement} closed */
async function showClosed(closed) {
  const slot = closed.querySelector("[data-slot=body]");
  const draft = slot && (await kept(closed.dataset.procedure).catch(() => undefined));
  if (!draft?.fields.body?.trim()) return;
  slot.textContent = draft.fields.body;
  closed.hidden = false;
}

const seen = new WeakSet();
function look() {
  // What was said to be done is done on the page after it.
  for (const said of document.querySelectorAll("#device [data-on]")) if (said.dataset.on !== location.pathname) said.remove();
  const closed = id("device-closed");
  if (closed && !seen.has(closed)) {
    seen.add(closed);
    void showClosed(closed);
  }
  // A barrier report belongs to no procedure, and nothing of it is kept.
  const form = id("device-offline")?.closest("[data-procedure]")?.closest("form");
  if (form && !seen.has(form)) {
    seen.add(form);
    void tend(form);
  }
  const pages = id("device-pages");
  if (pages && !seen.has(pages)) {
    seen.add(pages);
    void list();
  }
  const sent = sessionStorage.getItem("sending");
  if (sent && /\/r\/[^/]+\/sent$/.test(location.pathname)) {
    sessionStorage.removeItem("sending");
    void ask("drafts", "delete", sent);
  }
}

async function begin() {
  // First what needs no store: a browser may refuse it, and a comment is sent under its key all the same.
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
  for (const draft of await ask("drafts", "getAll"))
    if (Date.now() - draft.at > KEPT) await ask("drafts", "delete", draft.procedure);
  for (const { key, until } of await ask("waiting", "getAll"))
    if (until < Date.now()) await ask("waiting", "delete", key);
  await flush();
}

document.addEventListener("formoutofreach", (event) => (goOn() || outOfReach()) && event.preventDefault());
navigator.serviceWorker?.addEventListener("controllerchange", sayOffline);
navigator.serviceWorker?.addEventListener("message", ({ data }) => {
  if (data === "out of reach") outOfReach();
  if (data === "sent") void flush();
});
// Messages wait for the whole document by themselves; who sends a form does not.
navigator.serviceWorker?.startMessages();
addEventListener("online", () => void flush());
addEventListener("visibilitychange", () => void flush());
begin().catch(() => {});
