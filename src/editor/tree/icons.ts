import type { Dyno } from "../../heroku/resources/types.ts";

/** A codicon and, where the state wants one, a theme colour. */
export interface RowIcon {
  readonly id: string;
  readonly color?: string;
}

const dynoIcons: Readonly<Record<Dyno["state"], RowIcon>> = {
  up: { id: "pass-filled", color: "testing.iconPassed" },
  starting: { id: "sync~spin" },
  crashed: { id: "error", color: "list.errorForeground" },
  idle: { id: "debug-pause", color: "disabledForeground" },
  down: { id: "circle-slash", color: "disabledForeground" },
};

/** A state that a later platform might send gets a plain icon; its word is shown anyway. */
export function dynoIcon(state: Dyno["state"]): RowIcon {
  return dynoIcons[state] ?? { id: "circle-outline" };
}

const typeIcons: Readonly<Record<string, string>> = {
  web: "globe",
  run: "terminal",
  console: "terminal",
  release: "rocket",
  scheduler: "clock",
};

export function iconOfType(processType: string): RowIcon {
  return { id: typeIcons[processType] ?? "gear" };
}
