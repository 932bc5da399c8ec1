// A server in front of another one: it can be slow or away for some addresses, and change what is answered.

import { createServer, request as ask } from "node:http";

const HOP_BY_HOP = /^(connection|keep-alive|transfer-encoding|content-length)$/;

/**
 * Opens a front, and closes it after `use`. `use` gets its origin and may set at any time:
 * - `slow(path)`: for how many milliseconds an answer is held back, by path and query;
 * - `isAway`: whether connections are cut, as if there were no network;
 * - `change(path, text)`: another body; then nothing is compressed;
 * - `answered(path, body)`: hears what was answered.
 */
export async function withFront(origin, use) {
  const front = { slow: () => 0, isAway: false, change: undefined, answered: () => {} };
  const server = createServer((request, response) => {
    if (front.isAway) return request.socket.destroy();
    const headers = { ...request.headers };
    if (front.change) delete headers["accept-encoding"];
    const onward = ask(origin + request.url, { method: request.method, headers }, async (answer) => {
      const parts = [];
      for await (const part of answer) parts.push(part);
      let body = Buffer.concat(parts);
      if (front.change) body = Buffer.from(front.change(request.url, body.toString("latin1")), "latin1");
      await new Promise((resolve) => setTimeout(resolve, front.slow(request.url)));
      if (front.isAway) return request.socket.destroy();
      // Headers as they came, several cookies as several lines.
      for (const [name, value] of Object.entries(answer.headers)) if (!HOP_BY_HOP.test(name)) response.setHeader(name, value);
      response.writeHead(answer.statusCode).end(body);
      front.answered(request.url, body);
    });
    onward.on("error", () => request.socket.destroy());
    request.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  front.origin = `http://127.0.0.1:${server.address().port}`;
  try {
    await use(front);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
