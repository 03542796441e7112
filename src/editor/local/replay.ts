import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { cleanEnvironment } from "../../process/environment.ts";
import { during } from "../explanation.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import type { LocalRuns } from "./local-runs.ts";
import { recordingsFolder, recordingsIn } from "./recordings.ts";
import { chooseTarget, isAllowed, type TrafficTarget } from "./traffic-target.ts";

/** Sends the requests of a recording again, and shows how the answers differ from those of the recording. */
export async function replayRecording(services: Services, runs: LocalRuns, target: unknown): Promise<void> {
  const file = target instanceof vscode.Uri ? target.fsPath : await chooseRecording(services);
  if (file === undefined) return;
  await runs.ready();
  const title = vscode.l10n.t("Replay {0} to", path.basename(file));
  const chosen = await chooseTarget(services, title, runs.all);
  const way = chosen && (await vscode.window.showQuickPick(ways(), { title, placeHolder: chosen.url }));
  if (chosen === undefined || way === undefined) return;
  const words = {
    question: vscode.l10n.t("Replay {0} to {1}?", path.basename(file), chosen.name),
    detail: way.isAll
      ? vscode.l10n.t("Requests that change something are sent again, too: POST, PUT, PATCH and DELETE.")
      : vscode.l10n.t("Only requests that change nothing are sent: GET, HEAD and OPTIONS."),
    yes: vscode.l10n.t("Replay"),
  };
  if (!(await isAllowed(chosen, words))) return;
  await replay(services, { file, target: chosen, way });
}

interface Way extends vscode.QuickPickItem {
  readonly speed: number;
  readonly isAll?: boolean;
}

function ways(): Way[] {
  const safe = vscode.l10n.t("safe methods only");
  const all = vscode.l10n.t("all methods, also those that change something");
  return [
    { label: vscode.l10n.t("At the pace of the recording"), description: safe, speed: 1 },
    { label: vscode.l10n.t("Ten times as fast"), description: safe, speed: 10 },
    { label: vscode.l10n.t("A hundred times as fast"), description: safe, speed: 100 },
    { label: vscode.l10n.t("At the pace of the recording, everything"), description: all, speed: 1, isAll: true },
    { label: vscode.l10n.t("Ten times as fast, everything"), description: all, speed: 10, isAll: true },
  ];
}

async function chooseRecording({ context }: Services): Promise<string | undefined> {
  const files = await recordingsIn(recordingsFolder(context));
  const other = vscode.l10n.t("Another file…");
  const items = [...files.map((file) => ({ label: path.basename(file), file })), { label: other, file: undefined }];
  const title = vscode.l10n.t("Replay a recording");
  const chosen = files.length === 0 ? { file: undefined } : await vscode.window.showQuickPick(items, { title });
  if (chosen === undefined || chosen.file !== undefined) return chosen?.file;
  return (await vscode.window.showOpenDialog({ title }))?.[0]?.fsPath;
}

interface Replay {
  readonly file: string;
  readonly target: TrafficTarget;
  readonly way: Way;
}

async function replay({ context }: Services, { file, target, way }: Replay): Promise<void> {
  const script = context.asAbsolutePath(path.join("dist", "local.js"));
  const args = [script, "replay", file, "--to", target.url, "--speed", String(way.speed)];
  if (way.isAll) args.push("--all-methods");
  // The person has said so above.
  if (target.consent !== "none") args.push("--yes-to", new URL(target.url).host);
  const title = vscode.l10n.t("Replaying {0} to {1}", path.basename(file), target.name);
  const { text, isAlike } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title },
    (_progress, token) =>
      during(vscode.l10n.t("{0} could not be replayed", path.basename(file)), () => outputOf(args, token)),
  );
  const result = file.replace(/(\.jsonl)?$/, " replayed.txt");
  await writeFile(result, text, { mode: 0o600 });
  await vscode.window.showTextDocument(vscode.Uri.file(result));
  showDone(
    isAlike
      ? vscode.l10n.t("Replayed {0} to {1}: all answers have the recorded status.", path.basename(file), target.name)
      : vscode.l10n.t("Replayed {0} to {1}: some answers differ.", path.basename(file), target.name),
  );
}

interface Outcome {
  readonly text: string;
  readonly isAlike: boolean;
}

/** Rejects with the program's own words, or as cancelled. */
function outputOf(args: readonly string[], token: vscode.CancellationToken): Promise<Outcome> {
  const env = { ...cleanEnvironment(process.env), ELECTRON_RUN_AS_NODE: "1" };
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, { env, maxBuffer: 1e8 }, (error, out, words) => {
      if (token.isCancellationRequested) reject(new vscode.CancellationError());
      else if (out.trim() === "" && error) reject(new Error(words.trim() || error.message));
      else resolve({ text: out, isAlike: error === null });
    });
    token.onCancellationRequested(() => child.kill());
  });
}
