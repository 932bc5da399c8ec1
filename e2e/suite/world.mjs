// What the catalogue's states need before anybody looks: comments with receipts, the addresses of a chapter and of a
// published comment, a video in sign language, staff who are signed in, the languages that the page itself offers.

import { visit } from "../support/browser.mjs";
import { OPEN, comment, signIn } from "../support/journeys.mjs";
import { day } from "../support/day.mjs";

/** The languages of the matrix, as far as the page's switch offers them; `all` takes every one that is offered. */
const MATRIX = ["de", "de-simple", "en", "ar"];

/** The first one's list of comments is looked at, so that it leads to the comment that is looked at. */
const PROCEDURES = ["solarpark-am-galgenberg", OPEN, "radweg-muehlenstrasse"];

export async function prepare(browser, origin, { all = false } = {}) {
  const visitor = await visit(browser, origin, { script: false });
  const { page } = visitor;
  const address = (href) => href.replace(/^\/[^/]+/, "");
  try {
    const receipt = (await comment(visitor, "Zum Ansehen.\n\nMit zwei Absätzen.")).code;
    await visitor.context.clearCookies();
    const withdrawn = (await comment(visitor, "Das nehme ich zurück.")).code;
    await visitor.open(`/de/r/${withdrawn}/withdraw`);
    await page.locator("main form button[type=submit]").first().click();
    await page.waitForURL((url) => !url.pathname.endsWith("/withdraw"));
    await visitor.open(`/de/procedures/${OPEN}`);
    const chapter = address(await page.locator('a[href*="/chapters/"]').first().getAttribute("href"));
    const offered = await page.locator("link[rel=alternate][hreflang]").evaluateAll((links) => links.map((link) => link.hreflang).filter((code) => code !== "x-default"));
    const switched = await page.locator(".site-header [hreflang], .site-header [lang], .site-header option[lang]").evaluateAll((links) => links.map((link) => link.getAttribute("hreflang") ?? link.lang));
    const languages = [...new Set(["de", ...switched, ...offered])].filter((code) => all || MATRIX.includes(code));
    let published = "";
    let bare = "";
    for (const slug of PROCEDURES) {
      await visitor.open(`/de/procedures/${slug}/comments`);
      // Where every procedure has published comments, an area without any is the empty state.
      const areas = await page.locator("main form[method=get] select").first().locator("option").evaluateAll((options) => options.map((option) => [option.closest("select").name, option.value]).filter(([, value]) => value)).catch(() => []);
      const links = await page.locator(`main a[href*="/${slug}/comments/"]`).evaluateAll((list) => list.map((link) => link.getAttribute("href")));
      const single = links.find((href) => /\/comments\/\d+$/.test(href));
      if (single && !published) published = address(single);
      if (!(await page.locator("main article").count())) bare ||= `${slug}/comments`;
      for (const [name, value] of areas) {
        if (bare) break;
        await visitor.open(`/de/procedures/${slug}/comments?${name}=${encodeURIComponent(value)}`);
        if (!(await page.locator("main article").count())) bare = `${slug}/comments?${name}=${encodeURIComponent(value)}`;
      }
    }
    if (!bare) throw new Error("the demonstration has no list of comments that is empty");
    await visitor.open("/de/accessibility/report?page=/de/procedures");
    await page.locator('[name="problem"]').fill("Die Karte hat keine Tasten.");
    await page.locator("main form button[type=submit]").first().click();
    await page.waitForURL(/\/report\/sent\/\d+/);
    const report = Number(page.url().match(/sent\/(\d+)/)[1]);
    const cookies = { visitor: [] };
    let captured = 0;
    for (const role of ["administrator", "reader"]) {
      const staff = await visit(browser, origin, { script: false });
      await signIn(staff, role);
      if (role === "administrator") {
        captured = await capture(staff);
        await film(staff);
      }
      cookies[role] = await staff.context.cookies();
      await staff.context.close();
    }
    if (!published) throw new Error("the demonstration has no published comment");
    return { origin, receipt, withdrawn, chapter, published, bare, report, captured, languages, cookies };
  } finally {
    await visitor.context.close();
  }
}

/** Publishes a video in sign language; nobody plays it, so that its first bytes are enough. */
async function film(staff) {
  const { page } = staff;
  const buffer = Buffer.concat([Buffer.from([0, 0, 0, 32]), Buffer.from("ftypisom"), Buffer.alloc(200_000)]);
  await staff.open("/de/staff/videos");
  await page.locator("#upload-file").setInputFiles({ name: "beteiligung.mp4", mimeType: "video/mp4", buffer });
  await page.locator("form", { has: page.locator("#upload-file") }).locator("button[type=submit]").click();
  await page.waitForURL(/uploaded=/);
  const form = page.locator("form", { has: page.locator("#new-file") });
  const values = { title: "So können Sie mitreden", minutes: "1", seconds: "35", width: "1280", height: "720", frames: "25", transcript: "Guten Tag. Auf dieser Seite können Sie sagen, was Sie von einem Plan halten." };
  await form.locator('[name="place"]').selectOption("accessibility");
  await form.locator('[name="file"]').selectOption({ index: 1 });
  for (const [name, value] of Object.entries(values)) await form.locator(`[name="${name}"]`).fill(value);
  await form.locator('[name="publish"]').check();
  await form.locator("button[type=submit]").click();
  await page.waitForURL(/saved=1/);
}

/** Enters a letter and gives its number. */
async function capture(staff) {
  const { page } = staff;
  await staff.open(`/de/staff/procedures/${OPEN}/statements/new`);
  await page.locator('[name="body"]').fill("Ein Brief zum Ansehen.");
  await page.locator('[name="reply"][value="none"]').check();
  await page.locator('[name="received_on"]').fill(day());
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForURL(/\/statements\/\d+\/receipt/);
  return Number(page.url().match(/statements\/(\d+)/)[1]);
}
