import type { RunnerEvent } from "../events.ts";
import type { Audience } from "./audience.ts";

/** A merged output that can be narrowed. */
export interface Screen {
  /** Names of copies or types; empty while all is shown. */
  readonly shown: readonly string[];
  show(names: readonly string[]): void;
}

/** Narrows it, or shows all, and tells everybody. */
export function showOnly(names: readonly string[], screen: Screen, audience: Pick<Audience, "tell">): void {
  screen.show(names);
  audience.tell({ event: "shown", names });
}

/** A copy that was scaled away writes no more: when nothing else is shown, all is. */
export function dropGone(event: RunnerEvent, screen: Screen, audience: Pick<Audience, "tell">): void {
  if (event.kind !== "gone" || !screen.shown.includes(event.name)) return;
  const rest = screen.shown.filter((name) => name !== event.name);
  showOnly(rest, screen, audience);
}
