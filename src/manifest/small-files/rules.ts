import type { Rule, Severity } from "../../language/problem.ts";

const table = {
  "slugignore-negation": ["error", "A pattern that begins with an exclamation mark"],
  "slugignore-needed-file": ["warning", "A pattern that removes a file the build needs"],
  "slugignore-byte-order-mark": ["warning", "A byte order mark before the first pattern"],
  "foreman-options-syntax": ["error", "Options of foreman that are not YAML"],
  "foreman-options-key": ["warning", "An option that foreman does not have"],
  "foreman-options-value": ["error", "A value that foreman cannot use"],
  "foreman-options-process-type": ["warning", "A formation for a process type that the Procfile lacks"],
  "runtime-txt-deprecated": ["warning", "The deprecated file runtime.txt"],
  "runtime-txt-form": ["error", "A version that the Python buildpack cannot read"],
  "python-version-form": ["error", "A version that the Python buildpack cannot read"],
  "python-version-several": ["error", "More than one version"],
  "python-version-missing": ["error", "A file without a version"],
  "python-version-end-of-life": ["warning", "A Python without security updates"],
  "system-properties-syntax": ["warning", "A line that is no property"],
  "system-properties-java-version": ["error", "A Java version that cannot be read"],
  "system-properties-maven-version": ["error", "A Maven version that cannot be read"],
  "project-toml-syntax": ["error", "A project descriptor that is not TOML"],
  "project-toml-schema-version": ["warning", "A project descriptor without its version"],
  "project-toml-buildpack": ["warning", "A buildpack that cannot be found"],
  "project-toml-unknown-key": ["warning", "A key that no builder reads"],
} as const satisfies Record<string, readonly [Severity, string]>;

export type SmallFileCode = keyof typeof table;

/** Every problem that is reported in a small file. */
export const smallFileRules: readonly Rule[] = Object.entries(table).map(([code, [severity, title]]) => ({
  code,
  severity,
  title,
}));

export function severityOf(code: SmallFileCode): Severity {
  return table[code][0];
}
