import path from "node:path";
import type * as vscode from "vscode";
import {
  LanguageClient as Client,
  type ErrorHandler,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from "vscode-languageclient/node";
import { messages } from "../../language/linked-app.ts";
import { createDisposables } from "../disposables.ts";
import { commands } from "../identifiers.ts";
import type { Services } from "../services.ts";
import { crashRules } from "./crash-rules.ts";
import { createLinkedApps } from "./linked-apps.ts";
import { documentSelector } from "./our-files.ts";
import { createServerProgram } from "./server-program.ts";

export interface LanguageClient {
  /** Of the server, while one runs. */
  readonly pid: number | undefined;
  /** Resolves when the server is ready; one start is enough. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /** An app.json after what the files of a folder say; starts the server if need be. */
  draftManifest(folder: vscode.Uri): Promise<string | null>;
  /** Ends the server; more than one call does no harm. */
  stop(): Promise<void>;
}

/** The client of the language server. A server that crashes is started again, a few times. */
export function createLanguageClient(services: Services): LanguageClient {
  const store = createDisposables();
  const program = createServerProgram({
    script: services.context.asAbsolutePath(path.join("dist", "language-server.js")),
    onLine: (line) => services.log.warn(`[language server] ${line}`),
  });
  let isLeaving = false;
  let rules: ErrorHandler | undefined;
  const client: Client = new Client("herokuWorkbench", "Heroku Workbench", program.start, {
    ...clientOptions(services),
    errorHandler: crashRules({
      rules: () => {
        rules ??= client.createDefaultErrorHandler();
        return rules;
      },
      isLeaving: () => isLeaving,
    }),
  });
  const linkedApps = store.add(createLinkedApps(services));
  store.add(client.onRequest(messages.linkedApp, ({ uri }: { readonly uri: string }) => linkedApps.of(uri)));
  store.add(
    linkedApps.onDidChange(() => {
      // One that does not run asks again when it starts.
      if (client.isRunning()) void client.sendNotification(messages.linkedAppChanged);
    }),
  );
  return {
    get pid() {
      return program.pid;
    },
    start: () => client.start(),
    async draftManifest(folder) {
      await client.start();
      return client.sendRequest<string | null>(messages.draftManifest, { uri: folder.toString() });
    },
    async restart() {
      if (client.needsStart()) return client.start();
      // One that is still starting cannot be stopped.
      await client.start();
      await client.restart();
    },
    async stop() {
      isLeaving = true;
      store.dispose();
      await client.dispose().catch(() => undefined);
      await program.end();
    },
  };
}

function clientOptions({ log }: Services): LanguageClientOptions {
  return {
    documentSelector: [...documentSelector],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticCollectionName: "heroku",
    markdown: { isTrusted: { enabledCommands: lensCommands }, supportThemeIcons: true },
    // Whoever started it says why.
    initializationFailedHandler: () => false,
  };
}

/** What links of hovers may call. */
const lensCommands = [commands.runProcess, commands.debugProcess, commands.scaleLineProcess, commands.viewLineLogs];
