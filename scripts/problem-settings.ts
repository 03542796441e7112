// `node scripts/problem-settings.ts` writes the codes of all problems into the setting `herokuWorkbench.problems`.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { rules as dotenv } from "../src/dotenv/rules.ts";
import type { Rule } from "../src/language/problem.ts";
import { rules as manifest } from "../src/manifest/rules.ts";
import { rules as procfile } from "../src/procfile/rules.ts";
import { root } from "./processes.ts";

/** What the setting knows of the codes: its properties, and their texts for package.nls.json. */
export interface ProblemSettings {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string>>;
}

export function problemSettings(): ProblemSettings {
  const rules: readonly Rule[] = [...procfile, ...dotenv, ...manifest];
  const properties = rules.map(({ code }) => [
    code,
    { type: "string", enum: ["error", "warning", "information", "hint", "off"], description: `%${prefix}${code}%` },
  ]);
  const texts = rules.map(({ code, severity, title }) => [`${prefix}${code}`, `${title} (${severity})`]);
  return { properties: Object.fromEntries(properties), texts: Object.fromEntries(texts) };
}

const prefix = "problem.";

async function write({ properties, texts }: ProblemSettings): Promise<void> {
  await change("package.json", ({ contributes }) => {
    contributes.configuration.properties["herokuWorkbench.problems"].properties = properties;
  });
  await change("package.nls.json", (all) => {
    for (const key of Object.keys(all)) if (key.startsWith(prefix)) delete all[key];
    Object.assign(all, texts);
  });
}

async function change(name: string, apply: (content: ReturnType<typeof JSON.parse>) => void): Promise<void> {
  const file = path.join(root, name);
  const content = JSON.parse(await readFile(file, "utf8"));
  apply(content);
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
}

if (process.argv[1] === import.meta.filename) await write(problemSettings());
