import fs from "node:fs";
import path from "node:path";
import { createReaper, type Reaper } from "../../process/reaper.ts";
import { inTurn } from "../in-turn.ts";
import type { Builds, Logplex, Outputs, Places, Releases, Settings, StartedBuild, Store, World } from "../parts.ts";
import type { AccountRecord, AppRecord, BuildRecord, SlugRecord } from "../store/records.ts";
import { BuildFailure, marked } from "./build-failure.ts";
import type { Source } from "./fetch-source.ts";
import { launch } from "./launch.ts";
import { runBuild } from "./run-build.ts";

export interface BuildsOptions {
  readonly world: World;
  readonly settings: Settings;
  readonly places: Places;
  readonly store: Store;
  readonly logplex: Logplex;
  readonly releases: Releases;
  readonly outputs: Outputs;
  /** Where an app is reached; shown at the end of a build. */
  readonly appUrl?: ((app: AppRecord) => string) | undefined;
  /** The address in front of `outputs.pathOf`; shown where a build failed. */
  readonly apiUrl?: (() => string) | undefined;
  /** Milliseconds; the platform's limit is 15 minutes (https://devcenter.heroku.com/articles/slug-compiler#time-limit). */
  readonly timeLimit?: number | undefined;
}

type Request = Parameters<Builds["start"]>[0];
type Job = {
  readonly app: AppRecord;
  readonly user: AccountRecord;
  readonly source: Source;
  readonly record: BuildRecord;
  readonly output: ReturnType<Outputs["create"]>;
  readonly controller: AbortController;
  done: Promise<BuildRecord>;
  /** A release is being made: too late to cancel. */
  isLaunching: boolean;
};

class Canceled extends Error {}

/** Builds, one at a time for each app. A build that was started runs to its end, whoever asked for it. */
export function createBuilds(options: BuildsOptions): Builds {
  const { store, world, outputs, places } = options;
  const jobs = new Map<string, Job>();
  const turns = inTurn();
  const reaper = createReaper();
  const swept = sweep(places.builds);
  store.builds.failPending();

  let isClosed = false;

  const start = (request: Request): StartedBuild => {
    if (isClosed) throw new Error("The sandbox is stopping.");
    const record = store.builds.create(recordOf(request, world.uuid(), store));
    const { app, user, source } = request;
    const [output, controller] = [outputs.create(record.id), new AbortController()];
    const job: Job = {
      app,
      user,
      source,
      record,
      output,
      controller,
      done: Promise.resolve(record),
      isLaunching: false,
    };
    if (turns.taken(app.id)) output.write("-----> Waiting for another build of this app to finish\n");
    jobs.set(record.id, job);
    job.done = turns.take(app.id, () => finishJob(job, options, reaper)).finally(() => jobs.delete(record.id));
    return { record, done: job.done };
  };

  const cancel = async (appId: string, buildId: string): Promise<boolean> => {
    const job = jobs.get(buildId);
    if (!job || job.app.id !== appId || job.isLaunching) return false;
    job.controller.abort(new Canceled("The build was canceled."));
    await job.done;
    return true;
  };

  return {
    start,
    cancel,
    purgeCache: (appId) => fs.promises.rm(path.join(places.buildCaches, appId), { recursive: true, force: true }),
    async close() {
      isClosed = true;
      await Promise.all([...jobs.values()].map(({ app, record }) => cancel(app.id, record.id)));
      await Promise.all([...jobs.values()].map(({ done }) => done));
      await swept;
      reaper.close();
    },
  };
}

/** Folders of builds that a killed sandbox left behind. */
async function sweep(folder: string): Promise<void> {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  await Promise.all(names.map((name) => fs.promises.rm(path.join(folder, name), { recursive: true, force: true })));
}

function recordOf({ app, user, source, version, versionDescription, buildpacks }: Request, id: string, store: Store) {
  return {
    id,
    appId: app.id,
    buildpackUrls: buildpacks ?? store.buildpacks.list(app.id).map(({ url }) => url),
    sourceUrl: source.kind === "url" ? source.url : null,
    sourceVersion: version,
    sourceVersionDescription: versionDescription,
    sourceChecksum: source.kind === "url" ? source.checksum : null,
    stackName: app.buildStackName,
    userId: user.id,
    userEmail: user.email,
  };
}

/** Never rejects: what goes wrong is the build's result. */
async function finishJob(job: Job, options: BuildsOptions, reaper: Reaper): Promise<BuildRecord> {
  const { app, user, record, controller, output } = job;
  const log = (message: string) => options.logplex.append(app.id, { source: "app", process: "api", message });
  const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(options.timeLimit ?? 15 * 60 * 1000)]);
  const say = (line: string) => output.write(`${line}\n`);
  try {
    signal.throwIfAborted();
    log(`Build started by user ${user.email}`);
    const slug = await runBuild({ ...job, signal }, { ...options, reaper });
    return await goLive(job, slug, { ...options, signal, say, log });
  } catch (error) {
    for (const line of explain(error)) say(line);
    log(controller.signal.aborted ? "Build canceled" : failureMessage(options, record));
    return fail(options.store, record);
  } finally {
    if (job.source.kind === "folder") await fs.promises.rm(job.source.path, { recursive: true, force: true });
    output.end();
  }
}

async function goLive(
  job: Job,
  slug: SlugRecord,
  options: BuildsOptions & { signal: AbortSignal; say: (line: string) => void; log: (message: string) => void },
): Promise<BuildRecord> {
  const { app, user, record } = job;
  options.signal.throwIfAborted();
  job.isLaunching = true;
  // Renamed meanwhile, perhaps.
  const today = options.store.apps.find(app.id) ?? app;
  const url = options.appUrl?.(today) ?? `http://${today.name}.localhost/`;
  const release = await launch({ app: today, user, record, slug }, { ...options, url });
  options.log("Build succeeded");
  return options.store.builds.update(record.id, { status: "succeeded", releaseId: release.id, slugId: slug.id });
}

function explain(error: unknown): string[] {
  const { name, message } = error as Error;
  if (error instanceof Canceled) return ["", marked("Build canceled.")];
  if (error instanceof BuildFailure) return [...error.lines, "", marked("Push failed")];
  const reason = name === "TimeoutError" ? "The build took longer than 15 minutes." : message;
  return [marked(reason), "", marked("Push failed")];
}

function failureMessage({ outputs, apiUrl }: BuildsOptions, { id }: BuildRecord): string {
  return `Build failed -- check your build output: ${apiUrl?.() ?? ""}${outputs.pathOf(id)}`;
}

/** The app may have been destroyed meanwhile, and its builds with it. */
function fail(store: Store, record: BuildRecord): BuildRecord {
  return store.builds.find(record.appId, record.id)
    ? store.builds.update(record.id, { status: "failed" })
    : { ...record, status: "failed" };
}
