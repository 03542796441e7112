import type { CommandTable } from "../commands/register.ts";
import { commands } from "../identifiers.ts";

/** Who works on an app, and what they may do. */
export function collaboratorCommands(): CommandTable {
  return {
    [commands.addCollaborators]: async (services, target) =>
      (await import("./actions.ts")).addCollaborators(services, target),
    [commands.changePermissions]: async (services, target, rows) =>
      (await import("./actions.ts")).changePermissions(services, target, rows),
    [commands.removeCollaborators]: async (services, target, rows) =>
      (await import("./actions.ts")).removeCollaborators(services, target, rows),
    [commands.makeOwner]: async (services, target) => (await import("./actions.ts")).makeOwner(services, target),
  };
}
