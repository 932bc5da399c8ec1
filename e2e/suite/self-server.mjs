// Serves galleries of static pages, each with the policy of none: what a page does is its own.
//
// A page of the good gallery is a fragment; the frame around it is `good/frame.html`, the same for all.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".vtt": "text/vtt" };

/** The frame around a fragment; its first lines say `title:`, `lang:`, `dir:`. */
async function framed(text) {
  const [head, ...rest] = text.split("\n---\n");
  const values = Object.fromEntries(head.split("\n").map((line) => line.match(/^(\w+): (.*)$/)?.slice(1)).filter(Boolean));
  const frame = await readFile(join(root, "good/frame.html"), "utf8");
  return frame.replace(/\{\{(\w+)\}\}/g, (_, name) => (name === "main" ? rest.join("\n---\n") : (values[name] ?? { lang: "de", dir: "ltr" }[name] ?? "")));
}

/** Starts the server; `pages` holds documents made elsewhere, by path. */
export async function serveGalleries(pages = new Map(), port = 0) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    request.resume();
    try {
      if (pages.has(path)) {
        response.writeHead(200, { "content-type": TYPES[".html"] }).end(pages.get(path));
        return;
      }
      const file = join(root, normalize(path));
      if (!file.startsWith(root)) throw new Error("outside");
      let text = await readFile(file);
      if (path.startsWith("/good/") && path.endsWith(".html")) text = await framed(text.toString());
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(text);
    } catch {
      response.writeHead(404, { "content-type": TYPES[".html"] }).end("<!DOCTYPE html><html lang=en><title>Not found</title>");
    }
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}
