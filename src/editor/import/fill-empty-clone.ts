import path from "node:path";
import * as vscode from "vscode";
import { remoteOfApp } from "../../git/app-of-remote.ts";
import { setAppRemote } from "../../git/change-remotes.ts";
import { findGit } from "../../git/program.ts";
import { newestBuild } from "../../heroku/resources/builds.ts";
import { during, isCancelling } from "../explanation.ts";
import { gitOfSettings } from "../git-setting.ts";
import { readableBytes } from "../info/bytes.ts";
import type { AppTarget } from "../services.ts";
import { cloneUnderNotice } from "./clone-app.ts";
import { fetchSlug, type NewestSlug, newestSlug } from "./fetch-slug.ts";
import { githubRepository } from "./github-source.ts";
import { orRemoved, removeClone } from "./or-removed.ts";

/** What a person chose for an app without a git history: `false` when the import shall not be. */
export interface Filled {
  /** What to say of it at the end. */
  readonly note: string;
}

type Way = "empty" | "github" | "slug";

/**
 * Nothing was ever pushed by git: says so and offers what the app runs. The slug's source fills the empty clone, which
 * can be pushed from there. Undefined when the person declines or cancels; the clone is then removed.
 */
export function fillEmptyClone(target: AppTarget, folder: string): Promise<Filled | undefined> {
  return orRemoved(folder, () =>
    fill(target, folder).catch((error: unknown) => {
      if (isCancelling(error)) return undefined;
      throw error;
    }),
  );
}

async function fill(target: AppTarget, folder: string): Promise<Filled | undefined> {
  const { app, session } = target;
  const [slug, build] = await during(vscode.l10n.t("{0} could not be imported", app.name), () =>
    Promise.all([newestSlug(session.client, app.id), newestBuild(session.client, app.id)]),
  );
  const github = githubRepository(build?.source_blob?.url ?? "");
  const way = await chooseWay(target, slug, github);
  if (way === "slug" && slug) return fillFromSlug(target, slug, folder);
  if (way === "github" && github) return cloneGithub(target, github, folder);
  return way === "empty" ? { note: vscode.l10n.t("It is empty: nothing was ever pushed to it by git.") } : undefined;
}

async function chooseWay(
  { app }: AppTarget,
  newest: NewestSlug | undefined,
  github: string | undefined,
): Promise<Way | undefined> {
  const items: (vscode.QuickPickItem & { way: Way })[] = [
    ...(github
      ? [
          {
            label: vscode.l10n.t("$(github) Clone from GitHub"),
            description: github,
            detail: vscode.l10n.t("Its newest build was made of this repository"),
            way: "github" as const,
          },
        ]
      : []),
    ...(newest
      ? [
          {
            label: vscode.l10n.t("$(cloud-download) Download the source of v{0}", newest.version),
            description: readableBytes(newest.slug.size) ?? "",
            detail: vscode.l10n.t("What runs now, without its history and without what the build added"),
            way: "slug" as const,
          },
        ]
      : []),
    {
      label: vscode.l10n.t("$(new-folder) Keep an empty clone"),
      detail: vscode.l10n.t("With the remote heroku, ready for a first commit"),
      way: "empty",
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("{0} was never pushed by git: there is no history to clone", app.name),
    placeHolder: newest
      ? vscode.l10n.t("Choose what to import instead")
      : vscode.l10n.t("Nothing was built of it yet, or it runs a container image"),
    ignoreFocusOut: true,
  });
  return chosen?.way;
}

async function fillFromSlug({ app, session }: AppTarget, newest: NewestSlug, folder: string): Promise<Filled> {
  const title = vscode.l10n.t("Downloading the source of {0}", app.name);
  const notice = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const { files, leftOut } = await vscode.window.withProgress(notice, async (progress, cancellation) => {
    const abort = new AbortController();
    const listener = cancellation.onCancellationRequested(() => abort.abort());
    try {
      const onBytes = (bytes: number): void => progress.report({ message: readableBytes(bytes) ?? "" });
      const options = { folder, signal: abort.signal, onBytes };
      return await during(title, () => fetchSlug(session.client, newest.slug, options));
    } finally {
      listener.dispose();
    }
  });
  const source = vscode.l10n.t("{0} files of v{1}, not committed yet.", files, newest.version);
  const without = vscode.l10n.t("Left out: {0}.", leftOut.join(", "));
  return { note: leftOut.length > 0 ? `${source} ${without}` : source };
}

/** With the person's own credentials for GitHub, and the app as a second remote. */
async function cloneGithub({ app, session }: AppTarget, url: string, folder: string): Promise<Filled | undefined> {
  await removeClone(folder);
  const git = await findGit({ preferred: gitOfSettings() });
  const [parent, name] = [path.dirname(folder), path.basename(folder)];
  const title = vscode.l10n.t("Importing {0} from GitHub", app.name);
  const end = await cloneUnderNotice(title, { git, url, parent, name, remote: "origin" });
  if (end.kind === "cancelled") return undefined;
  if (end.kind !== "cloned") throw new Error(vscode.l10n.t("{0} could not be cloned: {1}", url, end.message));
  await setAppRemote(git, folder, "heroku", remoteOfApp(app.name, session.gitUrl));
  return { note: vscode.l10n.t("Cloned from GitHub, with the remotes origin and heroku.") };
}
