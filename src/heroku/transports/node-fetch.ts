import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import fetch from "node-fetch";
import type { Transport } from "../transport.ts";

/** The transport of programs, with one pool of its own. `close` ends its idle connections. */
export function createNodeFetch(): { readonly transport: Transport; close(): void } {
  const agents = [new HttpAgent({ keepAlive: true }), new HttpsAgent({ keepAlive: true })] as const;
  const agent = (url: URL) => (url.protocol === "https:" ? agents[1] : agents[0]);
  const transport: Transport = async ({ method, url, headers, body, signal }) => {
    const response = await fetch(url, { method, headers, body: body ?? null, signal, redirect: "manual", agent });
    return { status: response.status, headers: response.headers, body: bytes(response.body) };
  };
  const close = () => {
    for (const pool of agents) pool.destroy();
  };
  return { transport, close };
}

function bytes(body: NodeJS.ReadableStream | null): AsyncIterable<Uint8Array> | null {
  return body === null ? null : (body as AsyncIterable<unknown> as AsyncIterable<Uint8Array>);
}
