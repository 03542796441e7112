/** A config var that app.json wants and that nothing here sets. */
export interface MissingKey {
  readonly key: string;
  readonly description: string;
}

/**
 * What an app.json requires without giving a value or a generator, and what is not among `known`. An app.json that is
 * no JSON requires nothing: its own problems say so.
 */
export function missingKeys(appJson: string, known: ReadonlySet<string>): readonly MissingKey[] {
  return Object.entries(envOf(appJson)).flatMap(([key, wanted]) => {
    const { required, value, generator, description } = asRecord(wanted);
    if (typeof wanted === "string" || required === false || typeof value === "string" || generator !== undefined)
      return [];
    return known.has(key) || !/^[A-Za-z_]\w*$/.test(key)
      ? []
      : [{ key, description: typeof description === "string" ? description : "" }];
  });
}

function envOf(text: string): Record<string, unknown> {
  try {
    return asRecord(asRecord(JSON.parse(text.replace(/^\uFEFF/, "")))["env"]);
  } catch {
    return {};
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
