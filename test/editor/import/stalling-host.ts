import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** In front of a git host: passes everything on, but of what is fetched only the beginning. */
export interface StallingHost {
  readonly url: string;
  /** Resolves when somebody waits for the rest. */
  readonly isStalled: Promise<void>;
  close(): Promise<void>;
}

export async function startStallingHost(behind: string): Promise<StallingHost> {
  const stalled = Promise.withResolvers<void>();
  const server = createServer((incoming, outgoing) => {
    const { method, url = "", headers } = incoming;
    const toHost = { ...headers, host: new URL(behind).host };
    const onward = request(`${behind}${url}`, { method, headers: toHost }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      if (method !== "POST") return void answer.pipe(outgoing);
      answer.once("data", (bytes: Buffer) => {
        outgoing.write(bytes.subarray(0, 20));
        answer.destroy();
        stalled.resolve();
      });
    });
    incoming.pipe(onward);
    onward.on("error", () => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isStalled: stalled.promise,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
