import * as vscode from "vscode";
import type { GitProgram } from "../../git/program.ts";
import { appRemotesOf } from "../../git/remotes.ts";
import { unpushedCommits } from "../../git/repository.ts";
import type { App } from "../../heroku/resources/types.ts";
import type { Services, Session } from "../services.ts";
import { createNewApp } from "./create-new-app.ts";

interface AppItem extends vscode.QuickPickItem {
  readonly app?: App;
  readonly creates?: boolean;
}

/** The apps of the repository's remotes first, a new one, then all others. */
export async function chooseApp(
  services: Services,
  session: Session,
  { git, root, what }: { git: GitProgram; root: string; what: string },
): Promise<App | undefined> {
  const [targets, remotes] = await Promise.all([services.apps.ready(), appRemotesOf(git, root, session.gitUrl)]);
  const apps = targets.flatMap((target) => (target.session.key === session.key ? [target.app] : []));
  const own = await ownItems(git, root, { apps, remotes });
  const others = apps.filter((app) => !own.some((item) => item.app?.id === app.id));
  const items: AppItem[] = [
    ...own,
    { label: vscode.l10n.t("$(add) Create new app…"), creates: true },
    ...(others.length > 0 ? [{ label: vscode.l10n.t("Other apps"), kind: vscode.QuickPickItemKind.Separator }] : []),
    ...others.map((app): AppItem => ({ label: `$(cloud) ${app.name}`, description: placeOf(app), app })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Deploy {0}", what),
    placeHolder: vscode.l10n.t("Choose the app to deploy to"),
    matchOnDescription: true,
  });
  return chosen?.creates ? createNewApp(services, session) : chosen?.app;
}

type Known = { readonly apps: readonly App[]; readonly remotes: readonly { name: string; app: string }[] };

async function ownItems(git: GitProgram, root: string, { apps, remotes }: Known): Promise<AppItem[]> {
  const items = remotes.map(async ({ name, app: appName }): Promise<AppItem[]> => {
    const app = apps.find((it) => it.name === appName);
    if (app === undefined) return [];
    const count = await unpushedCommits(git, root, name);
    return [{ label: `$(cloud) ${app.name}`, description: [name, news(count)].filter(Boolean).join(" · "), app }];
  });
  return (await Promise.all(items)).flat();
}

function news(count: number | undefined): string {
  if (count === undefined) return "";
  if (count === 0) return vscode.l10n.t("has this commit already");
  return count === 1 ? vscode.l10n.t("1 new commit") : vscode.l10n.t("{0} new commits", count);
}

function placeOf({ team, region }: App): string {
  return [team?.name, region.name].filter((it) => it !== undefined).join(" · ");
}
