import type { ServerResponse } from "node:http";
import { splitHeaders } from "./header-lines.ts";
import type { Reply } from "./reply.ts";

/** A reply over node's own response, which knows how to frame a body for this client. */
export function serverReply(response: ServerResponse): Reply {
  let flushed = false;
  response.sendDate = false;
  return {
    started: () => response.headersSent,
    listen(listener, exchange) {
      response.on("drain", () => listener.drained(exchange));
      response.once("finish", () => listener.finished(exchange));
      response.once("close", () => {
        if (!response.writableFinished) listener.closed(exchange);
      });
    },
    head({ status, reason, lines }, { keepAlive }) {
      if (!keepAlive) response.shouldKeepAlive = false;
      response.writeHead(status, reason, splitHeaders(lines));
    },
    write(chunk) {
      flushed = true;
      return response.write(chunk);
    },
    flush() {
      if (flushed || !response.headersSent) return;
      flushed = true;
      response.flushHeaders();
    },
    end(last, trailers) {
      flushed = true;
      if (trailers.length > 0) response.addTrailers(pairs(trailers));
      response.end(last);
    },
    information(status) {
      if (status === 100) response.writeContinue();
      else response.writeProcessing();
    },
    pending: () => response.writableLength,
    destroy: () => void response.destroy(),
  };
}

function pairs(list: readonly string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let at = 0; at + 1 < list.length; at += 2) result.push([list[at] ?? "", list[at + 1] ?? ""]);
  return result;
}
