import type { CommandTable } from "../commands/register.ts";
import type { ContextKeyWriter } from "../context-keys.ts";
import type { Disposables } from "../disposables.ts";
import { commands } from "../identifiers.ts";
import type { Services } from "../services.ts";
import type { Logs } from "./logs.ts";

/** *View Logs* and *Stop Logs*; what they need is loaded with the first call. */
export function logCommands(contextKeys: ContextKeyWriter, disposables: Disposables): CommandTable {
  let loaded: Promise<Logs> | undefined;
  const logs = (services: Services): Promise<Logs> => {
    loaded ??= import("./logs.ts").then(({ createLogs }) => disposables.add(createLogs(services, contextKeys)));
    return loaded;
  };
  return {
    [commands.viewLogs]: async (services, target) => (await logs(services)).view(target),
    [commands.stopLogs]: async (_services, target) => (await loaded)?.stop(target),
  };
}
