import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import type { Builds, Outputs, Places, Store } from "../parts.ts";
import type { BuildRecord } from "../store/records.ts";
import { checkOut, type GitInRepository } from "./check-out.ts";
import type { Push } from "./push-desk.ts";
import type { DeployUpdate } from "./ref-updates.ts";

export interface BuildPushOptions {
  readonly store: Store;
  readonly places: Places;
  readonly builds: Builds;
  readonly outputs: Outputs;
  readonly git: GitInRepository;
}

/** Builds the commit that a push brings; its lines reach the pusher as they are written. */
export async function buildPush(
  { app, user, print }: Push,
  { new: commit }: DeployUpdate,
  { store, places, builds, outputs, git }: BuildPushOptions,
): Promise<BuildRecord> {
  const folder = path.join(places.builds, `push-${randomUUID()}`);
  const { submodules } = await checkOut(commit, folder, git).catch(async (error: Error) => {
    await fs.rm(folder, { recursive: true, force: true });
    throw error;
  });
  const subject = (await git(["log", "-1", "--format=%s", commit])).toString("utf8").trim();
  await print("Building source:\n\n");
  for (const name of submodules) {
    await print(` !     The sandbox does not fetch submodules: ${name} is left empty.\n`);
  }
  const { record, done } = builds.start({
    app: store.apps.find(app.id) ?? app,
    user,
    source: { kind: "folder", path: folder },
    version: commit,
    versionDescription: subject,
  });
  for await (const chunk of outputs.follow(record.id) ?? []) await print(chunk as Buffer);
  return await done;
}
