// Pictures of parts of a page, as pixels: what people see, whatever the style sheet says.

import { PNG } from "pngjs";

/** The connection to a page's own screenshots, one for each page. */
const sessions = new WeakMap();

/**
 * A picture of a rectangle in coordinates of the document. `careful` takes Playwright's way, which waits for what is
 * still under way: to confirm what a quick picture does not show.
 */
export async function picture(page, { x, y, width, height }, { careful = false } = {}) {
  const clip = {
    x: Math.max(0, Math.floor(x)),
    y: Math.max(0, Math.floor(y)),
    width: Math.max(1, Math.ceil(width)),
    height: Math.max(1, Math.ceil(height)),
  };
  if (careful) return PNG.sync.read(await page.screenshot({ clip, fullPage: true, animations: "disabled", caret: "hide", timeout: 30_000 }));
  if (!sessions.has(page)) sessions.set(page, page.context().newCDPSession(page));
  const session = await sessions.get(page);
  // Playwright's own pictures wait for fonts and stop animations for each of some thousand pictures of pages that have
  // neither; the caret is hidden here once for each document.
  await page.evaluate(() => {
    if (window.caretHidden) return;
    window.caretHidden = new CSSStyleSheet();
    window.caretHidden.replaceSync("* { caret-color: transparent !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, window.caretHidden];
  });
  const { data } = await session.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true, captureBeyondViewport: true, clip: { ...clip, scale: 1 } });
  return PNG.sync.read(Buffer.from(data, "base64"));
}

const channel = (value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

/** Relative luminance as WCAG defines it. */
export const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);

/** The contrast of two colours, from 1 to 21. */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour at a place of a picture. */
export function at({ data, width, height }, x, y) {
  const column = Math.min(width - 1, Math.max(0, Math.round(x)));
  const row = Math.min(height - 1, Math.max(0, Math.round(y)));
  const index = (row * width + column) * 4;
  return [data[index], data[index + 1], data[index + 2]];
}

/** How many pixels differ between two pictures of one place, and how many of them by 3:1 and more. */
export function difference(one, other) {
  const count = { any: 0, strong: 0 };
  const length = Math.min(one.data.length, other.data.length);
  for (let index = 0; index < length; index += 4) {
    const a = [one.data[index], one.data[index + 1], one.data[index + 2]];
    const b = [other.data[index], other.data[index + 1], other.data[index + 2]];
    if (Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]) <= 6) continue;
    count.any += 1;
    if (contrast(a, b) >= 3) count.strong += 1;
  }
  return count;
}

/** The largest contrast of any two pixels of a picture. */
export function range({ data }) {
  let [least, most] = [1, 0];
  for (let index = 0; index < data.length; index += 4) {
    const light = luminance([data[index], data[index + 1], data[index + 2]]);
    if (light < least) least = light;
    if (light > most) most = light;
  }
  return (most + 0.05) / (least + 0.05);
}
