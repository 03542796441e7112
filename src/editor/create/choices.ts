import * as vscode from "vscode";
import { listPipelines, type PipelineStage } from "../../heroku/resources/pipelines.ts";
import { listRegions, listStacks } from "../../heroku/resources/platform.ts";
import { listTeams } from "../../heroku/resources/teams.ts";
import { herokuBuildpacks } from "../../manifest/catalogue/buildpacks.ts";
import { stacks as knownStacks } from "../../manifest/catalogue/stacks.ts";
import type { Session } from "../services.ts";
import { askPick, askText, back, type Place } from "../steps.ts";
import type { AppPlan } from "./plan.ts";

/** Asks for one part of a plan; the plan as it was when the person goes back. */
export type Editor = (plan: AppPlan, session: Session, place: Place) => Promise<AppPlan>;

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export const editOwner: Editor = async (plan, { client, account }, place) => {
  const items = listTeams(client).then((teams): Item<string | undefined>[] => [
    { label: account.email, description: vscode.l10n.t("yourself"), value: undefined },
    ...teams.map(({ name, role }) => ({ label: name, description: teamWords(role), value: name })),
  ]);
  const chosen = await one(place, vscode.l10n.t("Whose app is it?"), items, plan.team);
  return chosen ? { ...plan, team: chosen.value } : plan;
};

export const editRegion: Editor = async (plan, { client }, place) => {
  const items = listRegions(client).then((regions) => {
    // The others are for private spaces.
    const common = regions.filter((region) => !region.private_capable);
    return (common.length > 0 ? common : regions).map(
      ({ name, description }): Item<string> => ({ label: name, description, value: name }),
    );
  });
  const chosen = await one(
    place,
    vscode.l10n.t("Where does it run? That cannot be changed later."),
    items,
    plan.region,
  );
  return chosen ? { ...plan, region: chosen.value } : plan;
};

export const editStack: Editor = async (plan, { client }, place) => {
  const items = listStacks(client).then((stacks) =>
    stacks
      .toSorted((a, b) => Number(b.default) - Number(a.default) || (a.name < b.name ? 1 : -1))
      .map((stack): Item<string> => ({ label: stack.name, description: stackWords(stack), value: stack.name })),
  );
  const chosen = await one(place, vscode.l10n.t("What is it built on?"), items, plan.stack);
  return chosen ? { ...plan, stack: chosen.value } : plan;
};

/** One more, or all away again. */
export const editBuildpacks: Editor = async (plan, _session, place) => {
  const { buildpacks } = plan;
  const others = [...herokuBuildpacks].filter(([name]) => !buildpacks.includes(name));
  const items: Item<"detect" | "url" | string>[] = [
    { label: vscode.l10n.t("$(search) Detect at each build"), value: "detect" },
    { label: vscode.l10n.t("$(link) URL of a buildpack…"), value: "url" },
    ...others.map(([name, language]) => ({ label: name, description: language, value: name })),
  ];
  const now =
    buildpacks.length > 0 && vscode.l10n.t("Now {0}. Choose one that runs after them.", buildpacks.join(", "));
  const chosen = await one(place, now || vscode.l10n.t("What builds it?"), items, undefined);
  if (chosen === undefined) return plan;
  if (chosen.value === "detect") return { ...plan, buildpacks: [] };
  const wanted = chosen.value === "url" ? await askUrl(place) : chosen.value;
  return wanted === undefined ? plan : { ...plan, buildpacks: [...buildpacks, wanted] };
};

export const editPipeline: Editor = async (plan, { client }, place) => {
  const items = listPipelines(client).then((pipelines): Item<{ id: string; name: string } | undefined>[] => [
    { label: vscode.l10n.t("None"), value: undefined },
    ...pipelines.map(({ id, name }) => ({ label: name, value: { id, name } })),
  ]);
  const chosen = await askPick(place, { items, placeholder: vscode.l10n.t("Into which pipeline?") });
  if (chosen === undefined || chosen === back) return plan;
  if (chosen.value === undefined) return { ...plan, pipeline: undefined };
  const stages = (["staging", "production", "development"] as const).map(
    (stage): Item<PipelineStage> => ({ label: stage, value: stage }),
  );
  const stage = await one(place, vscode.l10n.t("As which stage of {0}?", chosen.value.name), stages, undefined);
  return stage ? { ...plan, pipeline: { ...chosen.value, stage: stage.value } } : plan;
};

async function one<T>(
  place: Place,
  placeholder: string,
  items: readonly Item<T>[] | Promise<readonly Item<T>[]>,
  now: T | undefined,
): Promise<Item<T> | undefined> {
  const chosen = await askPick(place, { items, placeholder, active: ({ value }) => value === now });
  return chosen === back ? undefined : chosen;
}

async function askUrl(place: Place): Promise<string | undefined> {
  const url = await askText(place, {
    prompt: vscode.l10n.t("Address of a git repository or an archive (tgz)"),
    placeholder: "https://github.com/heroku/heroku-buildpack-nodejs",
    complaint: (text) => (/^https:\/\/\S+$/.test(text.trim()) ? undefined : vscode.l10n.t("It begins with https://.")),
  });
  return typeof url === "string" ? url.trim() : undefined;
}

function teamWords(role: string | null): string {
  if (role === "collaborator" || role === "viewer" || role === null)
    return vscode.l10n.t("team; its admins and members create apps");
  return vscode.l10n.t("team, you are {0}", role);
}

function stackWords({ name, default: isDefault, state }: { name: string; default: boolean; state: string }): string {
  const about = knownStacks.get(name);
  const marks = [isDefault ? vscode.l10n.t("default") : "", state === "public" ? "" : state, about ?? ""];
  return [...new Set(marks.filter((mark) => mark !== ""))].join(" · ");
}
