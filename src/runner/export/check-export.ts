import { impossible, sharedVariables } from "./copies-of.ts";
import type { Exported, ExportRequest } from "./export-request.ts";

/** What a service manager's files cannot hold. */
export interface Limits {
  /** As the sentence names it: `systemd`. */
  readonly format: string;
  readonly inCommands: RegExp;
  readonly inValues: RegExp;
  readonly inPaths: RegExp;
}

/** Undefined when everything can be written down. No value is ever part of the sentence. */
export function checkExport(request: ExportRequest, limits: Limits): Exported | undefined {
  return checkNames(request) ?? checkPaths(request, limits) ?? checkVariables(request, limits);
}

/** Undefined when the command can be written down. */
export function checkCommand(name: string, command: string, { format, inCommands }: Limits): Exported | undefined {
  const found = inCommands.exec(command)?.[0];
  return found === undefined
    ? undefined
    : impossible(`The command of ${name} holds ${characterName(found)}, which ${format} does not take.`);
}

function checkNames({ app, user }: ExportRequest): Exported | undefined {
  // Two dashes would end the comment of a plist.
  if (!/^(?=.{1,100}$)[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/.test(app)) {
    return impossible(`${JSON.stringify(app)} is no name for units. Use letters, digits and single dashes: -a shop.`);
  }
  if (user === undefined || /^[A-Za-z_][\w.-]*$/.test(user)) return undefined;
  return impossible(`${JSON.stringify(user)} is no name of a user.`);
}

function checkPaths({ root, folder, log = "", path = "" }: ExportRequest, limits: Limits): Exported | undefined {
  for (const text of [root, folder, log, path]) {
    const found = limits.inPaths.exec(text)?.[0];
    if (found !== undefined) {
      return impossible(`${JSON.stringify(text)} holds ${characterName(found)}, which ${limits.format} does not take.`);
    }
  }
  return undefined;
}

function checkVariables(request: ExportRequest, { format, inValues }: Limits): Exported | undefined {
  for (const [name, value] of sharedVariables(request)) {
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      return impossible(`${JSON.stringify(name)} of the .env files cannot be handed on: it is no name for a shell.`);
    }
    const found = inValues.exec(value)?.[0];
    if (found !== undefined) {
      return impossible(`The value of ${name} holds ${characterName(found)}, which ${format} does not take.`);
    }
  }
  return undefined;
}

function characterName(text: string): string {
  const code = (text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return text.length > 1 ? JSON.stringify(text) : `the character U+${code}`;
}
