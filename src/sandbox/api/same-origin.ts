import type { IncomingMessage } from "node:http";
import { forbidden } from "./errors.ts";

/** Throws 403 for what a web page could send: another `Host` (a rebound name) or another `Origin`. The sandbox runs code. */
export function refuseForeign(request: IncomingMessage): void {
  const port = request.socket.localPort;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const host = request.headers.host?.toLowerCase() ?? "";
  if (!hosts.includes(host)) throw forbidden("The sandbox answers to 127.0.0.1 and localhost only.");
  const { origin } = request.headers;
  if (origin !== undefined && !hosts.includes(origin.replace(/^http:\/\//, ""))) {
    throw forbidden("The sandbox does not answer web pages.");
  }
}
