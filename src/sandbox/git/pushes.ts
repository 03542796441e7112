import { inTurn } from "../in-turn.ts";
import type { Builds, Outputs, Places, Store } from "../parts.ts";
import type { BuildRecord } from "../store/records.ts";
import { buildPush } from "./build-push.ts";
import type { GitInRepository } from "./check-out.ts";
import type { GitHome } from "./git-home.ts";
import type { Push } from "./push-desk.ts";
import { type DeployUpdate, deployOf, parseRefUpdates, type RefUpdate } from "./ref-updates.ts";
import { repositorySize } from "./repository-size.ts";

export interface PushesOptions {
  readonly store: Store;
  readonly places: Places;
  readonly builds: Builds;
  readonly outputs: Outputs;
  readonly git: () => Promise<GitHome>;
  /** Ends what runs between pushes. */
  readonly signal: AbortSignal;
}

/** What happens inside a push: a deploy is built before git accepts it. */
export function createPushes(options: PushesOptions) {
  const { store, outputs } = options;
  const turns = inTurn();

  /** The exit status of the pre-receive hook: 0 accepts the push. */
  const receive = async (push: Push): Promise<number> => {
    const updates = parseRefUpdates(push.updates);
    const update = deployOf(updates);
    const status = await (update ? deployInTurn(push, update) : skip(push, updates));
    if (status === 0) await rememberSize(push);
    return status;
  };

  const skip = async (push: Push, updates: readonly RefUpdate[]): Promise<number> => {
    if (updates.some((other) => other.new !== null)) await push.print("Pushed to non-main branch, skipping build.\n");
    return 0;
  };

  /** What was pushed is still beside the repository's objects, and counts. */
  const rememberSize = async ({ app, folder }: Push): Promise<void> => {
    const repoSize = await repositorySize(folder);
    if (store.apps.find(app.id)) store.apps.update(app.id, { repoSize });
  };

  /** The next one's turn comes when git has written the refs of this one. */
  const deployInTurn = async (push: Push, update: DeployUpdate): Promise<number> => {
    if (turns.taken(push.app.id)) await push.print("Waiting for another push to this app to finish.\n");
    return await new Promise<number>((resolve, reject) => {
      const work = async () => {
        await deploy(push, update).then(resolve, reject);
        await push.ended;
        await tidy(push);
      };
      turns.take(push.app.id, work).catch(reject);
    });
  };

  /** Never in the background, where it would outlive the sandbox. It can be done another time. */
  const tidy = async ({ folder }: Push): Promise<void> => {
    const { run } = await options.git();
    const settings = ["-c", "gc.auto=6700", "-c", "gc.autoDetach=false"];
    await run([...settings, "gc", "--auto", "--quiet"], { cwd: folder, signal: options.signal }).catch(() => {});
  };

  const deploy = async (push: Push, update: DeployUpdate): Promise<number> => {
    const { run } = await options.git();
    const { app, folder, print } = push;
    const git: GitInRepository = (args, env) =>
      run(args, { cwd: folder, env: { ...push.env, ...env, GIT_DIR: folder } });
    if (!(await isStillAt(git, update))) {
      await print(` !     ${update.ref} was changed by another push meanwhile. Fetch it, then push again.\n`);
      return 1;
    }
    const record = await buildPush(push, update, { ...options, git });
    if (record.status !== "succeeded") {
      await print(`Verifying deploy...\n\n!\tPush rejected to ${app.name}.\n\n`);
      return 1;
    }
    // Without the push's own environment: git forbids such changes where the objects are still in quarantine.
    await run(["symbolic-ref", "HEAD", update.ref], { cwd: folder, env: { GIT_DIR: folder } });
    await print("Verifying deploy... done.\n");
    await showReleasePhase(push, record);
    return 0;
  };

  /** A failed release phase does not reject the push: the code was built, the old release runs on. */
  const showReleasePhase = async ({ app, print }: Push, { releaseId }: BuildRecord): Promise<void> => {
    const release = releaseId === null ? undefined : store.releases.find(app.id, releaseId);
    if (!release || release.outputId === null) return;
    await print("Running release command...\n\n");
    for await (const chunk of outputs.follow(release.outputId) ?? []) await print(chunk as Buffer);
    const status = store.releases.find(app.id, release.id)?.status;
    await print(`Waiting for release.... ${status === "succeeded" ? "done" : "failed"}.\n`);
  };

  return { receive };
}

async function isStillAt(git: GitInRepository, { ref, old }: DeployUpdate): Promise<boolean> {
  const now = await git(["for-each-ref", "--format=%(objectname)", ref]);
  return now.toString("utf8").trim() === (old ?? "");
}
