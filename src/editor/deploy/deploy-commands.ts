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
  const run = async (services: Services, target: unknown): Promise<void> => {
    const { deploy } = await import("./deploy.ts");
    await deploy(services, await deployments(services), target);
  };
  return {
    [commands.deploy]: run,
    [commands.deployAny]: (services) => run(services, undefined),
  };
}
