import { type Instance, type Plan, planInstances, variablesOf } from "../plan.ts";
import type { ExportRequest } from "./export-request.ts";

/** A process type and its copies, in the order of the file. */
export interface ExportedType {
  readonly name: string;
  readonly command: string;
  readonly copies: readonly Instance[];
}

export type Copies =
  | { readonly kind: "copies"; readonly types: readonly ExportedType[] }
  | { readonly kind: "impossible"; readonly message: string };

/** What the formation asks for, by type. Service managers know a process by its name, so no type may come twice. */
export function copiesOf({ plan }: ExportRequest): Copies {
  const names = plan.types.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return impossible(`The process type ${twice} comes twice. Rename one.`);
  const planned = planInstances(plan);
  if (planned.kind === "impossible") return planned;
  const types = plan.types.map(({ name, command }) => {
    return { name, command, copies: planned.instances.filter(({ type }) => type === name) };
  });
  return { kind: "copies", types: types.filter(({ copies }) => copies.length > 0) };
}

/** The name by which a copy knows itself: `PS`, or as the dialect has it; undefined when the .env files say it. */
export function nameVariable(plan: Plan): string | undefined {
  if (plan.dialect !== "heroku-local") return "PS";
  return plan.env["FOREMAN_WORKER_NAME"] === undefined ? "FOREMAN_WORKER_NAME" : undefined;
}

/** `PORT`, and the copy's name: what differs from copy to copy, and is no secret. */
export function ownVariables(plan: Plan, instance: Instance): Record<string, string> {
  const all = variablesOf(plan, instance);
  const names = ["PORT", nameVariable(plan)].filter((name) => name !== undefined);
  return Object.fromEntries(names.map((name) => [name, all[name] ?? ""]));
}

/** The variables of the .env files without what each copy has of its own. */
export function sharedVariables({ plan, variables }: ExportRequest): [name: string, value: string][] {
  const own = new Set(["PORT", nameVariable(plan)]);
  return Object.entries(variables).filter(([name]) => !own.has(name));
}

export function impossible(message: string): { readonly kind: "impossible"; readonly message: string } {
  return { kind: "impossible", message };
}
