import { stat } from "node:fs/promises";
import path from "node:path";
import { BuildFailure, marked } from "./build-failure.ts";
import { type BuildTools, chooseBuildpacks, type DetectedBuildpack, detect } from "./choose-buildpacks.ts";
import { defaultProcessTypes } from "./release-yaml.ts";

export interface Compiled {
  readonly buildpacks: readonly DetectedBuildpack[];
  readonly defaultTypes: Readonly<Record<string, string>>;
}

/** Runs the buildpack API: detect, compile and release of each buildpack in order (https://devcenter.heroku.com/articles/buildpack-api). */
export async function compile(urls: readonly string[], tools: BuildTools): Promise<Compiled> {
  const buildpacks: DetectedBuildpack[] = [];
  for (const chosen of await chooseBuildpacks(urls, tools)) {
    const buildpack = await detect(chosen, tools);
    await compileWith(buildpack, tools);
    buildpacks.push(buildpack);
  }
  const last = buildpacks.at(-1);
  return { buildpacks, defaultTypes: last ? await releaseOf(last, tools) : {} };
}

async function compileWith(
  { folder, detected }: DetectedBuildpack,
  { workspace, shell, say }: BuildTools,
): Promise<void> {
  say(`-----> ${detected} app detected`);
  const script = path.join(folder, "bin", "compile");
  const { status } = await shell.run(script, [workspace.app, workspace.cache, workspace.env]);
  if (status !== 0) throw new BuildFailure(marked(`Push rejected, failed to compile ${detected} app.`));
  const exports = path.join(folder, "export");
  if (await exists(exports)) shell.addExports(exports);
}

/** The last buildpack speaks for the process types, as on the platform. */
async function releaseOf({ folder, detected }: DetectedBuildpack, { workspace, shell }: BuildTools) {
  const script = path.join(folder, "bin", "release");
  if (!(await exists(script))) return {};
  const { status, stdout } = await shell.run(script, [workspace.app], { quiet: true });
  if (status !== 0) throw new BuildFailure(marked(`Push rejected, failed to release ${detected} app.`));
  return defaultProcessTypes(stdout);
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}
