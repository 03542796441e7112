import type { Dialect } from "./dialect.ts";

/** Where the port of the first process type comes from, the strongest first. */
export interface PortSources {
  /** `-p`. */
  readonly option: number | undefined;
  /** `PORT` of the .env files, of the shell. */
  readonly envFiles: string | undefined;
  readonly shell: string | undefined;
}

export type BasePort =
  | {
      readonly kind: "base";
      readonly port: number;
      /** Someone asked for this port: another one would surprise. */
      readonly isAsked: boolean;
    }
  | { readonly kind: "invalid"; readonly message: string };

/** Foreman's default, and heroku local's since macOS holds 5000 for AirPlay. */
const defaults: Readonly<Record<Dialect, number>> = { workbench: 5000, foreman: 5000, "heroku-local": 5006 };

/** `-p`, then `PORT` of the .env files, then that of the shell, then the dialect's own. */
export function basePort({ option, envFiles, shell }: PortSources, dialect: Dialect): BasePort {
  if (option !== undefined) return checked(option, "-p", dialect);
  if (envFiles) return checked(toNumber(envFiles), `PORT=${envFiles} of the .env files`, dialect);
  if (shell) return checked(toNumber(shell), `PORT=${shell} of the shell`, dialect);
  return { kind: "base", port: defaults[dialect], isAsked: false };
}

/** Foreman's rule: 100 for each place of the type, 1 for each copy after the first. */
export function portOf(base: number, place: number, copy: number): number {
  return base + 100 * place + copy - 1;
}

function checked(port: number, source: string, dialect: Dialect): BasePort {
  const lowest = dialect === "heroku-local" ? 1024 : 1;
  const isValid = Number.isInteger(port) && port >= lowest && port <= 65_535;
  if (isValid) return { kind: "base", port, isAsked: true };
  return { kind: "invalid", message: `${source} is no port: it takes a whole number from ${lowest} to 65535.` };
}

function toNumber(text: string): number {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN;
}
