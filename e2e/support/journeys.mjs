// Steps that several journeys share: a comment by a resident, a clerk who signs in.

import { PASSWORD, account } from "./server.mjs";
import { texts } from "./texts.mjs";

const t = texts("de");

/** The demonstration's procedure whose round is open. */
export const OPEN = "hafenquartier-nord";

/** Sends a comment in German and gives its number and its receipt's code. */
export async function comment(visitor, body, { publish = "statements.publish.no", procedure = OPEN } = {}) {
  const { page } = visitor;
  await visitor.open(`/de/procedures/${procedure}/comment`);
  await page.getByLabel(t("statements.body.label")).fill(body);
  await page.getByLabel(t(publish), { exact: true }).check();
  await visitor.press(t("statements.check_act"));
  await visitor.arrive(t("statements.check.title"));
  await visitor.press(t("statements.check.send"));
  await visitor.arrive(t("receipts.sent.title"));
  const code = (await page.locator(".receipt-code__code").innerText()).replace(/[\s-]/g, "");
  const [, number] = (await page.locator("main").innerText()).match(/Nummer ([0-9.]+)/);
  return { code, number: Number(number.replace(/\D/g, "")) };
}

/** Signs in with a role of the demonstration, whose accounts need no second factor. */
export async function signIn(visitor, role = "clerk") {
  const { page } = visitor;
  await visitor.open("/de/sign-in");
  await page.getByLabel(t("identity.sign_in.email")).fill(account(role));
  await page.getByLabel(t("identity.sign_in.password")).fill(PASSWORD);
  await visitor.press(t("identity.sign_in.act"), { within: page.locator("main") });
  await visitor.arrive(t("admin.dashboard.title"));
}
