import path from "node:path";
import * as vscode from "vscode";
import {
  LanguageClient as Client,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from "vscode-languageclient/node";
import { messages } from "../../language/linked-app.ts";
import { createDisposables } from "../disposables.ts";
import { commands } from "../identifiers.ts";
import type { Services } from "../services.ts";
import { createLinkedApps } from "./linked-apps.ts";
import { documentSelector } from "./our-files.ts";
import { createServerProgram } from "./server-program.ts";

export interface LanguageClient {
  /** Of the server, while one runs. */
  readonly pid: number | undefined;
  restart(): Promise<void>;
  /** Ends the server; more than one call does no harm. */
  stop(): Promise<void>;
}

/** Starts the language server; resolves when it is ready. One that crashes is started again, a few times. */
export async function createLanguageClient(services: Services): Promise<LanguageClient> {
  const store = createDisposables();
  const program = createServerProgram({
    script: services.context.asAbsolutePath(path.join("dist", "language-server.js")),
    onLine: (line) => services.log.warn(`[language server] ${line}`),
  });
  const client = new Client("herokuWorkbench", "Heroku Workbench", program.start, clientOptions(services));
  const linkedApps = store.add(createLinkedApps(services));
  store.add(client.onRequest(messages.linkedApp, ({ uri }: { readonly uri: string }) => linkedApps.of(uri)));
  store.add(
    linkedApps.onDidChange(() => {
      // One that does not run asks again when it starts.
      if (client.isRunning()) void client.sendNotification(messages.linkedAppChanged);
    }),
  );
  await client.start();
  return {
    get pid() {
      return program.pid;
    },
    restart: () => client.restart(),
    async stop() {
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
    initializationFailedHandler: (error) => {
      void vscode.window.showErrorMessage(
        vscode.l10n.t("The language server for Procfile, .env and app.json did not start: {0}", error.message),
      );
      return false;
    },
  };
}

/** What links of hovers may call. */
const lensCommands = [commands.runProcess, commands.debugProcess, commands.scaleLineProcess, commands.viewLineLogs];
