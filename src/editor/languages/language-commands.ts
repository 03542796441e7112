import type { CommandTable } from "../commands/register.ts";
import { commands } from "../identifiers.ts";
import type { Languages } from "./languages.ts";

/** What one does in a Procfile, a .env or an app.json; each is loaded when it is first called. */
export function languageCommands(languages: Languages): CommandTable {
  return {
    [commands.scaleLineProcess]: async (services, target) =>
      (await import("./actions.ts")).scaleLinkedProcess(services, target),
    [commands.viewLineLogs]: async (services, target) =>
      (await import("./actions.ts")).viewLinkedLogs(services, target),
    [commands.turnOffProblem]: async (_services, target) => (await import("./actions.ts")).turnOffProblem(target),
    [commands.revealValues]: async () => (await languages.values()).reveal(),
    [commands.revealValueAtCursor]: async () => (await languages.values()).revealAtCursor(),
    [commands.maskValues]: async () => (await languages.values()).mask(),
    [commands.createAppJsonFromApp]: async (services, target) =>
      (await import("./actions.ts")).createFromApp(services, target),
    [commands.createAppJsonFromWorkspace]: async () => (await import("./actions.ts")).createFromWorkspace(languages),
    [commands.insertDeployButton]: async () => (await import("./actions.ts")).insertDeployButton(),
    [commands.restartLanguageServer]: () => languages.restart(),
  };
}
