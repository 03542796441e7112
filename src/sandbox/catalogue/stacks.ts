import { stableId } from "./stable-id.ts";

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly state: "deprecated" | "public";
}

export const defaultStackName = "heroku-24";

/** The stacks of 2026; the oldest ends in April 2027. */
export const stacks: readonly Stack[] = (
  [
    ["heroku-22", "deprecated"],
    ["heroku-24", "public"],
    ["heroku-26", "public"],
  ] as const
).map(([name, state]) => ({ id: stableId("stack", name), name, state, isDefault: name === defaultStackName }));

export function findStack(idOrName: string): Stack | undefined {
  return stacks.find(({ id, name }) => id === idOrName || name === idOrName);
}
