import * as vscode from "vscode";
import { type DynoTarget, stopDynos } from "../../heroku/resources/dynos.ts";
import { listFormation } from "../../heroku/resources/formation.ts";
import { confirm } from "../commands/confirm.ts";
import { forEach } from "../commands/for-each.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { rowOfApp, selectedNodes } from "../tree/nodes.ts";
import { type AppDynos, dynosOfRows, wordsFor } from "./dyno-targets.ts";
import { pickDyno } from "./pick-dynos.ts";

/** Stops dynos, and says what happens next: a one-off dyno ends, one of the formation starts again. */
export async function stop(services: Services, target: unknown, rows: unknown): Promise<void> {
  const title = vscode.l10n.t("Stop dyno");
  const isOfDynos = selectedNodes(target, rows).every(({ kind }) => kind === "dyno" || kind === "process");
  const selected = isOfDynos ? await dynosOfRows(services, { target, rows, title }) : undefined;
  const all = selected ?? (await chooseDyno(services, target, title));
  if (all === undefined) return;
  const stays = await whatStays(all);
  if (!(await isConfirmed(all, stays))) return;
  const done = await forEach(services, all, {
    words: wordsFor,
    failure: (words) => vscode.l10n.t("{0} could not be stopped", words),
    act: async ({ app, session, which }) => which.kind !== "all" && stopDynos(session.client, app.id, which),
  });
  const [first] = done;
  if (first === undefined) return;
  const words = vscode.l10n.t("Stopping {0}.", done.map(wordsFor).join(", "));
  if (stays === undefined) return showDone(words);
  const scale = { title: vscode.l10n.t("Scale…"), command: commands.scaleProcess, arguments: [rowOfApp(first)] };
  showDone(`${words} ${stays}`, scale);
}

async function chooseDyno(
  services: Services,
  target: unknown,
  title: string,
): Promise<readonly AppDynos[] | undefined> {
  const chosen = await appOfTarget(services, target, { title });
  const which = chosen && (await pickDyno(chosen, vscode.l10n.t("Stop a dyno of {0}", chosen.app.name)));
  return which && [{ ...chosen, which }];
}

/** What is not gone afterwards, in words; undefined when nothing comes back. */
async function whatStays(all: readonly AppDynos[]): Promise<string | undefined> {
  const names = await Promise.all(
    all.map(async (one) => {
      const name = nameOf(one.which);
      return (await wantedTypes(one)).has(name.split(".")[0] ?? "") ? name : undefined;
    }),
  );
  const back = names.filter((name) => name !== undefined);
  if (back.length === 0) return undefined;
  return vscode.l10n.t(
    "{0} starts again, for the formation still wants it: scale the type to stop it for good.",
    back.join(", "),
  );
}

function nameOf(which: DynoTarget): string {
  if (which.kind === "all") return "";
  return which.kind === "type" ? which.type : which.dyno;
}

async function wantedTypes({ app, session }: AppTarget): Promise<ReadonlySet<string>> {
  const formation = await inView(vscode.l10n.t("The process types of {0} could not be read", app.name), () =>
    listFormation(session.client, app.id),
  );
  return new Set(formation.filter(({ quantity }) => quantity > 0).map(({ type }) => type));
}

function isConfirmed(all: readonly AppDynos[], stays: string | undefined): Promise<boolean> {
  if (all.every(({ session }) => session.isSandbox)) return Promise.resolve(true);
  return confirm("stop", {
    question: vscode.l10n.t("Stop {0}?", all.map(wordsFor).join(", ")),
    detail: stays ?? vscode.l10n.t("Its command gets SIGTERM and, after 30 seconds, SIGKILL. It is not started again."),
    yes: vscode.l10n.t("Stop"),
  });
}
