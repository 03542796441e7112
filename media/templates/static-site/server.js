import { readFile, stat } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const root = fileURLToPath(new URL("./public/", import.meta.url));
const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

export const server = http.createServer(async (request, response) => {
  try {
    await answer(request, response);
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.env.PORT ?? 3000);
  server.listen(port, () => console.log(`Listening on ${port}`));
  process.once("SIGTERM", () => server.close());
}

async function answer(request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") return response.writeHead(405).end();
  const found = await find(new URL(request.url, "http://site").pathname);
  const file = found ?? path.join(root, "404.html");
  const { mtimeMs, size } = await stat(file);
  const etag = `"${size}-${Math.round(mtimeMs)}"`;
  if (found && request.headers["if-none-match"] === etag) return response.writeHead(304).end();
  const type = types[path.extname(file)] ?? "application/octet-stream";
  const { body, encoding } = await compressed(await readFile(file), type, request.headers["accept-encoding"] ?? "");
  response.writeHead(found ? 200 : 404, {
    "Content-Type": type,
    "Content-Length": body.length,
    "Cache-Control": "public, max-age=60",
    ETag: etag,
    Vary: "Accept-Encoding",
    ...(encoding && { "Content-Encoding": encoding }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** A file below public; undefined for anything else, a way out of it included. */
async function find(pathname) {
  try {
    const wanted = path.join(root, decodeURIComponent(pathname));
    if (wanted !== root && !wanted.startsWith(root)) return undefined;
    const file = (await stat(wanted)).isDirectory() ? path.join(wanted, "index.html") : wanted;
    return (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

async function compressed(body, type, accepted) {
  if (!/^text|json|svg/.test(type)) return { body };
  if (/\bbr\b/.test(accepted)) return { body: await promisify(brotliCompress)(body), encoding: "br" };
  if (/\bgzip\b/.test(accepted)) return { body: await promisify(gzip)(body), encoding: "gzip" };
  return { body };
}
