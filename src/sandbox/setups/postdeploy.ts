import { findDynoSize, noSuchSize } from "../catalogue/dyno-sizes.ts";
import type { Parts } from "../parts.ts";
import type { AppRecord } from "../store/records.ts";
import type { AppSetupRecord } from "../store/resource-records.ts";
import { SetupFailure } from "./setup-failure.ts";

/** Bytes of output that are kept, from its end. */
const mostOutput = 1024 * 1024;

/** Runs the postdeploy command of an app.json in a dyno of its own. Rejects when it fails. */
export async function runPostdeploy(
  { store, dynos }: Parts,
  { setup, app, command, size }: { setup: AppSetupRecord; app: AppRecord; command: string; size: string | undefined },
): Promise<void> {
  const known = size === undefined ? undefined : findDynoSize(size);
  if (size !== undefined && !known) throw new SetupFailure(`scripts.postdeploy: ${noSuchSize(size)}`);
  const run = { command, type: "postdeploy", env: {}, size: known?.name ?? sizeOf(store, app), timeToLive: null };
  let output = Buffer.alloc(0);
  const exitCode = await dynos.runToEnd(app.id, run, (chunk) => {
    output = Buffer.concat([output, chunk]).subarray(-mostOutput);
  });
  store.appSetups.update(setup.id, { postdeployOutput: output.toString("utf8"), postdeployExitCode: exitCode });
  if (exitCode !== 0) throw new SetupFailure(`Postdeploy command failed with exit code ${exitCode}.`);
}

function sizeOf(store: Parts["store"], app: AppRecord): string {
  return store.formation.list(app.id)[0]?.size ?? "Basic";
}
