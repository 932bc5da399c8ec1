// What waits on the device: drafts and comments to be sent. Runs in pages and in the service worker alike, therefore it
// is a script without imports and exports and leaves one thing behind: `self.onDevice`.
//
// Invariant: a comment is sent under a key made when its form was opened; the server takes a key once, so that sending
// again (two tabs, a lost answer, the worker and a page at once) is answered with the same receipt. A receipt is shown
// and never stored: the comment's words stay here until its author has the code, and whoever shows it asks once more.

/**
 * @typedef {Object} Waiting A comment that waits to be sent.
 * @property {string} key        Its submission key.
 * @property {string} procedure  The procedure's slug.
 * @property {Record<string, string>} fields  What the form held.
 * @property {File[]} files      Its files.
 * @property {boolean} [withoutFiles] Whether files were chosen that this browser had no room for.
 * @property {number} [onServer] Of a draft on the server: how many files it has there.
 * @property {boolean} [draft]   Whether it is a draft on the server.
 * @property {string} [seal]     Of a draft on the server: its seal as it was read before it was put here.
 * @property {boolean} [keyless] Of a draft on the server: whether it has no key there.
 * @property {boolean} [arrived] Whether it was sent and its author did not yet say that the receipt's code is noted.
 * @property {number} at         When it was put here.
 * @property {string} [refused]  The code of the server's refusal, or `ended`; then it is not sent again.
 * @property {number} [until]    When it is deleted: what was refused a week after it was shown, what arrived a week after
 * it did.
 * @typedef {{ number: number, code: string }} Receipt
 */
(() => {
  /** How long what somebody typed stays, in milliseconds. */
  const KEPT = 7 * 24 * 3600 * 1000;

  /** @returns {Promise<IDBDatabase>} */
  const database = () =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open("teilhabe", 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore("drafts", { keyPath: "procedure" });
        opening.result.createObjectStore("waiting", { keyPath: "key" });
      };
      opening.onsuccess = () => {
        opening.result.onversionchange = () => opening.result.close();
        resolve(opening.result);
      };
      opening.onerror = () => reject(opening.error);
    });

  /**
   * One request on one store.
   * @param {"drafts"|"waiting"} store
   * @param {"get"|"getAll"|"put"|"delete"} act
   * @param {any} [value]
   */
  const ask = async (store, act, value) => {
    const db = await database();
    try {
      const transaction = db.transaction(store, act.startsWith("get") ? "readonly" : "readwrite");
      const request = transaction.objectStore(store)[act](value);
      return await new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
    } finally {
      db.close();
    }
  };

  /**
   * @param {Waiting} waiting
   * @param {string} path
   * @param {Record<string, string>} fields
   */
  const post = async ({ procedure, files }, path, fields) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    for (const file of files) body.append("files", file, file.name);
    const answer = await fetch(`/api/v1/procedures/${procedure}/${path}`, { method: "POST", body });
    // A proxy's refusal is no JSON; a page that asks to sign in to a network is no answer at all.
    const said = answer.status < 400 ? await answer.json() : await answer.json().catch(() => ({}));
    return { status: answer.status, body: said };
  };

  /** @param {Waiting} waiting */
  const submit = async (waiting) => {
    const whole = () => post(waiting, "statements", { ...waiting.fields, submission_key: waiting.key });
    const { key, procedure, seal = "", draft, keyless, arrived, onServer } = waiting;
    // What arrived is answered with its receipt by key and text, whatever it had besides: the draft may be another one by now.
    if (!draft || (arrived && !keyless)) return whole();
    // What another window made of it since it was read is not sent. The key opens the receipt of what came long ago.
    const answer = await post(waiting, "draft/send", { procedure, seal, submission_key: key });
    // The server forgets drafts after a day; the words are here, the files were there.
    const isGone = ["draft_gone", "draft_sent"].includes(answer.body.code);
    return isGone && !keyless && !onServer ? whole() : answer;
  };

  /**
   * Keeps of a comment what its author needs to send it anew; name, address and files have done their duty.
   * @param {Waiting} waiting
   * @param {Partial<Waiting>} outcome
   */
  const strip = ({ fields: { body, place }, ...waiting }, outcome) =>
    ask("waiting", "put", { ...waiting, files: [], fields: { body, place }, ...outcome });

  /**
   * Sends what waits, one after the other.
   * @param {(waiting: Waiting, receipt: Receipt) => Promise<void>} [show] Shows a receipt to the author, who lets go of the
   * comment.
   * @returns {Promise<void>} Fails when something still waits, so that the browser's background sync comes again.
   */
  const send = async (show) => {
    const all = async () => {
      let left = false;
      for (const waiting of await ask("waiting", "getAll")) {
        if (waiting.refused || (waiting.arrived && !show)) continue;
        // Nothing that could be read is no better than a server that is busy.
        const answer = await submit(waiting).catch(() => ({ status: 503, body: {} }));
        const isBusy = answer.status >= 500 || answer.status === 429;
        if (answer.status < 300) {
          // The text proves the key when it is asked for the receipt.
          // Its author may see the receipt for a week from now, however long the device was off before.
          if (!waiting.arrived) await strip(waiting, { arrived: true, until: waiting.until ?? Date.now() + KEPT });
          await show?.(waiting, answer.body);
        } else if (waiting.arrived) {
          // It is there; only its receipt could not be had this time.
          left ||= isBusy;
        } else if (!isBusy) {
          await strip(waiting, { refused: answer.body.code || "unknown" });
        } else if (Date.now() - waiting.at > KEPT) {
          await strip(waiting, { refused: "ended" });
        } else left = true;
      }
      if (left) throw new Error("Something still waits to be sent.");
    };
    await (navigator.locks ? navigator.locks.request("teilhabe-sending", all) : all());
  };

  self.onDevice = { ask, send, KEPT };
})();
