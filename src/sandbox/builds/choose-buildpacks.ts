import path from "node:path";
import { BuildFailure, marked } from "./build-failure.ts";
import type { BuildShell } from "./build-shell.ts";
import { ownBuildpacks } from "./buildpack-reference.ts";
import { type Buildpack, type FetchBuildpackOptions, fetchBuildpack } from "./fetch-buildpack.ts";
import { withoutSecrets } from "./without-secrets.ts";

export interface BuildTools extends FetchBuildpackOptions {
  readonly shell: BuildShell;
  readonly say: (line: string) => void;
}

/** A buildpack that has said what kind of app it sees: `Node.js`. */
export interface DetectedBuildpack extends Buildpack {
  readonly detected: string;
}

/** The buildpacks that the app names, or else the first of ours that detects it. */
export async function chooseBuildpacks(urls: readonly string[], tools: BuildTools): Promise<Buildpack[]> {
  if (urls.length === 0) return [await determineBuildpack(tools)];
  announce(urls.map(withoutSecrets), tools.say);
  return Promise.all(urls.map((url, index) => fetchBuildpack(url, index, tools)));
}

/** Fails the build when a buildpack does not know what to do with the app. */
export async function detect(buildpack: Buildpack, tools: BuildTools): Promise<DetectedBuildpack> {
  const detected = await tryDetect(buildpack, tools);
  if (detected !== undefined) return { ...buildpack, detected };
  throw new BuildFailure(
    `-----> App not compatible with buildpack: ${withoutSecrets(buildpack.url)}`,
    "       More info: https://devcenter.heroku.com/articles/buildpacks#detection-failure",
  );
}

function announce(urls: readonly string[], say: (line: string) => void): void {
  if (urls.length === 1) say(`-----> Using buildpack: ${urls[0]}`);
  else
    for (const line of ["-----> Using buildpacks:", ...urls.map((url, index) => `       ${index + 1}. ${url}`)])
      say(line);
}

async function determineBuildpack(tools: BuildTools): Promise<Buildpack> {
  tools.say("-----> Determining which buildpack to use for this app");
  const detected: DetectedBuildpack[] = [];
  for (const [index, name] of ownBuildpacks.entries()) {
    const buildpack = await fetchBuildpack(`heroku/${name}`, index, tools);
    const answer = await tryDetect(buildpack, tools);
    if (answer !== undefined) detected.push({ ...buildpack, detected: answer });
  }
  warnOfMany(detected, tools.say);
  if (detected[0]) return detected[0];
  throw new BuildFailure(
    marked("No default language could be detected for this app."),
    "\t\t\tHINT: This occurs when Heroku cannot detect the buildpack to use for this application automatically.",
    "\t\t\tSee https://devcenter.heroku.com/articles/buildpacks",
  );
}

function warnOfMany(detected: readonly DetectedBuildpack[], say: (line: string) => void): void {
  const languages = detected.filter(({ url }) => url === "heroku/nodejs" || url === "heroku/python");
  if (languages.length < 2) return;
  say(
    marked(
      "Warning: Multiple default buildpacks reported the ability to handle this app. The first buildpack in the list below will be used.",
    ),
  );
  say(`\t\t\tDetected buildpacks: ${languages.map((buildpack) => buildpack.detected).join(",")}`);
  say("\t\t\tSee https://devcenter.heroku.com/articles/buildpacks#buildpack-detect-order");
}

async function tryDetect(buildpack: Buildpack, { shell, workspace }: BuildTools): Promise<string | undefined> {
  const script = path.join(buildpack.folder, "bin", "detect");
  const { status, stdout } = await shell.run(script, [workspace.app], { quiet: true });
  return status === 0 ? (stdout.trim().split("\n")[0] ?? "") : undefined;
}
