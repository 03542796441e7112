import * as vscode from "vscode";
import { explainInLine } from "../explanation.ts";
import type { Session } from "../services.ts";
import { type Answer, askPick, back, type Place } from "../steps.ts";
import { type Editor, editBuildpacks, editOwner, editPipeline, editRegion, editStack } from "./choices.ts";
import type { AppPlan } from "./plan.ts";

/** A line of the last step: what is settled, and how to change it. `edit` resolves with the plan after that. */
export interface Line<P extends AppPlan> {
  readonly label: string;
  /** What is chosen now. */
  readonly shown: (plan: P) => string;
  readonly edit: (plan: P, place: Place) => Promise<P>;
}

export interface LastStep<P extends AppPlan> {
  readonly plan: P;
  readonly lines: readonly Line<P>[];
  readonly verb: string;
  readonly about?: string | undefined;
  /** Told of each change: what was chosen outlives going back. */
  readonly keep: (plan: P) => void;
}

interface Item<P extends AppPlan> extends vscode.QuickPickItem {
  readonly line?: Line<P>;
  readonly creates?: boolean;
}

/** The last step: Enter creates, every other line is an option with what is chosen now. */
export async function settlePlan<P extends AppPlan>(
  place: Place,
  { plan: first, lines, verb, about, keep }: LastStep<P>,
): Promise<Answer<P>> {
  let plan = first;
  let last: Line<P> | undefined;
  let trouble: string | undefined;
  for (;;) {
    const chosen = await askPick<Item<P>>(place, {
      items: itemsOf(plan, lines, verb),
      placeholder: trouble ?? about ?? vscode.l10n.t("Enter creates it; or change an option first"),
      active: ({ line, creates }) => (last === undefined ? creates === true : line === last),
    });
    if (chosen === undefined || chosen === back) return chosen;
    if (chosen.line === undefined) return plan;
    last = chosen.line;
    try {
      plan = await chosen.line.edit(plan, { title: `${place.title}: ${chosen.line.label}`, canGoBack: true });
      keep(plan);
      trouble = undefined;
    } catch (error) {
      trouble = explainInLine(error);
    }
  }
}

/** What every app can be told. */
export function usualLines<P extends AppPlan>(session: Session): Line<P>[] {
  const line = (label: string, shown: Line<P>["shown"], edit: Editor): Line<P> => ({
    label,
    shown,
    edit: async (plan, place) => ({ ...plan, ...(await edit(plan, session, place)) }),
  });
  return [
    line(vscode.l10n.t("Owner"), ({ team }) => team ?? session.account.email, editOwner),
    line(vscode.l10n.t("Region"), ({ region }) => region ?? vscode.l10n.t("us, the usual one"), editRegion),
    line(vscode.l10n.t("Stack"), ({ stack }) => stack ?? vscode.l10n.t("the platform's default"), editStack),
    line(
      vscode.l10n.t("Buildpacks"),
      ({ buildpacks }) => buildpacks.join(", ") || vscode.l10n.t("detected at each build"),
      editBuildpacks,
    ),
    line(
      vscode.l10n.t("Pipeline"),
      ({ pipeline }) => (pipeline ? `${pipeline.name} · ${pipeline.stage}` : vscode.l10n.t("none")),
      editPipeline,
    ),
  ];
}

function itemsOf<P extends AppPlan>(plan: P, lines: readonly Line<P>[], verb: string): Item<P>[] {
  const { name } = plan;
  return [
    { label: `$(add) ${verb}`, description: name === "" ? vscode.l10n.t("with a random name") : name, creates: true },
    { label: vscode.l10n.t("More options"), kind: vscode.QuickPickItemKind.Separator },
    ...lines.map((line) => ({ label: line.label, description: line.shown(plan), line })),
  ];
}
