import * as vscode from "vscode";
import { dynosChange, totalChange } from "../../advice/scale-words.ts";
import { scale } from "../../heroku/resources/formation.ts";
import { confirm } from "../commands/confirm.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { asTreeNode, rowOfApp } from "../tree/nodes.ts";
import { chooseScaling } from "./choose-scaling.ts";
import { chooseTypes } from "./choose-types.ts";
import { loadScaleDraft } from "./load-scale-draft.ts";
import {
  changesOf,
  isWorthAQuestion,
  newProblems,
  type ScaleDraft,
  summaryOf,
  updatesOf,
  withStep,
} from "./scale-draft.ts";

/** Sets how many dynos of which size the process types of an app have: one of a row, or several together. */
export async function scaleProcess(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Scale") });
  if (chosen === undefined) return;
  const draft = await load(chosen);
  if (draft.before.length === 0)
    return showDone(vscode.l10n.t("{0} has no process types yet. Deploy to it first.", chosen.app.name));
  const type = typeOf(target, draft);
  const wanted =
    type === undefined
      ? await chooseTypes(chosen.app.name, draft)
      : await chooseScaling(chosen.app.name, draft, { type, hasBack: false });
  if (wanted !== undefined && typeof wanted !== "symbol") await applyScaling(services, chosen, wanted);
}

/** One dyno more or less of the process type of a row. */
export async function scaleByOne(services: Services, target: unknown, step: -1 | 1): Promise<void> {
  const node = asTreeNode(target);
  if (node?.kind !== "process") return scaleProcess(services, target);
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Scale") });
  if (chosen === undefined) return;
  const draft = await load(chosen);
  await applyScaling(services, chosen, withStep(draft, node.type, step), target);
}

function load(target: AppTarget): Promise<ScaleDraft> {
  return inView(vscode.l10n.t("The process types of {0} could not be read", target.app.name), () =>
    loadScaleDraft(target),
  );
}

/** Says what it costs and changes, asks where that matters, and sends one PATCH. */
async function applyScaling(
  services: Services,
  { app, session }: AppTarget,
  draft: ScaleDraft,
  row: unknown = rowOfApp({ app, session }),
): Promise<void> {
  const changes = changesOf(draft);
  if (changes.length === 0) return;
  const refused = draft.isSandbox ? undefined : newProblems(draft).find(({ mayBeRaised }) => !mayBeRaised);
  if (refused !== undefined) {
    const again = { title: vscode.l10n.t("Choose Another Size…"), command: commands.scaleProcess, arguments: [row] };
    return showDone(refused.text, again);
  }
  const types = changes.map(({ type }) => type).join(", ");
  if (isWorthAQuestion(draft) && !(await isConfirmed(app.name, types, draft))) return;
  await inView(vscode.l10n.t("{0} of {1} could not be scaled", types, app.name), () =>
    scale(session.client, app.id, updatesOf(draft)),
  );
  await services.apps.refresh(app);
  const done = changes.map(({ type, from, to }) => `${type} ${dynosChange(from, to)}`).join(", ");
  showDone(vscode.l10n.t("Scaled {0}: {1}.", app.name, done));
}

function isConfirmed(app: string, types: string, draft: ScaleDraft): Promise<boolean> {
  const total = totalChange(draft.before, draft.after, draft.sizes);
  return confirm("scale", {
    question: vscode.l10n.t("Scale {0} of {1}?", types, app),
    detail: summaryOf(draft),
    yes: total?.includes("+") ? vscode.l10n.t("Scale and Pay") : vscode.l10n.t("Scale"),
  });
}

/** Of the row, or the only one there is. */
function typeOf(target: unknown, { before }: ScaleDraft): string | undefined {
  const node = asTreeNode(target);
  const wanted = node?.kind === "process" ? node.type : undefined;
  const only = before.length === 1 ? before[0]?.type : undefined;
  return wanted === undefined ? only : before.find(({ type }) => type === wanted)?.type;
}
