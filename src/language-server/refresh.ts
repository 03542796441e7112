import type { MessageConnection } from "vscode-jsonrpc";
import type { Client } from "./client.ts";

export interface Refresh {
  /** The client asks again for what it shows; several calls make one question. */
  soon(): void;
}

const pause = 30;

export function createRefresh(connection: MessageConnection, { refreshes }: Client): Refresh {
  let timer: NodeJS.Timeout | undefined;
  const send = () => {
    timer = undefined;
    // A client that refuses keeps what it shows.
    for (const method of refreshes) connection.sendRequest(method).catch(() => {});
  };
  return {
    soon() {
      if (timer === undefined) timer = setTimeout(send, pause);
    },
  };
}
