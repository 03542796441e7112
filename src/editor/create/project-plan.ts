import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import type { Session } from "../services.ts";
import { type Answer, askPick, askText, back, type Place } from "../steps.ts";
import { howFilled } from "./gallery-entries.ts";
import type { AppPlan } from "./plan.ts";
import { type Line, usualLines } from "./plan-step.ts";
import type { Opening } from "./remembered.ts";
import type { Variable } from "./template.ts";

/** An app that comes with a new project on this computer. */
export interface ProjectPlan extends AppPlan {
  readonly values: ReadonlyMap<string, string>;
  /** The folder in which that of the project is made. */
  readonly parent: string;
  /** Of the project's folder, where the app's name does not give it. */
  readonly projectName: string;
  readonly opening: Opening;
}

export function folderOf({ parent, name, projectName }: ProjectPlan): string {
  return path.join(parent, name || projectName);
}

export function projectLines(session: Session, variables: readonly Variable[]): readonly Line<ProjectPlan>[] {
  // The app.json names the buildpacks, and an app that has been set up joins a pipeline later.
  return [folderLine, openingLine, ...usualLines<ProjectPlan>(session).slice(0, 3), ...variables.map(variableLine)];
}

export async function askForParent(now: string): Promise<string | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.file(now || os.homedir()),
      title: vscode.l10n.t("The folder of the new project is made in this one"),
      openLabel: vscode.l10n.t("Make the Project Here"),
    })) ?? [];
  return chosen?.fsPath;
}

/** Asks for the value of a config var; a secret is not shown. */
export function askVariable(
  { key, description, isRequired, isGenerated, isSecret }: Variable,
  place: Place,
  value: string,
): Promise<Answer<string>> {
  const complaint = (text: string) =>
    isRequired && !isGenerated && text === "" ? vscode.l10n.t("{0} is required.", key) : undefined;
  const prompt = description === "" ? key : `${key}: ${description}`;
  const placeholder = isGenerated ? vscode.l10n.t("Leave it empty to have one generated") : undefined;
  return askText(place, { prompt, value, password: isSecret, complaint, placeholder });
}

const folderLine: Line<ProjectPlan> = {
  label: vscode.l10n.t("Folder"),
  shown: folderOf,
  edit: async (plan) => ({ ...plan, parent: (await askForParent(plan.parent)) ?? plan.parent }),
};

const openings: Readonly<Record<Opening, string>> = {
  this: vscode.l10n.t("open it in this window"),
  new: vscode.l10n.t("open it in a new window"),
  add: vscode.l10n.t("add it to this workspace"),
  none: vscode.l10n.t("stay here"),
};

const openingLine: Line<ProjectPlan> = {
  label: vscode.l10n.t("Then"),
  shown: ({ opening }) => openings[opening],
  async edit(plan, place) {
    const all = Object.entries(openings) as [Opening, string][];
    const items = all.map(([opening, label]) => ({ label, opening }));
    const active = ({ opening }: { opening: Opening }) => opening === plan.opening;
    const chosen = await askPick(place, { items, active, placeholder: vscode.l10n.t("What with the new folder?") });
    return chosen === undefined || chosen === back ? plan : { ...plan, opening: chosen.opening };
  },
};

function variableLine(variable: Variable): Line<ProjectPlan> {
  const { key, isSecret } = variable;
  const shown = (value: string | undefined): string => {
    if (value === undefined || value === "") return howFilled(variable);
    return isSecret ? "••••••" : value;
  };
  return {
    label: key,
    shown: ({ values }) => shown(values.get(key)),
    async edit(plan, place) {
      const value = await askVariable(variable, place, plan.values.get(key) ?? variable.value);
      return typeof value === "string" ? { ...plan, values: withValue(plan.values, key, value) } : plan;
    },
  };
}

export function withValue(values: ReadonlyMap<string, string>, key: string, value: string) {
  const next = new Map(values);
  if (value === "") next.delete(key);
  else next.set(key, value);
  return next;
}
