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
    [commands.revealAllConfigVars]: async (services, row) => (await ofRows()).setAllRevealed(services, rows, row, true),
    [commands.hideAllConfigVars]: async (services, row) => (await ofRows()).setAllRevealed(services, rows, row, false),
    [commands.copyConfigVar]: async (services, row) => (await ofRows()).copyConfigVar(services, row),
    [commands.copyConfigVarName]: async (_services, row, all) => (await ofRows()).copyKeys(row, all),
    [commands.addConfigVar]: async (_services, target) =>
      (await import("./set-config-var.ts")).addConfigVar(room, target),
    [commands.editConfigVar]: async (_services, target) =>
      (await import("./set-config-var.ts")).editConfigVar(room, target),
    [commands.deleteConfigVars]: async (_services, row, all) =>
      (await import("./delete-config-vars.ts")).deleteConfigVars(room, row, all),
    [commands.editConfigVars]: async (_services, target) =>
      (await import("./edit-document.ts")).editDocument(room, target),
    [commands.saveConfigVars]: async () => (await import("./edit-document.ts")).saveDocument(room),
    [commands.discardConfigVars]: async () => (await import("./edit-document.ts")).discardDocument(room),
    [commands.pullConfigVars]: async (_services, target) => (await import("./pull.ts")).pullToEnvFile(room, target),
    [commands.pushConfigVars]: async (_services, target) => (await import("./push.ts")).pushEnvFile(room, target),
    [commands.compareConfigVarsWithFile]: async (_services, target) =>
      (await import("./compare.ts")).compareWithEnvFile(room, target),
    [commands.compareConfigVarsOfApps]: async (_services, target) =>
      (await import("./compare.ts")).compareApps(room, target),
    [commands.copyConfigVarsToApp]: async (_services, target, all) =>
      (await import("./compare.ts")).copyToApp(room, target, all),
    [commands.toggleComparedValues]: async () => {
      const uri = vscode.window.activeTextEditor?.document.uri;
      if (uri !== undefined) (await room.differences()).toggle(uri);
    },
  };
}
