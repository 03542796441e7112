import { parseDotenv, valuesOf } from "../../dotenv/parse-dotenv.ts";
import type { ProcfileContext } from "../contexts.ts";

/** The port of the first process type when it runs locally: `PORT` of the root's .env, else that of the settings. */
export async function basePortOf({ read, settings, surroundings }: ProcfileContext): Promise<number> {
  const text = surroundings.facts.dotenvKeys?.has("PORT") ? await read(".env") : undefined;
  const wanted = text === undefined ? Number.NaN : Number(valuesOf(parseDotenv(text)).get("PORT") || Number.NaN);
  return Number.isInteger(wanted) && wanted > 0 && wanted < 65_536 ? wanted : settings.local.basePort;
}

/** The same context with the base port that counts, for a feature that reads it from the settings. */
export async function withBasePort(context: ProcfileContext): Promise<ProcfileContext> {
  return { ...context, settings: { ...context.settings, local: { basePort: await basePortOf(context) } } };
}
