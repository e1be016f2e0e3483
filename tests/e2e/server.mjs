// A static server for the built page, under a sub-path, as any host would serve it.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** `asked` has every address that was asked for; `folder` may become another, and once closed it refuses. */
export async function serve(folder, path) {
  const site = { folder, asked: [] };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    site.asked.push(pathname);
    if (!pathname.startsWith(path)) return response.writeHead(404).end();
    const inside = normalize(decodeURIComponent(pathname.slice(path.length))) || "index.html";
    const name = inside === "." ? "index.html" : inside;
    if (name.startsWith("..")) return response.writeHead(403).end();
    try {
      const content = await readFile(join(site.folder, name));
      response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return Object.assign(site, { url: `http://127.0.0.1:${server.address().port}${path}`, close });
}
