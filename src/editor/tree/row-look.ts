import { rowContexts } from "../identifiers.ts";
import type { RowIcon } from "./icons.ts";
import type { Loaded } from "./loadable.ts";
import { clockTime } from "./since.ts";

/** How a row looks, in plain values. */
export interface RowLook {
  readonly label: string;
  readonly description: string;
  readonly icon: RowIcon;
  /** What a screen reader says: the state in words, never by icon alone. */
  readonly spoken: string;
  readonly context: string;
  readonly children: "collapsed" | "expanded" | "none";
}

export interface RowFacts {
  label: string;
  facts: readonly string[];
  icon: RowIcon;
  spoken?: string;
  context?: string;
  children?: RowLook["children"];
}

export function row(facts: RowFacts): RowLook {
  const { label, icon, spoken = label, context = rowContexts.note, children = "none" } = facts;
  const shown = facts.facts.filter((fact) => fact !== "");
  const said = shown.filter((fact) => !fact.startsWith("•") && !`, ${spoken},`.includes(`, ${fact},`));
  return { label, description: shown.join(" · "), icon, spoken: [spoken, ...said].join(", "), context, children };
}

/** `herokuWorkbench.app+favorite`, for the menus of package.json. */
export function withFlags(context: string, flags: Readonly<Record<string, boolean>>): string {
  return [context, ...Object.keys(flags).filter((name) => flags[name])].join("+");
}

/** `as of 14:02` when the last refresh failed. */
export function staleness(state: Loaded<unknown>): string {
  return state.kind === "ready" && state.problem !== undefined ? `as of ${clockTime(state.at)}` : "";
}

export function valueIn<T>(state: Loaded<T>, otherwise: T): T {
  return state.kind === "ready" ? state.value : otherwise;
}

export function inOneLine(value: string): string {
  const line = value.replace(/\s+/g, " ");
  if (line === "") return "(empty)";
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
