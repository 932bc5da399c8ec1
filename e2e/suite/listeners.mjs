// Which elements listen to which events, as the browser knows it (DevTools' `getEventListeners`).

import { ask } from "./ask.mjs";

/** Elements of the page, `document` and `window` with listeners of these types. */
export async function listeners(page, types) {
  const session = await page.context().newCDPSession(page);
  try {
    await ask(page, () => window.probing.path(document.body));
    const found = [];
    const collect = async (objectId, depth) => {
      const { listeners: list } = await session.send("DOMDebugger.getEventListeners", { objectId, depth, pierce: false });
      return list;
    };
    for (const [expression, element] of [["window", "window"], ["document", "document"]]) {
      const { result } = await session.send("Runtime.evaluate", { expression, objectGroup: "listeners" });
      for (const { type } of await collect(result.objectId, 0)) if (types.includes(type)) found.push({ element, type });
    }
    const { result: body } = await session.send("Runtime.evaluate", { expression: "document.documentElement", objectGroup: "listeners" });
    for (const { type, backendNodeId } of await collect(body.objectId, -1)) {
      if (!types.includes(type) || !backendNodeId) continue;
      const { object } = await session.send("DOM.resolveNode", { backendNodeId, objectGroup: "listeners" });
      const { result } = await session.send("Runtime.callFunctionOn", {
        objectId: object.objectId,
        functionDeclaration: "function () { return this.nodeType === 1 ? window.probing.path(this) : null; }",
        returnByValue: true,
      });
      if (result.value) found.push({ element: result.value, type });
    }
    return found;
  } finally {
    await session.send("Runtime.releaseObjectGroup", { objectGroup: "listeners" }).catch(() => {});
    await session.detach().catch(() => {});
  }
}
