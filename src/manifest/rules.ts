import type { Rule, Severity } from "../language/problem.ts";
import { smallFileRules } from "./small-files/rules.ts";

const table = {
  "app-json-syntax": ["error", "The file is not JSON"],
  "app-json-comment": ["error", "A comment, which JSON does not have"],
  "app-json-trailing-comma": ["error", "A comma after the last entry"],
  "app-json-byte-order-mark": ["warning", "A byte order mark at the start of the file"],
  "app-json-duplicate-key": ["warning", "A key that comes twice in one object"],
  "app-json-wrong-type": ["error", "A value of the wrong type"],
  "app-json-missing-key": ["error", "An entry without a key that it needs"],
  "app-json-unknown-key": ["warning", "A key that app.json does not have"],
  "app-json-place": ["information", "An app.json in a sub-folder"],
  "app-json-name": ["warning", "A name longer than 30 characters"],
  "app-json-url": ["warning", "A value that should be a URL and is not"],
  "app-json-image": ["information", "The deprecated key image"],
  "app-json-config-var-name": ["error", "A name that no config var can have"],
  "app-json-required-value": ["information", "A required config var that nobody is told how to fill"],
  "app-json-generator": ["error", "A generator other than secret"],
  "app-json-generator-and-value": ["warning", "A config var with a generator and a value"],
  "app-json-secret": ["warning", "A value that looks like a secret"],
  "app-json-process-type": ["warning", "A formation for a process type that the Procfile lacks"],
  "app-json-quantity": ["error", "A quantity that no process type can have"],
  "app-json-dyno-size": ["warning", "A dyno size that is retired or unknown"],
  "app-json-addon-plan": ["warning", "An add-on plan that is retired or misspelt"],
  "app-json-buildpack": ["warning", "A buildpack that an app.json cannot name"],
  "app-json-stack": ["warning", "A stack that is retired, deprecated or unknown"],
  "app-json-environment": ["warning", "An environment that nobody reads"],
  "app-json-server-script": ["warning", "A script that does not end"],
  "app-json-migration-script": ["hint", "Migrations that only run once"],
} as const satisfies Record<string, readonly [Severity, string]>;

export type ManifestCode = keyof typeof table;

/** Every problem that is reported in an app.json. */
export const manifestRules: readonly Rule[] = Object.entries(table).map(([code, [severity, title]]) => ({
  code,
  severity,
  title,
}));

/** Those, and every problem of the small files. */
export const rules: readonly Rule[] = [...manifestRules, ...smallFileRules];

export function severityOf(code: ManifestCode): Severity {
  return table[code][0];
}
