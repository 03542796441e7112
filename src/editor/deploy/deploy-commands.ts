import type { CommandTable } from "../commands/register.ts";
import type { Disposables } from "../disposables.ts";
import { commands } from "../identifiers.ts";
import type { Services } from "../services.ts";
import type { Deployments } from "./deployments.ts";

/** *Deploy to Heroku…*; what it needs is loaded with the first call. */
export function deployCommands(disposables: Disposables): CommandTable {
  let loaded: Promise<Deployments> | undefined;
  const deployments = (services: Services): Promise<Deployments> => {
    loaded ??= import("./deployments.ts").then((it) => disposables.add(it.createDeployments(services)));
    return loaded;
  };
  return {
    [commands.deploy]: async (services, target) => {
      const { deploy } = await import("./deploy.ts");
      return deploy(services, await deployments(services), target);
    },
  };
}
