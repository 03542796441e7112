import * as vscode from "vscode";
import { isPlatformError } from "../../heroku/errors.ts";
import { inView } from "../commands/in-view.ts";
import { explainInLine } from "../explanation.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services, Session } from "../services.ts";
import { back } from "../steps.ts";
import { rowOfApp } from "../tree/nodes.ts";
import { addRemote, openRepositories, type RemotePlan, remoteLine } from "./git-remote.ts";
import { type MadeApp, makeApp } from "./make-app.ts";
import { askName, type Refused } from "./name-step.ts";
import { emptyPlan } from "./plan.ts";
import { settlePlan, usualLines } from "./plan-step.ts";
import { habits, remember } from "./remembered.ts";

/** **Create App…**: a name, Enter, and everything else as an option. */
export async function createApp(services: Services): Promise<void> {
  const session = await services.sessions.require();
  if (session === undefined) return;
  const made = await askAndCreate(services, session, { offersRemote: true });
  if (made === undefined) return;
  const { app } = made.target;
  const row = rowOfApp(made.target);
  const text = made.remote
    ? vscode.l10n.t("Created {0}; the git remote {1} leads to it.", app.name, made.remote)
    : vscode.l10n.t("Created {0}.", app.name);
  showDone(
    text,
    { title: vscode.l10n.t("Deploy…"), command: commands.deploy, arguments: [row] },
    { title: vscode.l10n.t("Open App"), command: commands.openApp, arguments: [row] },
  );
}

export interface Created {
  readonly target: AppTarget;
  /** Name of the git remote that was added. */
  readonly remote?: string | undefined;
}

/** Asks until the platform takes what is asked for. Undefined when the person declines: nothing was made then. */
export async function askAndCreate(
  services: Services,
  session: Session,
  { offersRemote = false }: { offersRemote?: boolean } = {},
): Promise<Created | undefined> {
  const repositories = offersRemote ? await openRepositories() : [];
  const only = repositories.length === 1 ? repositories[0] : undefined;
  let plan: RemotePlan = { ...emptyPlan, ...habits(services.context).accounts?.[session.key], repository: only };
  let refused: Refused | undefined;
  const title = vscode.l10n.t("Create app");
  const keep = (changed: RemotePlan): void => {
    plan = changed;
  };
  const lines = [...usualLines<RemotePlan>(session), ...(repositories.length > 0 ? [remoteLine(repositories)] : [])];
  for (;;) {
    const name = await askName(session, { title, step: 1, totalSteps: 2 }, { value: plan.name, refused });
    if (typeof name !== "string") return undefined;
    plan = { ...plan, name };
    for (let about: string | undefined; ; ) {
      const place = { title, step: 2, totalSteps: 2, canGoBack: true };
      const settled = await settlePlan(place, { plan, lines, verb: vscode.l10n.t("Create App"), about, keep });
      if (settled === undefined) return undefined;
      if (settled === back) break;
      try {
        return await carryOut(services, session, plan);
      } catch (error) {
        const cause = error instanceof Error ? error.cause : undefined;
        if (!isPlatformError(cause)) throw error;
        services.log.warn(`POST /apps: ${cause.id} (${cause.requestId})`);
        about = explainInLine(cause);
        if (cause.status !== 422 || name === "") continue;
        refused = { name, words: about };
        break;
      }
    }
  }
}

async function carryOut(services: Services, session: Session, plan: RemotePlan): Promise<Created> {
  const made = await inView(vscode.l10n.t("The app could not be created"), () => makeApp(session.client, plan));
  const target = { app: made.app, session };
  await rememberOwner(services, session, plan);
  await services.apps.refresh();
  tellShortfalls(made);
  if (plan.repository === undefined) return { target };
  try {
    return { target, remote: await addRemote(plan.repository, target, plan) };
  } catch (error) {
    const words = vscode.l10n.t(
      "{0} was created, but its git remote was not: {1}",
      made.app.name,
      explainInLine(error),
    );
    void vscode.window.showWarningMessage(words);
    return { target };
  }
}

export async function rememberOwner({ context }: Services, { key }: Session, plan: RemotePlan): Promise<void> {
  const { team, region } = plan;
  const chosen = { ...(team === undefined ? {} : { team }), ...(region === undefined ? {} : { region }) };
  await remember(context, { accounts: { ...habits(context).accounts, [key]: chosen } });
}

function tellShortfalls({ app, shortfalls }: MadeApp): void {
  const parts = { buildpacks: vscode.l10n.t("its buildpacks"), pipeline: vscode.l10n.t("its pipeline") };
  for (const { part, cause } of shortfalls) {
    const why = explainInLine(cause);
    void vscode.window.showWarningMessage(
      vscode.l10n.t("{0} was created, but {1} could not be set: {2}", app.name, parts[part], why),
    );
  }
}
