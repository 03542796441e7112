import { randomBytes } from "node:crypto";
import type { ConfigVars } from "../store/records.ts";
import type { SetupManifest } from "./read-setup-manifest.ts";

/**
 * The config vars of a new app: what its maker gives wins over a generated secret, that over the value of the app.json.
 * A required one without any of them is an error.
 */
export function setupConfigVars(
  { env }: Pick<SetupManifest, "env">,
  overrides: ConfigVars,
): { configVars: ConfigVars; errors: readonly string[] } {
  const values = new Map(Object.entries(overrides));
  const errors: string[] = [];
  for (const [name, { value, required, isGenerated }] of env) {
    const given = values.get(name) ?? (isGenerated ? randomBytes(32).toString("hex") : value);
    if (given !== undefined && (given !== "" || !required)) values.set(name, given);
    else if (required) errors.push(`config var ${name} is required`);
  }
  return { configVars: Object.fromEntries(values), errors };
}
