import * as vscode from "vscode";
import type { ConfigVars } from "../../dotenv/diff.ts";
import { changeConfigVars } from "../../heroku/resources/config-vars.ts";
import { inView } from "../commands/in-view.ts";
import type { AppTarget } from "../services.ts";
import { loadConfigVars } from "./app-config.ts";
import { chooseSides } from "./choose-sides.ts";
import type { ConfigRoom } from "./config-room.ts";
import { review } from "./review.ts";
import { type SaveOutcome, saveConfig } from "./save-config.ts";

export interface Change {
  readonly base: ConfigVars;
  readonly ours: ConfigVars;
  /** Whether the person sees first what will be done; where they just typed it themselves they need not. */
  readonly isReviewed: boolean;
}

/** Sends what changed from `base` to `ours` as one release, and what others changed meanwhile stays. */
export async function commitChange(
  room: ConfigRoom,
  target: AppTarget,
  { base, ours, isReviewed }: Change,
): Promise<SaveOutcome> {
  const { app, session } = target;
  const failure = vscode.l10n.t("The config vars of {0} were not saved", app.name);
  const outcome = await saveConfig(base, ours, {
    fetch: () => inView(failure, () => loadConfigVars(session.client, app.id)),
    choose: (conflicts) => chooseSides(app.name, conflicts),
    confirm: async (found) => !isReviewed || review(room, target, found),
    send: (patch) =>
      inView(failure, async () => new Map(Object.entries(await changeConfigVars(session.client, app.id, patch)))),
  });
  if (outcome.kind === "saved") await room.services.apps.refresh(app);
  return outcome;
}
