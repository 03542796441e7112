import { readProcfile } from "./readers.ts";

export interface Procfile {
  /** Command by process type, in the order of the file; a type that comes twice has its last command. */
  readonly types: Readonly<Record<string, string>>;
}

/** Reads a Procfile as the platform's slug compiler does. */
export function parseProcfile(text: string): Procfile {
  const reading = readProcfile(text, "heroku");
  const processes = reading.kind === "read" ? reading.processes : [];
  return { types: Object.fromEntries(processes.map(({ name, command }) => [name, command])) };
}
