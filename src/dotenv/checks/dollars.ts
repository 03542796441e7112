import type { Problem } from "../../language/problem.ts";
import { simplyQuoted } from "../quote.ts";
import type { DotenvEntry } from "../syntax.ts";
import { fix, found } from "./source.ts";

/** `$NAME`, `${NAME}`, `$(command)` and backticks where single quotes do not protect them. */
export function checkDollars({ value }: DotenvEntry, keys: ReadonlySet<string>): Problem[] {
  const { quote, raw, range, text } = value;
  if (quote === "'" || quote === "`") return [];
  const single = simplyQuoted(text)?.startsWith("'") ? `'${text}'` : undefined;
  const fixes = single ? [fix("Protect it with single quotes", [{ range, text: single }], { safe: false })] : [];
  if (/(?:^|[^\\])(?:\$\(|`)/.test(raw)) {
    const message =
      "A shell and Ruby's dotenv run this command when they load the file; foreman, heroku local and npm's dotenv keep its text.";
    return [found("env-command-substitution", range, message, { fixes })];
  }
  const name = /(?:^|[^\\$])\$(?:\{([A-Za-z_]\w*)|([A-Za-z_]\w*))/.exec(raw);
  const variable = name?.[1] ?? name?.[2];
  if (variable === undefined) return [];
  const replaced = "godotenv, Ruby's dotenv and a shell replace it";
  if (keys.has(variable)) {
    const message = `foreman, heroku local, honcho and npm's dotenv do not put the value of ${variable} in here; ${replaced}.`;
    return [found("env-interpolation", range, message, { severity: "warning" })];
  }
  const message = `foreman, heroku local, honcho and npm's dotenv keep $${variable} as it stands; ${replaced}.`;
  return [found("env-interpolation", range, message, { fixes })];
}
