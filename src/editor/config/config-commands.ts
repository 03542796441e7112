import * as vscode from "vscode";
import type { CommandTable } from "../commands/register.ts";
import { commands } from "../identifiers.ts";
import type { ConfigRoom } from "./config-room.ts";
import type { Rows } from "./config-var-rows.ts";

/** What one does with config vars; each is loaded when it is first called. */
export function configCommands(room: ConfigRoom, rows: Rows): CommandTable {
  const ofRows = () => import("./config-var-rows.ts");
  return {
    [commands.revealConfigVar]: async (_services, row, all) => (await ofRows()).setRevealed(rows, row, all, true),
    [commands.hideConfigVar]: async (_services, row, all) => (await ofRows()).setRevealed(rows, row, all, false),
    [commands.revealAllConfigVars]: async (services, row) => (await ofRows()).revealAll(services, rows, row),
    [commands.hideAllConfigVars]: async (_services, row) => (await ofRows()).hideAll(rows, row),
    [commands.copyConfigVar]: async (services, row) => (await ofRows()).copyConfigVar(services, row),
    [commands.copyConfigVarName]: async (_services, row, all) => (await ofRows()).copyKeys(row, all),
    [commands.addConfigVar]: async (_services, target) => (await import("./actions.ts")).addConfigVar(room, target),
    [commands.editConfigVar]: async (_services, target) => (await import("./actions.ts")).editConfigVar(room, target),
    [commands.deleteConfigVars]: async (_services, row, all) =>
      (await import("./actions.ts")).deleteConfigVars(room, row, all),
    [commands.editConfigVars]: async (_services, target) => (await import("./actions.ts")).editDocument(room, target),
    [commands.saveConfigVars]: async () => (await import("./actions.ts")).saveDocument(room),
    [commands.discardConfigVars]: async () => (await import("./actions.ts")).discardDocument(room),
    [commands.pullConfigVars]: async (_services, target) => (await import("./actions.ts")).pullToEnvFile(room, target),
    [commands.pushConfigVars]: async (_services, target) => (await import("./actions.ts")).pushEnvFile(room, target),
    [commands.compareConfigVarsWithFile]: async (_services, target) =>
      (await import("./actions.ts")).compareWithEnvFile(room, target),
    [commands.compareConfigVarsOfApps]: async (_services, target) =>
      (await import("./actions.ts")).compareApps(room, target),
    [commands.copyConfigVarsToApp]: async (_services, target, all) =>
      (await import("./actions.ts")).copyToApp(room, target, all),
    [commands.toggleComparedValues]: async () => {
      const uri = vscode.window.activeTextEditor?.document.uri;
      if (uri !== undefined) (await room.differences()).toggle(uri);
    },
  };
}
