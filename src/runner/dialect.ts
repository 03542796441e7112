/** Whose rules the runner keeps where they differ; docs/local.md has the table. */
export type Dialect = (typeof dialects)[number];

export const dialects = ["workbench", "foreman", "heroku-local"] as const;

export function isDialect(text: string): text is Dialect {
  return (dialects as readonly string[]).includes(text);
}
