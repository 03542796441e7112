import * as vscode from "vscode";
import type { Disposables } from "../disposables.ts";
import type { Languages } from "../languages/languages.ts";
import type { Services } from "../services.ts";
import type { ConfigFiles } from "./config-files.ts";
import type { Differences } from "./difference.ts";
import { comparedScheme, configScheme } from "./schemes.ts";

/** What commands on config vars are given. */
export interface ConfigRoom {
  readonly services: Services;
  /** The documents of config vars; loaded with the first. */
  files(): Promise<ConfigFiles>;
  differences(): Promise<Differences>;
  /** Resolves when values of documents that are opened from now on are masked. */
  masked(): Promise<unknown>;
}

/** Registers the file system of config vars and the read-only one of comparisons; both are loaded when first used. */
export function createConfigRoom(
  services: Services,
  disposables: Disposables,
  languages: Pick<Languages, "values">,
): ConfigRoom {
  const changed = disposables.add(new vscode.EventEmitter<vscode.Uri>());
  const changedFiles = disposables.add(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  let openFiles: Promise<ConfigFiles> | undefined;
  let shown: Promise<Differences> | undefined;
  const room: ConfigRoom = {
    services,
    masked: languages.values,
    files() {
      openFiles ??= import("./config-files.ts").then(({ createConfigFiles }) =>
        disposables.add(createConfigFiles(room)),
      );
      return openFiles;
    },
    differences() {
      shown ??= import("./difference.ts").then(({ createDifferences }) =>
        createDifferences((uri) => changed.fire(uri)),
      );
      return shown;
    },
  };
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions(vscode.l10n.t("Only config vars are here."));
  };
  disposables.add(
    vscode.workspace.registerFileSystemProvider(
      configScheme,
      {
        onDidChangeFile: changedFiles.event,
        watch: () => ({ dispose() {} }),
        stat: async (uri) => (await room.files()).stat(uri),
        readFile: async (uri) => (await room.files()).readFile(uri),
        writeFile: async (uri, bytes) => (await room.files()).writeFile(uri, bytes),
        readDirectory: () => [],
        createDirectory: refuse,
        delete: refuse,
        rename: refuse,
      },
      { isCaseSensitive: true },
    ),
  );
  disposables.add(
    vscode.workspace.registerTextDocumentContentProvider(comparedScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => (await room.differences()).textOf(uri),
    }),
  );
  disposables.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === comparedScheme) void shown?.then((it) => it.forget(uri));
    }),
  );
  return room;
}
