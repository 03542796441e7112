import * as vscode from "vscode";
import type { ContextKeyWriter } from "../context-keys.ts";
import type { Disposables } from "../disposables.ts";
import { during } from "../explanation.ts";
import { showError } from "../messages.ts";
import type { Services } from "../services.ts";
import type { LanguageClient } from "./client.ts";
import { areaOf, isDotenv } from "./our-files.ts";
import type { Values } from "./values.ts";

export interface Languages {
  /** The client, once the first file has asked for it. */
  readonly client: Promise<LanguageClient> | undefined;
  /** Starts the server anew, or for the first time; fails when it cannot be started. */
  restart(): Promise<void>;
  /** An app.json after what the files of a folder say. */
  draftManifest(folder: vscode.Uri): Promise<string | null>;
  /** The masked values of .env files; what they need is loaded with the first such file. */
  values(): Promise<Values>;
  /** Resolves when the server has ended. */
  stop(): Promise<void>;
}

/** Waits for the first Procfile, .env or app.json; until then nothing of the client is loaded and no server runs. */
export function createLanguages(
  services: Services,
  contextKeys: ContextKeyWriter,
  disposables: Disposables,
): Languages {
  let client: Promise<LanguageClient> | undefined;
  let shown: Promise<Values> | undefined;
  let isStopped = false;

  const load = (): Promise<LanguageClient> => {
    client ??= import("./client.ts").then(({ createLanguageClient }) => createLanguageClient(services));
    return client;
  };
  const start = async (): Promise<void> => {
    try {
      const it = await load();
      await during(vscode.l10n.t("The language server for Procfile, .env and app.json did not start"), () =>
        it.start(),
      );
    } catch (error) {
      showError(services, error);
    }
  };
  const values = (): Promise<Values> => {
    shown ??= import("./values.ts").then(({ createValues }) => disposables.add(createValues(contextKeys)));
    return shown;
  };
  const look = (document: vscode.TextDocument): void => {
    if (isStopped) return;
    if (isDotenv(document)) void values();
    if (client === undefined && isWanted(document)) void start();
  };
  const lookAtAll = (): void => vscode.workspace.textDocuments.forEach(look);

  disposables.add(vscode.workspace.onDidOpenTextDocument(look));
  disposables.add(vscode.workspace.onDidChangeConfiguration((it) => it.affectsConfiguration(section) && lookAtAll()));
  lookAtAll();
  const stop = async (): Promise<void> => {
    isStopped = true;
    await (await client?.catch(() => undefined))?.stop();
  };
  disposables.add({ dispose: stop });
  return {
    get client() {
      return client;
    },
    restart: async () => (await load()).restart(),
    draftManifest: async (folder) => (await load()).draftManifest(folder),
    values,
    stop,
  };
}

const section = "herokuWorkbench";

function isWanted(document: vscode.TextDocument): boolean {
  const area = areaOf(document);
  if (area === undefined) return false;
  return vscode.workspace.getConfiguration(section, document).get<boolean>(`${area}.enabled`, true);
}
