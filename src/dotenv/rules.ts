import type { Rule } from "../language/problem.ts";

/** Everything that `checkDotenv` may report. */
export const rules = [
  { code: "env-byte-order-mark", severity: "warning", title: "A byte order mark before the first key" },
  { code: "env-cr-line-end", severity: "error", title: "Lines that end with a carriage return only" },
  { code: "env-json", severity: "warning", title: "A JSON document, which only heroku local reads" },
  { code: "env-merge-marker", severity: "error", title: "A merge conflict that is not resolved" },
  { code: "env-not-an-entry", severity: "warning", title: "A line that is neither an entry nor a comment" },
  { code: "env-too-large", severity: "warning", title: "More than the 64 KB that Heroku takes" },
  { code: "env-duplicate-key", severity: "warning", title: "A key that a later line sets again" },
  { code: "env-invalid-key", severity: "warning", title: "A key with other characters than letters, digits and _" },
  { code: "env-digit-first", severity: "warning", title: "A key that starts with a digit" },
  { code: "env-lower-case-key", severity: "hint", title: "A key in lower case" },
  { code: "env-indented-key", severity: "warning", title: "White space before a key" },
  { code: "env-export", severity: "warning", title: "The word export before a key" },
  { code: "env-yaml-style", severity: "warning", title: "A colon instead of =" },
  { code: "env-space-at-separator", severity: "warning", title: "White space round =" },
  { code: "env-inline-comment", severity: "warning", title: "A comment behind a value" },
  { code: "env-hash", severity: "warning", title: "A # in a value without quotes" },
  { code: "env-trailing-space", severity: "warning", title: "White space behind a value" },
  { code: "env-unclosed-quote", severity: "error", title: "A quote without its end" },
  { code: "env-text-after-quote", severity: "warning", title: "Text behind the closing quote" },
  { code: "env-backtick-quote", severity: "warning", title: "A value in backticks" },
  { code: "env-multi-line-value", severity: "warning", title: "A value over several lines" },
  { code: "env-unquoted-space", severity: "information", title: "A space in a value without quotes" },
  { code: "env-backslash", severity: "information", title: "A backslash that readers understand differently" },
  { code: "env-interpolation", severity: "information", title: "A variable in a value, which only some replace" },
  { code: "env-command-substitution", severity: "warning", title: "A command in a value, which some run" },
  { code: "env-short-line", severity: "information", title: "A line that heroku local passes over" },
  { code: "env-port", severity: "warning", title: "A PORT that is no port" },
  { code: "env-secret-in-git", severity: "warning", title: "A secret in a file that git tracks" },
  { code: "env-secret-in-example", severity: "warning", title: "A secret that looks real in an example" },
  { code: "env-missing-required", severity: "warning", title: "A key that app.json requires is missing" },
  { code: "env-empty-required", severity: "information", title: "A key that app.json requires has no value" },
  { code: "env-not-on-app", severity: "hint", title: "A key that the linked app does not have" },
] as const satisfies readonly Rule[];

export type DotenvCode = (typeof rules)[number]["code"];
