import { readFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { readDotenv } from "../../dotenv/readers.ts";
import { askForValue } from "../config/ask-for-config-var.ts";
import { changeEnvFile } from "../config/env-file.ts";
import { offerToIgnore } from "../config/offer-to-ignore.ts";
import type { StartRequest } from "./local-runs.ts";
import { type MissingKey, missingKeys } from "./missing-keys.ts";

/** Values given in this window by folder; undefined for what the person wants to do without. Never stored. */
export type KeptValues = Map<string, Map<string, string | undefined>>;

/**
 * Asks for what app.json requires and nothing sets, once in a window. The request with these values, or undefined when
 * the person would rather not start.
 */
export async function withMissing(
  request: StartRequest,
  { appJson, kept, envFiles }: { appJson: string; kept: KeptValues; envFiles: readonly string[] },
): Promise<StartRequest | undefined> {
  const { root } = request.procfile;
  const files = envFiles.length > 0 ? envFiles : [path.join(root, ".env")];
  const known = new Set([...(await keysIn(files)), ...Object.keys({ ...process.env, ...request.configVars })]);
  const missing = missingKeys(appJson, known);
  const values = kept.get(root) ?? new Map<string, string | undefined>();
  const unasked = missing.filter(({ key }) => !values.has(key));
  if (unasked.length > 0) {
    const answers = await ask(unasked, files.at(-1) ?? "");
    if (answers === undefined) return undefined;
    kept.set(root, new Map([...values, ...answers]));
  }
  const given = missing.flatMap(({ key }): [string, string][] => {
    const value = kept.get(root)?.get(key);
    return value === undefined ? [] : [[key, value]];
  });
  if (given.length === 0) return request;
  return { ...request, configVars: { ...Object.fromEntries(given), ...request.configVars } };
}

/** One that cannot be read is the runner's to complain about. */
async function keysIn(files: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => "")));
  return texts.flatMap((text) => {
    const reading = readDotenv(text, "workbench");
    return reading.kind === "refused" ? [] : [...reading.values.keys()];
  });
}

type Answers = readonly (readonly [key: string, value: string | undefined])[];

async function ask(missing: readonly MissingKey[], file: string): Promise<Answers | undefined> {
  const enter = vscode.l10n.t("Enter Values…");
  const without = vscode.l10n.t("Start Without");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("app.json requires config vars that are not set here"),
    { modal: true, detail: missing.map(({ key }) => `• ${key}`).join("\n") },
    enter,
    without,
  );
  if (chosen === without) return missing.map(({ key }) => [key, undefined]);
  if (chosen === undefined) return undefined;
  const values: [string, string][] = [];
  for (const [index, { key, description }] of missing.entries()) {
    const value = await askForValue({
      title: missing.length === 1 ? key : `${key} (${index + 1}/${missing.length})`,
      prompt: description || vscode.l10n.t("app.json requires it"),
      value: "",
      complaint: () => undefined,
    });
    if (value === undefined) return undefined;
    // Nothing typed: the person does without.
    if (value !== "") values.push([key, value]);
  }
  if (values.length > 0 && !(await keep(values, file))) return undefined;
  const given = new Map(values);
  return missing.map(({ key }) => [key, given.get(key)]);
}

async function keep(values: readonly (readonly [string, string])[], file: string): Promise<boolean> {
  const name = path.basename(file);
  const memory = { label: vscode.l10n.t("Until this window closes"), description: vscode.l10n.t("in memory only") };
  const write = { label: vscode.l10n.t("In {0}", name), description: vscode.l10n.t("for every start from now on") };
  const title = vscode.l10n.t("Keep these values");
  const chosen = await vscode.window.showQuickPick([memory, write], { title });
  if (chosen !== write) return chosen !== undefined;
  const written = await changeEnvFile(file, Object.fromEntries(values));
  if ("broken" in written) {
    throw new Error(vscode.l10n.t("{0} cannot be read: the quote in line {1} has no end.", name, written.broken));
  }
  await offerToIgnore(file);
  return true;
}
