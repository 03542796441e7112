import type { Transport } from "../transport.ts";

/**
 * The transport of the editor. In the extension host VS Code replaces `fetch` by one that honours its proxy and
 * certificate settings and still keeps a pool, which it does not for `http.get` and node-fetch.
 */
export const globalFetch: Transport = async ({ method, url, headers, body, signal }) => {
  const response = await fetch(url, { method, headers, body: body ?? null, signal, redirect: "manual" });
  return { status: response.status, headers: response.headers, body: response.body };
};
