import type { CommandTable } from "../commands/register.ts";
import type { Disposables } from "../disposables.ts";
import { commands } from "../identifiers.ts";
import type { Services } from "../services.ts";
import type { Deployments } from "./deployments.ts";

/** The deploys of this window; what they need is loaded with the first call. */
export type LazyDeployments = (services: Services) => Promise<Deployments>;

export function createLazyDeployments(disposables: Disposables): LazyDeployments {
  let loaded: Promise<Deployments> | undefined;
  return (services) => {
    loaded ??= import("./deployments.ts").then((it) => disposables.add(it.createDeployments(services)));
    return loaded;
  };
}

/** *Deploy to Heroku…* */
export function deployCommands(deployments: LazyDeployments): CommandTable {
  return {
    [commands.deploy]: async (services, target) => {
      const { deploy } = await import("./deploy.ts");
      return deploy(services, await deployments(services), target);
    },
  };
}
