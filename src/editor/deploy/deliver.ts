import * as vscode from "vscode";
import { remoteOfApp } from "../../git/app-of-remote.ts";
import { type PushResult, push } from "../../git/push.ts";
import { noteDelivered } from "../../git/repository.ts";
import type { TransferLine } from "../../git/transfer.ts";
import type { Build } from "../../heroku/resources/types.ts";
import type { Reaper } from "../../process/reaper.ts";
import type { BuildOutput } from "./build-output.ts";
import type { Deployment } from "./deployments.ts";
import { type BuildEnd, endBuild } from "./end-build.ts";

export interface Delivery extends Deployment {
  /** Of the app, before this deploy. */
  readonly newestBuild: Build | undefined;
  readonly output: BuildOutput;
  readonly abort: AbortController;
  readonly reaper: Reaper;
  readonly force?: boolean;
}

export type DeliveryEnd =
  | Exclude<PushResult, { kind: "cancelled" }>
  | { readonly kind: "cancelled"; readonly build: BuildEnd };

/** Pushes under a notification with *Cancel*, which ends git and then the build. */
export async function deliver(delivery: Delivery): Promise<DeliveryEnd> {
  const { app, output, what, abort } = delivery;
  output.begin(vscode.l10n.t("Deploying {0} to {1}", what, app.name));
  const end = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Deploying {0} to {1}", what, app.name),
      cancellable: true,
    },
    async (progress, cancellation) => {
      const listener = cancellation.onCancellationRequested(() => abort.abort());
      try {
        return await pushAndSettle(delivery, (message) => progress.report({ message }));
      } finally {
        listener.dispose();
      }
    },
  );
  output.notice(closingLine(end));
  return end;
}

async function pushAndSettle(delivery: Delivery, report: (message: string) => void): Promise<DeliveryEnd> {
  const { app, session, git, source, output, abort, reaper, remote, force } = delivery;
  const onLine = ({ from, text }: TransferLine): void => {
    output.line(text);
    const step = from === "remote" ? /^-----> (.+)$/.exec(text)?.[1] : undefined;
    if (step !== undefined) report(step);
  };
  const result = await push({
    git,
    repository: source.root,
    url: remoteOfApp(app.name, session.gitUrl),
    refspec: `${source.commit}:refs/heads/main`,
    token: session.pushToken(),
    force,
    onLine,
    onProgress: report,
    signal: abort.signal,
    reaper,
  });
  if (result.kind === "pushed" || result.kind === "up-to-date")
    await noteDelivered(git, source.root, remote, source.commit).catch(() => undefined);
  if (result.kind !== "cancelled") return result;
  report(vscode.l10n.t("Cancelling…"));
  return { kind: "cancelled", build: await endBuild(session.client, app, delivery.newestBuild) };
}

function closingLine(end: DeliveryEnd): string {
  switch (end.kind) {
    case "pushed":
      return vscode.l10n.t("deployed");
    case "up-to-date":
      return vscode.l10n.t("nothing to do: the app has this commit already");
    case "cancelled":
      return vscode.l10n.t("cancelled");
    default:
      return end.message;
  }
}
