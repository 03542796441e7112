import * as vscode from "vscode";
import { readConfigDocument } from "../../dotenv/config-document.ts";
import { diffConfigVars, isEmptyDiff } from "../../dotenv/diff.ts";
import { createDisposables } from "../disposables.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { loadConfigVars, runningTypes } from "./app-config.ts";
import { commitChange } from "./commit-change.ts";
import type { ConfigRoom } from "./config-room.ts";
import { appOfUri, uriOfApp } from "./config-uri.ts";
import { followEditors } from "./follow-editors.ts";
import { createOpenConfigFiles, type OpenConfigFiles } from "./open-config-files.ts";
import { keysOf, type SaveOutcome } from "./save-config.ts";
import { showPlace } from "./show-place.ts";
import { countWords, restartWords } from "./words.ts";
import { writeOut } from "./write-out.ts";

/**
 * Config vars as documents. VS Code writes what stays dirty for a second into its backups on disk; so what is typed is
 * taken over at once (`[heroku-config]` saves by itself), is a draft in memory, and only a save by hand sends it.
 */
export interface ConfigFiles extends vscode.Disposable {
  open(target: AppTarget): Promise<void>;
  stat(uri: vscode.Uri): Promise<vscode.FileStat>;
  readFile(uri: vscode.Uri): Promise<Uint8Array>;
  writeFile(uri: vscode.Uri, bytes: Uint8Array): Promise<void>;
  /** Sends the draft; resolves when that is done or declined. */
  save(uri: vscode.Uri): Promise<SaveKind>;
  /** The same, with what was typed in this moment. */
  saveDocument(document: vscode.TextDocument): Promise<SaveKind>;
  /** Whether a save by hand of this document is `saveDocument`'s. */
  isOwnSave(uri: vscode.Uri): boolean;
  /** Back to what the platform has. */
  discard(uri: vscode.Uri): Promise<void>;
  isDraft(uri: vscode.Uri): boolean;
  forget(uri: vscode.Uri): void;
  /** Takes over what others changed, where nothing was typed. */
  lookAgain(): Promise<void>;
}

/** `refused`: the text has errors. */
export type SaveKind = SaveOutcome["kind"] | "refused";

export function createConfigFiles(room: ConfigRoom): ConfigFiles {
  const store = createDisposables();
  const decorated = store.add(new vscode.EventEmitter<vscode.Uri>());
  const files = createOpenConfigFiles(room.services, (uri) => decorated.fire(uri));
  const saving = new Set<string>();
  const own = new Set<string>();
  let looking: Promise<void> | undefined;
  const self: ConfigFiles = {
    async open(target) {
      await room.masked();
      await vscode.window.showTextDocument(uriOfApp(target), { preview: false });
    },
    async stat(uri) {
      const { text, mtime } = await files.load(uri);
      return { type: vscode.FileType.File, ctime: 0, mtime, size: Buffer.byteLength(text) };
    },
    readFile: async (uri) => Buffer.from((await files.load(uri)).text),
    writeFile: (uri, bytes) => files.write(uri, Buffer.from(bytes).toString("utf8")),
    async save(uri) {
      const key = uri.toString();
      if (saving.has(key)) return "declined";
      saving.add(key);
      return save(room, files, uri).finally(() => saving.delete(key));
    },
    async saveDocument(document) {
      own.add(document.uri.toString());
      try {
        await writeOut(document);
      } finally {
        own.delete(document.uri.toString());
      }
      return self.save(document.uri);
    },
    isOwnSave: (uri) => own.has(uri.toString()),
    discard: files.reload,
    isDraft: files.isDraft,
    forget: files.forget,
    lookAgain() {
      looking ??= look(room.services, files, saving).finally(() => {
        looking = undefined;
      });
      return looking;
    },
    dispose: () => store.dispose(),
  };
  followEditors(room, self, store);
  store.add(
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: decorated.event,
      provideFileDecoration: (uri) => (files.isDraft(uri) ? draftMark() : undefined),
    }),
  );
  return self;
}

async function look(services: Services, files: OpenConfigFiles, saving: ReadonlySet<string>): Promise<void> {
  const isBusy = (uri: vscode.Uri): boolean => files.isDraft(uri) || saving.has(uri.toString());
  for (const [uri, loading] of files.all) {
    const file = await loading.catch(() => undefined);
    if (file === undefined || isBusy(uri)) continue;
    const { app, session } = await appOfUri(services, uri);
    const now = await loadConfigVars(session.client, app.id);
    if (!isBusy(uri) && !isEmptyDiff(diffConfigVars(file.base, now))) await files.adopt(uri, file.base, now);
  }
}

async function save(room: ConfigRoom, files: OpenConfigFiles, uri: vscode.Uri): Promise<SaveKind> {
  const file = await files.load(uri);
  const { base, owners } = file;
  // Its name may be another since the document was opened, and so may the sign-in.
  const target = await appOfUri(room.services, uri);
  const read = readConfigDocument(file.text, base, owners);
  if (read.kind === "refused") {
    await showPlace(uri, target.app.name, read.problems);
    return "refused";
  }
  const outcome = await commitChange(room, target, { base, ours: read.vars, isReviewed: true });
  if (outcome.kind === "declined") return "declined";
  // Where it cannot be put into the text now, what others changed counts as changed after this save.
  file.base = read.vars;
  if (!(await files.adopt(uri, read.vars, outcome.vars))) await files.write(uri, file.text);
  if (outcome.kind === "unchanged") showDone(vscode.l10n.t("{0} has exactly these config vars.", target.app.name));
  else await sayDone(target, keysOf(outcome.diff));
  return outcome.kind;
}

async function sayDone(target: AppTarget, keys: readonly string[]): Promise<void> {
  const restarts = restartWords(await runningTypes(target));
  showDone(vscode.l10n.t("Saved {0} of {1}. {2}", countWords(keys), target.app.name, restarts));
}

function draftMark(): vscode.FileDecoration {
  const color = new vscode.ThemeColor("gitDecoration.modifiedResourceForeground");
  return new vscode.FileDecoration("●", vscode.l10n.t("Not saved to Heroku"), color);
}
