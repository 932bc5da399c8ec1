// Twelve journeys, heard: what a screen reader says on each page of them, as golden files in German.

import { openBrowser, visit } from "../support/browser.mjs";
import { OPEN, comment } from "../support/journeys.mjs";
import { pdf } from "../support/pdf.mjs";
import { PASSWORD, account, startServer } from "../support/server.mjs";
import { texts } from "../support/texts.mjs";
import { compare } from "./golden.mjs";
import { read } from "./listener.mjs";

const t = texts("de");
const FORM = `/de/procedures/${OPEN}/comment`;

/** A form without a name is a landmark for no screen reader; older browsers called it a form, newer ones nothing. */
const NAMELESS_FORM = new Set(["form", "end of form"]);

/** Writes a text into the comment form. */
const write = ({ page }, text) => page.getByLabel(t("statements.body.label")).fill(text);

/** Each journey goes its way and listens on each page: `hear` adds a page to the transcript. */
export const JOURNEYS = {
  "find a procedure": async (visitor, hear) => {
    await visitor.open("/de");
    await hear("start page", "body");
    await visitor.press(t("procedures.start.all"), { role: "link" });
    await visitor.arrive(t("procedures.list.title"));
    await hear("list of procedures");
  },
  "read the summary": async (visitor, hear) => {
    await visitor.open(`/de/procedures/${OPEN}?ansicht=einfach`);
    await hear("procedure in the simplified view");
    await visitor.open(`/de/procedures/${OPEN}?ansicht=normal`);
    await hear("procedure");
  },
  comment: async (visitor, hear) => {
    await visitor.open(FORM);
    await hear("form");
    await write(visitor, "Bitte mehr Bäume am Wasser.");
    await visitor.press(t("statements.check_act"));
    await visitor.arrive(t("statements.check.title"));
    await hear("check");
    await visitor.press(t("statements.check.send"));
    await visitor.arrive(t("receipts.sent.title"));
    await hear("sent");
  },
  "comment with a place": async (visitor, hear) => {
    await visitor.open(FORM);
    await visitor.page.getByText(t("statements.place.change"), { exact: true }).click();
    await visitor.page.getByText(t("statements.place.address"), { exact: true }).click();
    await visitor.page.locator("#place").getByLabel(t("statements.place.search_both")).fill("hafenstr 3");
    await visitor.press(t("common.search"));
    await visitor.sees(t("statements.place.found"));
    await hear("streets that were found", "#place");
    await visitor.press(/Hafenstraße 3\b/, { exact: false });
    await visitor.page.locator(".place__chosen", { hasText: "Hafenstraße 3" }).waitFor();
    await visitor.live();
    await hear("place chosen", "#place");
  },
  "attach a file": async (visitor, hear) => {
    await visitor.open(FORM);
    await write(visitor, "Siehe Anlage.");
    await visitor.page.getByLabel(t("statements.files.label")).setInputFiles({ name: "Skizze.pdf", mimeType: "application/pdf", buffer: pdf("Eine Skizze") });
    await visitor.press(t("statements.save_act"));
    await visitor.page.locator('button[value^="remove:"]').waitFor();
    await visitor.live();
    await hear("file attached", "#files-part");
  },
  "mistake and repair": async (visitor, hear) => {
    await visitor.open(FORM);
    await write(visitor, "Bitte antworten Sie mir.");
    await visitor.page.getByLabel(t("statements.reply.email")).check();
    await visitor.page.getByLabel(t("statements.person.email")).fill("erika.example.org");
    await visitor.press(t("statements.check_act"));
    await visitor.page.locator(".error-summary").waitFor();
    await visitor.page.waitForFunction(() => document.activeElement?.closest(".error-summary"));
    await hear("mistake");
    await visitor.page.getByLabel(t("statements.person.email")).fill("erika@example.org");
    await visitor.press(t("statements.check_act"));
    await visitor.arrive(t("statements.check.title"));
    await hear("check after repair");
  },
  "check and change": async (visitor, hear) => {
    await visitor.open(FORM);
    await write(visitor, "Ein erster Satz.");
    await visitor.press(t("statements.check_act"));
    await visitor.arrive(t("statements.check.title"));
    await visitor.press(t("statements.check.edit"), { role: "link" });
    await visitor.arrive(t("statements.title"));
    await hear("form with the text");
  },
  receipt: async (visitor, hear) => {
    const { code } = await comment(visitor, "Was wird daraus?");
    await visitor.open(`/de/r/${code}`);
    await hear("receipt");
  },
  "find a receipt": async (visitor, hear) => {
    const { code } = await comment(visitor, "Wo finde ich das wieder?");
    await visitor.open("/de/r");
    await hear("asking for the code");
    await visitor.page.getByLabel(t("receipts.find.label")).fill(code);
    await visitor.press(t("receipts.find.act"));
    await visitor.page.locator("blockquote").first().waitFor();
    await visitor.live();
    await hear("found");
  },
  withdraw: async (visitor, hear) => {
    const { code } = await comment(visitor, "Das nehme ich zurück.");
    await visitor.open(`/de/r/${code}`);
    await visitor.press(t("receipts.withdraw.act"), { role: "link" });
    await visitor.arrive(t("receipts.withdraw.title"));
    await hear("question");
    await visitor.press(t("receipts.withdraw.confirm"));
    await visitor.sees(t("statements.state.withdrawn"));
    await hear("withdrawn");
  },
  "change the language while writing": async (visitor, hear) => {
    await visitor.open(FORM);
    await write(visitor, "Mehr Bänke, bitte.");
    await visitor.live();
    await visitor.page.locator(".language-switch > summary").click();
    await visitor.page.locator('button[value="language:en"], [name="do"][value="language:en"]').first().click();
    await visitor.page.locator('html[lang="en"]').waitFor();
    await visitor.live();
    await hear("form in English");
  },
  "sign in": async (visitor, hear) => {
    visitor.expect(401, 403, 422);
    await visitor.open("/de/sign-in");
    await hear("sign in");
    await visitor.page.getByLabel(t("identity.sign_in.email")).fill(account("clerk"));
    await visitor.page.getByLabel(t("identity.sign_in.password")).fill(PASSWORD);
    await visitor.press(t("identity.sign_in.act"), { within: visitor.page.locator("main") });
    await visitor.arrive(t("admin.dashboard.title"));
    await hear("first page of staff", "main h1");
  },
};

/** Hears all journeys, or those named; the answer names the transcripts that differ. */
export async function transcripts({ say = () => {}, only = [] } = {}) {
  const server = await startServer();
  const browser = await openBrowser();
  const found = [];
  try {
    for (const [name, journey] of Object.entries(JOURNEYS)) {
      if (only.length && !only.includes(name)) continue;
      const visitor = await visit(browser, server.origin);
      const heard = [];
      const hear = async (what, part) => {
        const { focus, phrases } = await read(visitor.page, part);
        heard.push(`## ${what}: ${await visitor.page.title()}`, ...(focus ? [`(focus on: ${focus})`] : []), ...phrases, "");
      };
      const failed = await journey(visitor, hear).then(() => "", (error) => `the journey “${name}” ends: ${error.message}`);
      const different = failed || compare(`transcripts/${name.replaceAll(" ", "-")}.txt`, heard.filter((line) => !NAMELESS_FORM.has(line)).join("\n"));
      if (different) found.push(different);
      say(`heard: ${name}${different ? ", differs" : ""}`);
      await visitor.context.close();
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  return found;
}
