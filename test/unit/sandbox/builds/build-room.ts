import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { createBuilds } from "../../../../src/sandbox/builds/builds.ts";
import { createOutputs } from "../../../../src/sandbox/outputs/outputs.ts";
import type { Builds, Dynos, Logplex, Places, StartedBuild } from "../../../../src/sandbox/parts.ts";
import { createReleases } from "../../../../src/sandbox/releases/releases.ts";
import { platformSettings } from "../../../../src/sandbox/settings.ts";
import type { BuildRecord } from "../../../../src/sandbox/store/records.ts";
import { openStore } from "../../../../src/sandbox/store/store.ts";

export const world = { now: () => new Date(), uuid: () => crypto.randomUUID() };

export type Files = Readonly<Record<string, string | Buffer>>;

/** A real store, outputs, releases and builds in a folder with a blank and quotes in its name; only dynos are none. */
export async function openBuildRoom(t: TestContext, prefix = "build 'room\" ") {
  const root = await fs.mkdtemp(path.join(os.tmpdir(), prefix));
  const within = (name: string) => path.join(root, name);
  const places: Places = {
    root,
    database: within("sandbox.db"),
    repositories: within("repositories"),
    slugs: within("slugs"),
    builds: within("builds"),
    buildCaches: within("build-caches"),
    buildpacks: within("buildpacks"),
    dynos: within("dynos"),
    sources: within("sources"),
    outputs: within("outputs"),
    logs: within("logs"),
  };
  const store = openStore(places.database, world);
  const log: string[] = [];
  const logplex = { append: (_appId, { message }) => log.push(String(message)) } as Partial<Logplex> as Logplex;
  let releaseStatus = 0;
  const dynos = {
    reconcile() {},
    runToEnd: async () => 0,
    runRelease: async (_appId, _release, _slug, output) => {
      output(Buffer.from("migrating\n"));
      return releaseStatus;
    },
  } as Partial<Dynos> as Dynos;
  const outputs = createOutputs({ places, world });
  const releases = createReleases({ store, dynos, logplex, outputs });
  const builds = createBuilds({ world, settings: platformSettings, places, store, logplex, releases, outputs });
  t.after(async () => {
    await builds.close();
    store.close();
    await fs.rm(root, { recursive: true, force: true });
  });
  const app = store.apps.create({ name: "shop", regionName: "us", stackName: "heroku-24" });
  const user = store.accounts.self();

  const start = async (files: Files, more: Partial<Parameters<Builds["start"]>[0]> = {}): Promise<StartedBuild> => {
    const source = { kind: "folder", path: await writeFiles(within(`source-${world.uuid()}`), files) } as const;
    return builds.start({ app, user, source, version: "1a2b3c4d5e6f", versionDescription: null, ...more });
  };
  const outputOf = async (record: BuildRecord) => {
    const output = outputs.follow(record.id);
    return output ? await text(output) : "";
  };
  const build = async (files: Files, more: Partial<Parameters<Builds["start"]>[0]> = {}) => {
    const record = await (await start(files, more)).done;
    return { record, output: await outputOf(record), slug: store.slugs.find(record.slugId ?? "") };
  };
  const failReleasePhases = () => {
    releaseStatus = 1;
  };
  return { root, places, store, outputs, releases, builds, app, user, log, start, build, outputOf, failReleasePhases };
}

/** Scripts (`bin/…`) get their x bit. */
export async function writeFiles(folder: string, files: Files): Promise<string> {
  await fs.mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, content, { mode: content.toString().startsWith("#!") ? 0o755 : 0o644 });
  }
  return folder;
}
