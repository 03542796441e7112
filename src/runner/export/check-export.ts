import { type Copies, copiesOf, impossible, sharedVariables } from "./copies-of.ts";
import type { ExportRequest } from "./export-request.ts";

type Problem = ReturnType<typeof impossible>;

/** What a service manager's files cannot hold. */
export interface Limits {
  /** As the sentence names it: `systemd`. */
  readonly format: string;
  readonly inCommands: RegExp;
  readonly inValues: RegExp;
  readonly inPaths: RegExp;
}

/** The copies to write down, or what cannot be. No value is ever part of the sentence. */
export function checkedCopies(request: ExportRequest, limits: Limits): Copies {
  const copies = copiesOf(request);
  if (copies.kind === "impossible") return copies;
  const refused = copies.types.map(({ name, command }) => checkCommand(name, command, limits));
  const problems = [checkNames(request), checkPaths(request, limits), checkVariables(request, limits), ...refused];
  return problems.find((problem) => problem !== undefined) ?? copies;
}

function checkCommand(name: string, command: string, { format, inCommands }: Limits): Problem | undefined {
  const found = inCommands.exec(command)?.[0];
  return found === undefined
    ? undefined
    : impossible(`The command of ${name} holds ${characterName(found)}, which ${format} does not take.`);
}

function checkNames({ app, user }: ExportRequest): Problem | undefined {
  // Two dashes would end the comment of a plist.
  if (!/^(?=.{1,100}$)[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/.test(app)) {
    return impossible(`${JSON.stringify(app)} is no name for units. Use letters, digits and single dashes: -a shop.`);
  }
  if (user === undefined || /^[A-Za-z_][\w.-]*$/.test(user)) return undefined;
  return impossible(`${JSON.stringify(user)} is no name of a user.`);
}

function checkPaths({ root, folder, log = "", path = "" }: ExportRequest, limits: Limits): Problem | undefined {
  for (const text of [root, folder, log, path]) {
    const found = limits.inPaths.exec(text)?.[0];
    if (found !== undefined) {
      return impossible(`${JSON.stringify(text)} holds ${characterName(found)}, which ${limits.format} does not take.`);
    }
  }
  return undefined;
}

function checkVariables(request: ExportRequest, { format, inValues }: Limits): Problem | undefined {
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
