// Reads a part of the page again as long as something in it is under way, such as an export that is being made.
//
// Invariants: the server's own page is read, so that both say the same; a page that nobody looks at reads nothing; the focus
// stays where it is; what is announced is one sentence when all is done. Without this file a link reads the page again.

// Milliseconds between two readings.
const PAUSE = 2000;
/** Where something is under way. */
const PART = "[data-again]";

let follows = false;

/** Follows what is under way on this page; a page that is shown later is found again. */
export function follow() {
  if (follows || !document.querySelector(PART)) return;
  follows = true;
  setTimeout(look, PAUSE);
}

async function look() {
  if (document.hidden) return document.addEventListener("visibilitychange", look, { once: true });
  const part = document.querySelector(PART);
  follows = Boolean(part) && (await read(part));
  if (follows) setTimeout(look, PAUSE);
}

/** Reads the part again; answers whether it has to be read once more. @param {Element} part */
async function read(part) {
  let answer, text;
  try {
    answer = await fetch(location.href, { cache: "no-store" });
    text = await answer.text();
  } catch {
    // Out of reach for a moment, or the line broke amid the page.
    return true;
  }
  // Signed out, or gone.
  if (!answer.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById(part.id);
  // Another page is shown by now.
  if (!fresh || !part.isConnected) return Boolean(document.querySelector(PART));
  const focus = part.contains(document.activeElement) ? document.activeElement : null;
  const href = focus?.getAttribute("href");
  part.replaceChildren(...fresh.childNodes);
  // The program would go on with the entries that it made itself: what comes before or after them is loaded.
  for (const link of document.querySelectorAll(".pagination a")) link.relList.add("external");
  if (focus) {
    const same = [...part.querySelectorAll("a")].find((link) => link.getAttribute("href") === href);
    (same ?? part.querySelector("[tabindex]"))?.focus();
  }
  if (fresh.matches(PART)) return true;
  part.removeAttribute("data-again");
  const status = document.querySelector("[data-again-status]");
  if (status) status.textContent = status.getAttribute("data-again-status");
  return false;
}
