import type { ConfigVars } from "./diff.ts";
import { configVarsLimit } from "./quote.ts";

/** An error is what Heroku would not take, a warning what an app would not see as it is meant. */
export interface Complaint {
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** What is wrong with the name of a new config var; `taken` are the names that are there. */
export function complaintAboutName(name: string, taken: Iterable<string> = []): Complaint | undefined {
  const others = [...taken];
  if (name === "") return error("A config var needs a name.");
  if (!/^\w+$/.test(name)) return error("Only letters, digits and _ may stand in a name.");
  if (name.startsWith("__")) return error("Heroku takes no name that begins with two underscores.");
  if (others.includes(name)) return error(`${name} is there already; edit it instead.`);
  const reserved = reservedNames(name);
  if (reserved !== undefined) return warning(reserved);
  if (/^[0-9]/.test(name)) return warning("A shell cannot read a name that begins with a digit.");
  const like = others.find((other) => other.toLowerCase() === name.toLowerCase());
  return like === undefined ? undefined : warning(`${like} is there already, and is another config var than ${name}.`);
}

/** Why a name is better left to the platform; undefined for any other. Dev Center: Dynos, "Local environment variables". */
export function reservedNames(name: string): string | undefined {
  if (name === "PORT") return "Heroku gives every dyno a PORT of its own: a value set here does not reach it.";
  if (name === "DYNO") return "Heroku gives every dyno its name as DYNO: a value set here does not reach it.";
  if (name === "HOME") return "HOME is /app in every dyno; other values break what buildpacks install.";
  if (name === "PATH")
    return "Buildpacks set PATH when a dyno starts; a value set here can keep the app from starting.";
  return name.startsWith("HEROKU_") ? "Names that begin with HEROKU_ belong to the platform." : undefined;
}

export function complaintAboutValue(value: string): Complaint | undefined {
  return value.includes("\0") ? error("A config var cannot hold the character U+0000.") : undefined;
}

/** Whether an app may have all of these at once: the limit is of keys and values together. */
export function complaintAboutSize(vars: ConfigVars): Complaint | undefined {
  const size = sizeOf(vars);
  if (size > configVarsLimit) {
    return error(`Heroku takes 64 KB for all config vars of an app together; these have ${kilobytes(size)}.`);
  }
  if (size <= 0.9 * configVarsLimit) return undefined;
  return warning(`All config vars of the app have ${kilobytes(size)} now; Heroku takes 64 KB.`);
}

/** Bytes. */
export function sizeOf(vars: ConfigVars): number {
  const encoder = new TextEncoder();
  return [...vars].reduce((sum, pair) => sum + encoder.encode(pair.join("")).length, 0);
}

function kilobytes(bytes: number): string {
  return `${(Math.ceil((bytes / 1024) * 10) / 10).toLocaleString("en")} KB`;
}

function error(message: string): Complaint {
  return { severity: "error", message };
}

function warning(message: string): Complaint {
  return { severity: "warning", message };
}
