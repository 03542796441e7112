import * as vscode from "vscode";
import {
  type Owners,
  readConfigDocument,
  updateConfigDocument,
  writeConfigDocument,
} from "../../dotenv/config-document.ts";
import { type ConfigVars, diffConfigVars, isEmptyDiff } from "../../dotenv/diff.ts";
import { during } from "../explanation.ts";
import type { AppTarget, Services } from "../services.ts";
import { loadAppConfig } from "./app-config.ts";
import { appOfUri } from "./config-uri.ts";
import { replaceText } from "./replace-text.ts";

/** The config vars of one app while an editor shows them; nowhere but in memory. */
export interface OpenConfigFile {
  readonly target: AppTarget;
  readonly owners: Owners;
  /** What the text was made of, or was last brought together with. */
  base: ConfigVars;
  text: string;
  mtime: number;
}

export interface OpenConfigFiles {
  readonly all: Iterable<readonly [uri: vscode.Uri, file: Promise<OpenConfigFile>]>;
  load(uri: vscode.Uri): Promise<OpenConfigFile>;
  write(uri: vscode.Uri, text: string): Promise<void>;
  /**
   * Puts into the text what differs between two states of the app, and takes the second for its base. False when
   * something is typed in the same moment: then all stays as it was.
   */
  adopt(uri: vscode.Uri, before: ConfigVars, after: ConfigVars): Promise<boolean>;
  /** Back to what the platform has. */
  reload(uri: vscode.Uri): Promise<void>;
  /** Whether something is typed that the platform does not have. */
  isDraft(uri: vscode.Uri): boolean;
  forget(uri: vscode.Uri): void;
}

/** `changed`: a document became a draft, or is none any more. */
export function createOpenConfigFiles(services: Services, changed: (uri: vscode.Uri) => void): OpenConfigFiles {
  const files = new Map<string, Promise<OpenConfigFile>>();
  const drafts = new Set<string>();
  const mark = (uri: vscode.Uri, isDraft: boolean): void => {
    if (isDraft) drafts.add(uri.toString());
    else drafts.delete(uri.toString());
    changed(uri);
  };
  const load = (uri: vscode.Uri): Promise<OpenConfigFile> => {
    const key = uri.toString();
    const file = files.get(key) ?? openFile(services, uri);
    files.set(key, file);
    file.catch(() => files.delete(key));
    return file;
  };
  const become = (uri: vscode.Uri, file: OpenConfigFile, next: Partial<OpenConfigFile>): void => {
    Object.assign(file, next, { mtime: Math.max(Date.now(), file.mtime + 1) });
    mark(uri, differs(file));
  };
  return {
    get all() {
      return [...files].map(([key, file]) => [vscode.Uri.parse(key), file] as const);
    },
    load,
    write: async (uri, text) => become(uri, await load(uri), { text }),
    async adopt(uri, before, after) {
      const file = await load(uri);
      const text = updateConfigDocument(file.text, before, after, file.owners);
      if (!(await replaceText(uri, file.text, text))) return false;
      become(uri, file, { text, base: after });
      return true;
    },
    async reload(uri) {
      const file = await load(uri);
      const { text, base } = await openFile(services, uri);
      if (await replaceText(uri, file.text, text)) become(uri, file, { text, base });
    },
    isDraft: (uri) => drafts.has(uri.toString()),
    forget(uri) {
      files.delete(uri.toString());
      mark(uri, false);
    },
  };
}

async function openFile(services: Services, uri: vscode.Uri): Promise<OpenConfigFile> {
  const target = await appOfUri(services, uri);
  const failure = vscode.l10n.t("The config vars of {0} could not be read", target.app.name);
  const { vars, owners } = await during(failure, () => loadAppConfig(target));
  const text = writeConfigDocument(vars, {
    head: vscode.l10n.t("Config vars of {0}. Saving sends all changes as one release.", target.app.name),
    ownedHead: vscode.l10n.t("Set by add-ons, and changed only through them"),
    owners,
  });
  return { target, owners, base: vars, text, mtime: Date.now() };
}

function differs({ text, base, owners }: OpenConfigFile): boolean {
  const read = readConfigDocument(text, base, owners);
  return read.kind === "refused" || !isEmptyDiff(diffConfigVars(base, read.vars));
}
