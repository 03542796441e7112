import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** What stands between the extension and a sandbox: it says on some calls what no sandbox says. */
export interface Front {
  readonly apiUrl: string;
  /** Other bodies for calls whose method and path match: `GET /apps/…/addons`; without a function, a failure of the platform. */
  on(call: RegExp, alter?: (body: unknown) => unknown): void;
  /** From now on nothing is altered. */
  pass(): void;
  close(): Promise<void>;
}

export async function startFront(behind: string): Promise<Front> {
  const rules: { call: RegExp; alter: ((body: unknown) => unknown) | undefined }[] = [];
  const server = createServer(async (request, response) => {
    const { method = "GET", url = "/" } = request;
    const rule = rules.find(({ call }) => call.test(`${method} ${url}`));
    if (rule && !rule.alter) {
      response.writeHead(503, { "Content-Type": "application/json" });
      response.end(JSON.stringify({ id: "maintenance", message: "Heroku rests." }));
      return;
    }
    const sent = await buffer(request);
    const { authorization = "", accept = "", range = "" } = request.headers;
    const headers = { Authorization: authorization, Accept: accept, "Content-Type": "application/json" };
    const answer = await fetch(`${behind}${url}`, {
      method,
      headers: range === "" ? headers : { ...headers, Range: String(range) },
      ...(sent.length > 0 && { body: sent }),
    });
    const text = await answer.text();
    const next = answer.headers.get("next-range");
    response.writeHead(answer.status, { "Content-Type": "application/json", ...(next && { "Next-Range": next }) });
    response.end(rule?.alter ? JSON.stringify(rule.alter(JSON.parse(text))) : text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    on: (call, alter) => void rules.unshift({ call, alter }),
    pass: () => void rules.splice(0),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
