import { type CancellationToken, ErrorCodes, type MessageConnection, ResponseError } from "vscode-jsonrpc";
import type { InitializeParams, InitializeResult } from "vscode-languageserver";
import { messages } from "../language/linked-app.ts";
import { describeError } from "./describe-error.ts";
import { features } from "./features.ts";
import { notifications } from "./notifications.ts";
import { record, refuseUnless } from "./params.ts";
import type { ProblemLink } from "./problems-page.ts";
import { askForEvents } from "./registrations.ts";
import { answerFeature, documentOf, unlessCancelled } from "./requests.ts";
import { createRunning, type Running } from "./running.ts";

export interface World {
  readonly version: string;
  readonly problemLinks: () => Promise<ProblemLink>;
  /** Ends the program: 0 after a shutdown, 1 without. */
  readonly exit: (code: 0 | 1) => void;
  /** The process that started the server, as `initialize` names it: when it is gone, nobody will say so. */
  readonly onParent?: (processId: number) => void;
}

type State = { readonly kind: "new" | "shut down" } | ({ readonly kind: "running" } & Running);

const serverNotInitialized = -32_002;

/** Speaks LSP on a connection until the client is gone. Features come from the table in `features.ts`. */
export function createServer(connection: MessageConnection, world: World): { isShutDown(): boolean } {
  let state: State = { kind: "new" };
  const report = (where: string, error: unknown) => log(connection, `${where}: ${describeError(error)}`);
  const initialize = (params: InitializeParams): InitializeResult => {
    const running = createRunning({ connection, params, problemLinks: world.problemLinks, onError: report });
    state = { kind: "running", ...running };
    if (typeof params.processId === "number") world.onParent?.(params.processId);
    return { capabilities: capabilities(running), serverInfo: { name: "Heroku Workbench", version: world.version } };
  };
  const answer = async (method: string, params: unknown): Promise<unknown> => {
    if (state.kind === "running" && method !== "initialize") return answerRequest(state, method, params);
    if (state.kind === "new" && method === "initialize")
      return initialize(record(params) as unknown as InitializeParams);
    if (state.kind === "new") throw new ResponseError(serverNotInitialized, "The server waits for initialize.");
    throw new ResponseError(ErrorCodes.InvalidRequest, "The server is initialized once and ends with shutdown.");
  };
  connection.onRequest(async (method: string, params: unknown, token: CancellationToken) => {
    try {
      if (method === "shutdown" && state.kind === "running") {
        state = { kind: "shut down" };
        return null;
      }
      return await unlessCancelled(answer(method, params), token);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      report(method, error);
      throw new ResponseError(ErrorCodes.InternalError, `${method} failed; the server's log says where.`);
    }
  });
  connection.onNotification((method: string, params: unknown) => {
    if (method === "exit") world.exit(state.kind === "shut down" ? 0 : 1);
    if (state.kind !== "running") return;
    try {
      if (method === "initialized") askForEvents(connection, state.session.client);
      else notifications[method]?.(state, params);
    } catch (error) {
      report(method, error);
    }
  });
  return { isShutDown: () => state.kind === "shut down" };
}

async function answerRequest({ session, diagnostics }: Running, method: string, params: unknown): Promise<unknown> {
  if (method === "textDocument/diagnostic") {
    const document = documentOf(session, params);
    if (!document) return { kind: "full", items: [] };
    return diagnostics.pull(document, record(params)["previousResultId"]);
  }
  if (method === "workspace/symbol") {
    const { query } = record(params);
    refuseUnless(typeof query === "string", "The parameters need a query.");
    const { workspaceSymbols } = await import("./workspace-symbols.ts");
    return workspaceSymbols(session, query);
  }
  if (method === messages.draftManifest) {
    const { uri } = record(params);
    refuseUnless(typeof uri === "string", "The parameters need a uri.");
    const { draftManifest } = await import("./draft-manifest.ts");
    return draftManifest(uri);
  }
  const feature = Object.hasOwn(features, method) ? features[method] : undefined;
  if (!feature) throw new ResponseError(ErrorCodes.MethodNotFound, `${method} is not among the server's methods.`);
  return answerFeature(session, feature, params);
}

function capabilities({ session }: Running): InitializeResult["capabilities"] {
  const pulled = { identifier: "heroku", interFileDependencies: true, workspaceDiagnostics: false };
  return {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: 2, save: true },
    workspaceSymbolProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(session.client.pullsDiagnostics ? { diagnosticProvider: pulled } : {}),
    ...Object.assign({}, ...Object.values(features).map((feature) => feature.capabilities)),
  };
}

/** Without contents of documents: what is logged ends up in files and bug reports. */
function log(connection: MessageConnection, message: string): void {
  connection.sendNotification("window/logMessage", { type: 1, message }).catch(() => {});
}
