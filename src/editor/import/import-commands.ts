import type { CommandTable } from "../commands/register.ts";
import { commands } from "../identifiers.ts";

/** *Import Existing App…*. */
export const importCommands: CommandTable = {
  [commands.importApp]: async (services, target) => (await import("./import-app.ts")).importApp(services, target),
  [commands.importAny]: async (services) => (await import("./import-app.ts")).importApp(services, undefined),
};
