import * as vscode from "vscode";
import { listReleases } from "../../heroku/resources/releases.ts";
import type { App, Release } from "../../heroku/resources/types.ts";
import { commands } from "../identifiers.ts";
import { type NextAction, showDone } from "../messages.ts";
import type { Services, Session } from "../services.ts";
import { rowOfApp } from "../tree/nodes.ts";
import type { BuildOutput } from "./build-output.ts";
import type { DeliveryEnd } from "./deliver.ts";
import type { Deployment } from "./deployments.ts";

interface Ending {
  readonly end: DeliveryEnd;
  readonly output: BuildOutput;
  /** Once more, with other options. */
  readonly again: (more: { force: boolean }) => Promise<DeliveryEnd | "declined">;
}

/** Says how a deploy ended, in words, with what to do next. */
export async function tellOutcome(services: Services, deployment: Deployment, ending: Ending): Promise<void> {
  const { app } = deployment;
  const { end, output } = ending;
  void services.apps.refresh(app).catch(() => undefined);
  switch (end.kind) {
    case "pushed":
      return tellReleased(deployment, output);
    case "up-to-date":
      return showDone(
        vscode.l10n.t("{0} has this commit already: there is nothing to deploy.", app.name),
        ...nextActions(deployment),
      );
    case "cancelled":
      return showDone(cancelledText[end.build](app.name));
    case "failed":
      return complain(output, vscode.l10n.t("{0} was not deployed. {1}", app.name, end.message));
    case "rejected":
      services.log.warn(`Deploy of ${app.name} rejected: ${end.reason}`);
      return end.reason === "non-fast-forward" || end.reason === "stale"
        ? offerForce(services, deployment, ending)
        : complain(
            output,
            vscode.l10n.t("{0} was not deployed. {1}", app.name, end.message),
            ...(remedies[end.reason] ?? []),
          );
  }
}

async function tellReleased({ app, session }: Deployment, output: BuildOutput): Promise<void> {
  const release = await newestRelease(session, app);
  if (release?.status !== "failed") return showDone(deployedText(app.name, release), ...nextActions({ app, session }));
  complain(
    output,
    vscode.l10n.t("{0} was built, but its release command failed: the release before goes on.", app.name),
  );
}

async function newestRelease({ client }: Session, app: App): Promise<Release | undefined> {
  try {
    return (await listReleases(client, app.id, { max: 1 }))[0];
  } catch {
    // What was deployed is deployed; only its number stays unknown.
    return undefined;
  }
}

function deployedText(app: string, release: Release | undefined): string {
  if (release === undefined) return vscode.l10n.t("Deployed {0}.", app);
  return release.status === "pending"
    ? vscode.l10n.t("Deployed {0}; its release command is running (v{1}).", app, release.version)
    : vscode.l10n.t("Deployed {0} v{1}.", app, release.version);
}

const cancelledText: Readonly<Record<Extract<DeliveryEnd, { kind: "cancelled" }>["build"], (app: string) => string>> = {
  none: (app) => vscode.l10n.t("Deploy of {0} cancelled; nothing was built.", app),
  cancelled: (app) => vscode.l10n.t("Deploy of {0} cancelled, and its build too; nothing was released.", app),
  finished: (app) =>
    vscode.l10n.t("Cancelled too late: the build of {0} had ended already. Look at its releases.", app),
  "goes-on": (app) =>
    vscode.l10n.t(
      "The push to {0} was cancelled, but its build had started and goes on at the platform; it may still be released.",
      app,
    ),
  unknown: (app) =>
    vscode.l10n.t(
      "The push to {0} was cancelled, but the platform does not answer: a build that had started goes on there.",
      app,
    ),
};

async function offerForce(services: Services, deployment: Deployment, ending: Ending): Promise<void> {
  const { app } = deployment;
  const { end, output, again } = ending;
  if (end.kind !== "rejected") return;
  const force = vscode.l10n.t("Deploy This Commit Instead");
  const show = vscode.l10n.t("Show Output");
  const text = vscode.l10n.t("{0} was not deployed. {1}", app.name, end.message);
  const chosen = await vscode.window.showWarningMessage(text, force, show);
  if (chosen === show) output.show();
  if (chosen !== force) return;
  const forced = await again({ force: true });
  if (forced !== "declined") await tellOutcome(services, deployment, { ...ending, end: forced });
}

/** An error with its output at hand. */
export function complain(output: BuildOutput, text: string, ...more: readonly NextAction[]): void {
  const show = vscode.l10n.t("Show Output");
  void vscode.window.showErrorMessage(text, show, ...more.map(({ title }) => title)).then((chosen) => {
    if (chosen === show) return output.show();
    const action = more.find(({ title }) => title === chosen);
    return action && vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
  });
}

const remedies: Readonly<Record<string, readonly NextAction[]>> = {
  unauthorized: [{ title: vscode.l10n.t("Sign In…"), command: commands.signIn }],
  "no-such-app": [{ title: vscode.l10n.t("Refresh"), command: commands.refreshApps }],
};

/** What one does with an app that has just been deployed. */
export function nextActions(target: Parameters<typeof rowOfApp>[0]): NextAction[] {
  const row = rowOfApp(target);
  return [
    { title: vscode.l10n.t("Open App"), command: commands.openApp, arguments: [row] },
    { title: vscode.l10n.t("View Logs"), command: commands.viewLogs, arguments: [row] },
  ];
}
