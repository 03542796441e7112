import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { followFile, type GrowingFile } from "./follow-file.ts";
import { sseEvents } from "./sse-events.ts";

/**
 * Answers with an output as `text/plain`, or as `text/event-stream` when that is asked for. A reader resumes with
 * `Range: bytes=N-` or `Last-Event-Id: N`, N being the number of bytes it has.
 */
export function serveOutput(file: GrowingFile | undefined, request: IncomingMessage, response: ServerResponse): void {
  const from = resumePoint(request);
  if (!file) answer(response, 404, "There is no such output.\n");
  else if (request.headers.accept?.includes("text/event-stream")) serveEvents(file, from, response);
  else servePlain(file, from, response);
}

function serveEvents(file: GrowingFile, from: number, response: ServerResponse): void {
  if (file.ended && from >= file.length) {
    // How an EventSource is told not to come back.
    answer(response, 204, "");
    return;
  }
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.flushHeaders();
  pipeline(followFile(file, from), sseEvents(from), response, () => {});
}

function servePlain(file: GrowingFile, from: number, response: ServerResponse): void {
  if (from > 0 && file.ended && from >= file.length) {
    response.setHeader("Content-Range", `bytes */${file.length}`);
    answer(response, 416, "");
    return;
  }
  if (from > 0 && file.ended) response.setHeader("Content-Range", `bytes ${from}-${file.length - 1}/${file.length}`);
  response.writeHead(from > 0 ? 206 : 200, {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
  });
  response.flushHeaders();
  pipeline(followFile(file, from), response, () => {});
}

function resumePoint({ headers }: IncomingMessage): number {
  const asked = /^bytes=(\d{1,15})-/.exec(headers.range ?? "")?.[1] ?? headers["last-event-id"];
  return typeof asked === "string" && /^\d{1,15}$/.test(asked) ? Number(asked) : 0;
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(text === "" ? undefined : text);
}
