import { monthlyPrice } from "../../advice/dyno-prices.ts";
import type { App, Dyno, Formation } from "../../heroku/resources/types.ts";
import type { AppDetails } from "./app-details.ts";
import { findDyno, valueIn } from "./look.ts";
import type { TreeNode } from "./nodes.ts";
import { since } from "./since.ts";

/** Markdown for a row, made when the pointer rests on it; undefined where the row says it all. */
export function tooltipOf(node: TreeNode, details: AppDetails, now: Date, isSandbox: boolean): string | undefined {
  switch (node.kind) {
    case "app":
      return appTooltip(details.app, now);
    case "process": {
      const entry = valueIn(details.formation.state, []).find(({ type }) => type === node.type);
      return entry === undefined ? undefined : processTooltip(entry, isSandbox);
    }
    case "dyno": {
      const dyno = findDyno(node, details);
      return dyno === undefined ? undefined : dynoTooltip(dyno, now);
    }
    case "configVar":
      return configVarTooltip(node.key, details);
    default:
      return undefined;
  }
}

function appTooltip(app: App, now: Date): string {
  return table(app.name, [
    ["Address", app.web_url === null ? undefined : `<${app.web_url}>`],
    ["Owner", plain(app.team?.name ?? app.owner.email)],
    ["Region", plain(app.region.name)],
    ["Stack", plain(app.stack.name)],
    ["Generation", app.generation === undefined ? undefined : plain(app.generation.name)],
    ["Buildpack", app.buildpack_provided_description === null ? undefined : plain(app.buildpack_provided_description)],
    ["Last release", app.released_at === null ? "none yet" : ago(app.released_at, now)],
    ["Created", ago(app.created_at, now)],
    ["Maintenance", app.maintenance ? "on" : undefined],
  ]);
}

function processTooltip({ type, command, quantity, size }: Formation, isSandbox: boolean): string {
  const price = isSandbox ? undefined : monthlyPrice(size, quantity);
  return table(type, [
    ["Dynos", `${quantity} × ${plain(size)}`],
    ["Price", price === undefined ? undefined : `$${price} a month`],
    ["Command", code(command)],
  ]);
}

function dynoTooltip(dyno: Dyno, now: Date): string {
  return table(dyno.name, [
    ["State", `${dyno.state} since ${new Date(dyno.updated_at).toLocaleString()} (${since(dyno.updated_at, now)})`],
    ["Size", plain(dyno.size)],
    ["Release", `v${dyno.release.version}`],
    ["Command", code(dyno.command)],
  ]);
}

function configVarTooltip(key: string, details: AppDetails): string {
  const value = valueIn(details.configVars.state, {})[key] ?? "";
  const shown = details.revealed.has(key) ? fence(value) : "Hidden. Reveal or copy it with the actions of this row.";
  return `**${plain(key)}**\n\n${shown}`;
}

function table(title: string, rows: readonly (readonly [string, string | undefined])[]): string {
  const lines = rows.flatMap(([name, value]) => (value === undefined ? [] : [`| ${name} | ${value} |`]));
  return [`**${plain(title)}**`, "", "| | |", "|:--|:--|", ...lines].join("\n");
}

function ago(iso: string, now: Date): string {
  const words = since(iso, now);
  return words === "just now" ? words : `${words} ago`;
}

/** Names and commands come from others: nothing in them may become markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!~|<>&$]/g, "\\$&").replace(/\s+/g, " ");
}

function code(text: string): string {
  const line = text.replace(/\s+/g, " ").replaceAll("|", "\\|");
  const ticks = "`".repeat(longestRun(line) + 1);
  return `${ticks} ${line} ${ticks}`;
}

function fence(text: string): string {
  const ticks = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}text\n${text}\n${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
