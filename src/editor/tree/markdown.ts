import { since } from "./since.ts";

/** A Markdown table without a head, under a title; rows without a value are left out. */
export function table(title: string, rows: readonly (readonly [string, string | undefined])[]): string {
  const lines = rows.flatMap(([name, value]) => (value === undefined ? [] : [`| ${name} | ${value} |`]));
  return [`**${plain(title)}**`, "", "| | |", "|:--|:--|", ...lines].join("\n");
}

export function ago(iso: string, now: Date): string {
  const words = since(iso, now);
  return words === "just now" ? words : `${words} ago`;
}

/** Names and commands come from others: nothing in them may become markup. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!~|<>&$]/g, "\\$&").replace(/\s+/g, " ");
}

export function code(text: string): string {
  const line = text.replace(/\s+/g, " ").replaceAll("|", "\\|");
  const ticks = "`".repeat(longestRun(line) + 1);
  return `${ticks} ${line} ${ticks}`;
}

export function fence(text: string): string {
  const ticks = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}text\n${text}\n${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
