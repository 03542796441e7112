import type { Severity } from "../language/problem.ts";
import { defaultSettings, type LanguageSettings } from "../language/settings.ts";

/** Reads the section `herokuWorkbench` in any shape: what is missing or wrong has its default. */
export function readSettings(section: unknown): LanguageSettings {
  const { procfile, dotenv, appJson, problems, local } = record(section);
  const defaults = defaultSettings;
  return {
    procfile: {
      enabled: flag(record(procfile)["enabled"], defaults.procfile.enabled),
      alignCommands: flag(record(procfile)["alignCommands"], defaults.procfile.alignCommands),
      inlayHints: flag(record(procfile)["inlayHints"], defaults.procfile.inlayHints),
      codeLenses: flag(record(procfile)["codeLenses"], defaults.procfile.codeLenses),
    },
    dotenv: { enabled: flag(record(dotenv)["enabled"], defaults.dotenv.enabled) },
    appJson: { enabled: flag(record(appJson)["enabled"], defaults.appJson.enabled) },
    problems: readSeverities(problems),
    local: { basePort: readPort(record(local)["basePort"]) },
  };
}

/** The section inside `initializationOptions` or `didChangeConfiguration`, which may be wrapped in its name. */
export function settingsSection(value: unknown): unknown {
  const { settings = value } = record(value);
  return record(settings)["herokuWorkbench"] ?? settings;
}

const severities = new Set<unknown>(["error", "warning", "information", "hint", "off"]);

function readSeverities(value: unknown): LanguageSettings["problems"] {
  return Object.fromEntries(Object.entries(record(value)).filter(isSeverity));
}

function isSeverity(entry: [string, unknown]): entry is [string, Severity | "off"] {
  return severities.has(entry[1]);
}

function readPort(value: unknown): number {
  const isPort = typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 65_535;
  return isPort ? value : defaultSettings.local.basePort;
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === "boolean" ? value : otherwise;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
