import * as vscode from "vscode";
import { findGit } from "../../git/program.ts";
import { during } from "../explanation.ts";
import { gitOfSettings } from "../git-setting.ts";
import { askText } from "../steps.ts";
import { templateFolder } from "./shipped-templates.ts";
import { fromFolder, fromRepository, parseAddress, type TemplateSource } from "./template-source.ts";

/** The template of this id, or a folder or a repository that the person names. Undefined when they decline. */
export async function chooseSource(extensionPath: string, id: string): Promise<TemplateSource | undefined> {
  if (id === "folder") return chooseFolder();
  return id === "git" ? chooseRepository() : fromFolder(templateFolder(extensionPath, id));
}

async function chooseFolder(): Promise<TemplateSource | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: vscode.l10n.t("A folder with an app.json"),
      openLabel: vscode.l10n.t("Use as Template"),
    })) ?? [];
  if (chosen === undefined) return undefined;
  return during(vscode.l10n.t("{0} cannot be used", chosen.fsPath), () => fromFolder(chosen.fsPath));
}

async function chooseRepository(): Promise<TemplateSource | undefined> {
  const text = await askText(
    { title: vscode.l10n.t("Create app from a git repository") },
    {
      prompt: vscode.l10n.t("Address of a repository with an app.json"),
      placeholder: "https://github.com/heroku/node-js-getting-started",
      complaint: (address) =>
        parseAddress(address) ? undefined : vscode.l10n.t("It begins with https://, or git@ and the name of a host."),
    },
  );
  const address = typeof text === "string" ? parseAddress(text) : undefined;
  return address && fetchRepository(address);
}

async function fetchRepository(address: NonNullable<ReturnType<typeof parseAddress>>) {
  const git = await findGit({ preferred: gitOfSettings() });
  const title = vscode.l10n.t("Fetching {0}", address.name);
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, (progress, cancellation) => {
    const abort = new AbortController();
    cancellation.onCancellationRequested(() => abort.abort());
    const onProgress = (message: string) => progress.report({ message });
    return during(vscode.l10n.t("{0} cannot be used", address.name), () =>
      fromRepository(git, address, { signal: abort.signal, onProgress }),
    );
  });
}
