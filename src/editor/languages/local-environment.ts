import { readFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { readDotenv } from "../../dotenv/readers.ts";
import { during } from "../explanation.ts";
import type { LocalProcess } from "./process-at.ts";

/** What a process finds beside the person's own environment: the keys of .env, `PORT` and `PS`. */
export async function localVariables(process: LocalProcess): Promise<Record<string, string>> {
  const values = await readValues(path.join(process.folder, ".env"));
  const port = String(process.port(basePort(values.get("PORT"), process.folder)));
  return { ...Object.fromEntries(values), PORT: port, PS: `${process.type}.1` };
}

/** As foreman has it, `PORT` of the .env file is the port of the first type. */
function basePort(ofFile: string | undefined, folder: string): number {
  const wanted = Number(ofFile);
  if (Number.isInteger(wanted) && wanted > 0 && wanted < 65_536) return wanted;
  return vscode.workspace
    .getConfiguration("herokuWorkbench", vscode.Uri.file(folder))
    .get<number>("local.basePort", 5000);
}

async function readValues(file: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return new Map();
  return during(vscode.l10n.t("The .env file could not be read"), async () => {
    const reading = readDotenv(text, "workbench");
    if (reading.kind === "refused") throw new Error(reading.message);
    return reading.values;
  });
}
