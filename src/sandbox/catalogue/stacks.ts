import { stableId } from "./stable-id.ts";

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
}

export const defaultStackName = "heroku-24";

export const stacks: readonly Stack[] = ["heroku-22", "heroku-24"].map((name) => ({
  id: stableId("stack", name),
  name,
  isDefault: name === defaultStackName,
}));

export function findStack(idOrName: string): Stack | undefined {
  return stacks.find(({ id, name }) => id === idOrName || name === idOrName);
}
