import type { CommandTable } from "../commands/register.ts";
import type { LazyDeployments } from "../deploy/deploy-commands.ts";
import { commands } from "../identifiers.ts";

export function createCommands(deployments: LazyDeployments): CommandTable {
  return {
    [commands.createApp]: async (services) => (await import("./create-app.ts")).createApp(services),
    [commands.createFromTemplate]: async (services, target) =>
      (await import("./create-from-template.ts")).createFromTemplate(services, deployments, target),
  };
}
