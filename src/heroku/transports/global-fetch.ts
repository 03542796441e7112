import type { Transport } from "../transport.ts";

/**
 * The transport of the editor. VS Code wraps `fetch` in the extension host so that it honours `http.proxy` and the
 * system's certificates and still keeps a pool: ten GETs one after the other open 2 connections, through node-fetch
 * or `http.get` with a keep-alive agent 10 (VS Code 1.139.1, default settings; test/editor/heroku holds it).
 */
export const globalFetch: Transport = async ({ method, url, headers, body, signal }) => {
  const response = await fetch(url, { method, headers, body: body ?? null, signal, redirect: "manual" });
  return { status: response.status, headers: response.headers, body: response.body };
};
