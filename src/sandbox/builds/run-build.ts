import { findBash } from "../../process/find-program.ts";
import type { Reaper } from "../../process/reaper.ts";
import { killStrays } from "../../process/strays.ts";
import type { Places, Store, World } from "../parts.ts";
import type { AppRecord, BuildRecord, SlugRecord } from "../store/records.ts";
import { buildEnvironment } from "./build-environment.ts";
import { BuildFailure, marked } from "./build-failure.ts";
import { createBuildShell } from "./build-shell.ts";
import { compile } from "./compile.ts";
import { fetchSource, type Source } from "./fetch-source.ts";
import { makeSlug } from "./make-slug.ts";
import { discoverProcessTypes } from "./process-types.ts";
import { applySlugignore } from "./slugignore.ts";
import { closeWorkspace, openWorkspace } from "./workspace.ts";

export interface BuildJob {
  readonly app: AppRecord;
  readonly record: BuildRecord;
  readonly source: Source;
  readonly output: { write(chunk: Buffer | string): void };
  readonly signal: AbortSignal;
}

export interface BuildRooms {
  readonly world: World;
  readonly places: Places;
  readonly store: Store;
  readonly reaper: Reaper;
}

/** From source to slug. Rejects with `BuildFailure` for what the app's author can mend; leaves nothing but the slug and the cache. */
export async function runBuild(job: BuildJob, rooms: BuildRooms): Promise<SlugRecord> {
  const { app, record } = job;
  const configVars = rooms.store.configVars.get(app.id);
  const workspace = await openWorkspace(rooms.places, { app, buildId: record.id, configVars });
  try {
    return await buildIn(workspace, job, rooms);
  } finally {
    // Daemons that left their group, where the system shows them.
    killStrays((environment) => environment.includes(`\0REQUEST_ID=${record.id}\0`));
    await closeWorkspace(workspace);
  }
}

async function buildIn(
  workspace: Awaited<ReturnType<typeof openWorkspace>>,
  { app, record, source, output, signal }: BuildJob,
  { world, places, store, reaper }: BuildRooms,
): Promise<SlugRecord> {
  const say = (line: string) => output.write(`${line}\n`);
  const facts = { buildId: record.id, stack: app.buildStackName, version: record.sourceVersion };
  const shell = createBuildShell({
    bash: await bashPath(),
    cwd: workspace.app,
    env: buildEnvironment(workspace, facts),
    print: output.write,
    signal,
    reaper,
  });

  await fetchSource(source, workspace, signal);
  await applySlugignore(workspace, signal);
  say(`-----> Building on the ${stackTitle(app.buildStackName)} stack`);
  const { buildpacks, defaultTypes } = await compile(record.buildpackUrls, { workspace, places, shell, say, signal });
  const processTypes = await discoverProcessTypes(workspace.app, defaultTypes);
  for (const line of ["-----> Discovering process types", ...processTypes.lines, ""]) say(line);
  const urls = buildpacks.map(({ url }) => url);
  store.builds.update(record.id, { buildpackUrls: urls });
  const description = buildpacks.map(({ detected }) => detected).join(", ");
  store.apps.update(app.id, { buildpackProvidedDescription: description });
  keepOfficial(store, app, urls);
  return await makeSlug(
    {
      id: world.uuid(),
      app,
      folder: workspace.app,
      processTypes: processTypes.all,
      buildpackDescription: description,
      commit: record.sourceVersion,
      commitDescription: record.sourceVersionDescription,
    },
    { places, store, say, signal },
  );
}

/** The platform sets a buildpack that it detected for the pushes to come; those that only the sandbox has are not worth that. */
function keepOfficial(store: Store, app: AppRecord, urls: readonly string[]): void {
  const isOfficial = urls.every((url) => url === "heroku/nodejs" || url === "heroku/python");
  if (isOfficial && store.buildpacks.list(app.id).length === 0) store.buildpacks.replace(app.id, urls);
}

async function bashPath(): Promise<string> {
  const bash = await findBash();
  if (bash.kind === "found") return bash.path;
  throw new BuildFailure(marked(`The sandbox builds with bash. ${bash.advice}`));
}

function stackTitle(stack: string): string {
  return stack.charAt(0).toUpperCase() + stack.slice(1);
}
