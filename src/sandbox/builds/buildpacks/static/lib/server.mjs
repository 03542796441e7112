// Serves a static site on $PORT. Reads the settings of static.json that Heroku's static buildpack knew:
// root, clean_urls, error_page, routes (a pattern with * and ** to a file), redirects and headers.
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { pipeline } from "node:stream";

const settings = readSettings();
const root = path.resolve(settings.root ?? ["public_html", "public", "dist"].find(holdsSite) ?? ".");
const types = {
  ".html": "text/html; charset=utf-8",
  ".htm": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
  ".pdf": "application/pdf",
  ".mp4": "video/mp4",
  ".mp3": "audio/mpeg",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

if (process.argv[2] === "--check") {
  console.log(`       Serving ${path.relative(process.cwd(), root) || "the top folder"}`);
} else {
  const server = http.createServer(answer).listen(Number(process.env.PORT ?? 5000), () => console.log(`Serving ${path.basename(root)}`));
  process.on("SIGTERM", () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}

function readSettings() {
  if (!existsSync("static.json")) return {};
  try {
    return JSON.parse(readFileSync("static.json", "utf8"));
  } catch (error) {
    console.log(` !     static.json could not be read: ${error.message}`);
    return process.exit(1);
  }
}

function holdsSite(folder) {
  return existsSync(path.join(folder, "index.html"));
}

function answer(request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") return send(response, 405, "Method not allowed\n");
  const name = pathOf(request.url);
  if (name === undefined) return send(response, 400, "Bad request\n");
  const redirect = entryFor(settings.redirects, name);
  if (redirect) return send(response.setHeader("Location", redirect.url), redirect.status ?? 302, "");
  for (const [header, value] of headersFor(name)) response.setHeader(header, value);
  const file = find(name) ?? find(entryFor(settings.routes, name) ?? "");
  if (typeof file === "object") return send(response.setHeader("Location", file.redirect), 301, "");
  if (file) return serve(file, 200, request, response);
  const errorPage = settings.error_page && find(`/${settings.error_page}`);
  return typeof errorPage === "string" ? serve(errorPage, 404, request, response) : send(response, 404, "Not found\n");
}

function pathOf(url) {
  try {
    const name = decodeURIComponent(url.replace(/[?#].*$/s, ""));
    return name.includes("\0") ? undefined : path.posix.normalize(`/${name.replaceAll("\\", "/")}`);
  } catch {
    return undefined;
  }
}

/** A file's path, or where a folder's address without a slash leads. Dot files stay private, but for /.well-known/. */
function find(name) {
  if (name === "" || /\/\.(?!well-known\/)/.test(name)) return undefined;
  const file = path.join(root, name);
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile()) return name.endsWith("/") ? undefined : file;
  if (stats?.isDirectory()) {
    const index = path.join(file, "index.html");
    if (!existsSync(index)) return undefined;
    return name.endsWith("/") ? index : { redirect: `${encodeURI(name).replace(/^\/+/, "/")}/` };
  }
  return settings.clean_urls && existsSync(`${file}.html`) ? `${file}.html` : undefined;
}

function serve(file, status, request, response) {
  const stats = statSync(file);
  const etag = `"${stats.size.toString(16)}-${Math.round(stats.mtimeMs).toString(16)}"`;
  response.setHeader("Content-Type", types[path.extname(file).toLowerCase()] ?? "application/octet-stream");
  response.setHeader("ETag", etag);
  response.setHeader("Last-Modified", stats.mtime.toUTCString());
  if (status === 200 && request.headers["if-none-match"] === etag) return response.writeHead(304).end();
  response.writeHead(status, { "Content-Length": stats.size });
  return request.method === "HEAD" ? response.end() : pipeline(createReadStream(file), response, () => {});
}

function entryFor(table = {}, name) {
  const pattern = Object.keys(table).find((candidate) => matches(candidate, name));
  const entry = pattern === undefined ? undefined : table[pattern];
  return typeof entry === "string" && !entry.startsWith("/") && table === settings.routes ? `/${entry}` : entry;
}

function headersFor(name) {
  const tables = Object.entries(settings.headers ?? {}).filter(([pattern]) => matches(pattern, name));
  return tables.flatMap(([, table]) => Object.entries(table));
}

function matches(pattern, name) {
  const source = pattern.split(/(\*\*|\*)/).map((part) => {
    if (part === "**") return ".*";
    return part === "*" ? "[^/]*" : part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&");
  });
  return new RegExp(`^${source.join("")}$`).test(name);
}

function send(response, status, text) {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(text);
}
