import type { MessageConnection } from "vscode-jsonrpc";
import type { InitializeParams } from "vscode-languageserver";
import { createDiagnostics, type Diagnostics } from "./diagnostics.ts";
import { createNeighbours, type Neighbours } from "./neighbours.ts";
import type { ProblemLink } from "./problems-page.ts";
import { createRefresh, type Refresh } from "./refresh.ts";
import { createSession, type Session } from "./session.ts";

/** The parts of the server between `initialize` and `shutdown`. */
export interface Running {
  readonly session: Session;
  readonly diagnostics: Diagnostics;
  readonly refresh: Refresh;
  readonly neighbours: Neighbours;
}

export interface RunningOptions {
  readonly connection: MessageConnection;
  readonly params: InitializeParams;
  readonly problemLinks: () => Promise<ProblemLink>;
  readonly onError: (where: string, error: unknown) => void;
}

export function createRunning({ connection, params, problemLinks, onError }: RunningOptions): Running {
  const checkAll = () => {
    diagnostics.checkAll();
    refresh.soon();
  };
  const session = createSession({ connection, params, problemLinks, onAppChange: checkAll });
  const refresh = createRefresh(connection, session.client);
  const diagnostics = createDiagnostics({ session, connection, refresh: refresh.soon, onError });
  const neighbours = createNeighbours(session, { checkAll, onError });
  return { session, diagnostics, refresh, neighbours };
}
