import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import type { Places } from "../parts.ts";
import { runGit } from "../run-git.ts";
import { BuildFailure, marked } from "./build-failure.ts";
import { withoutSecrets } from "./without-secrets.ts";

/** Fills `folder` from a git repository, by way of a copy in the data folder that serves when the network is away. */
export async function checkOutBuildpack(
  { url, ref }: { url: string; ref: string | null },
  folder: string,
  { places, signal }: { places: Places; signal: AbortSignal },
): Promise<void> {
  const digest = createHash("sha256")
    .update(`${url}#${ref ?? ""}`)
    .digest("hex");
  const copy = path.join(places.buildpacks, digest.slice(0, 32));
  const git = (...args: string[]) => runGit(args, { cwd: copy, env: { GIT_DIR: copy }, signal });
  await fs.mkdir(copy, { recursive: true });
  await git("init", "--quiet", "--bare", copy);
  await refresh(git, url, ref).catch(async (error: Error) => {
    signal.throwIfAborted();
    const known = await git("rev-parse", "--quiet", "--verify", "refs/buildpack").catch(() => undefined);
    if (!known) throw unreachable(url, error);
  });
  await fs.mkdir(folder, { recursive: true });
  await git(
    "--work-tree",
    folder,
    "-c",
    "core.autocrlf=false",
    "checkout",
    "--quiet",
    "--force",
    "refs/buildpack",
    "--",
    ".",
  );
}

type Git = (...args: string[]) => Promise<Buffer>;

async function refresh(git: Git, url: string, ref: string | null): Promise<void> {
  const asked = ref ?? "HEAD";
  try {
    await git("fetch", "--quiet", "--depth=1", "--force", "--no-tags", "--", url, `${asked}:refs/buildpack`);
  } catch (error) {
    // Servers may refuse to hand out a commit by its hash.
    if (!/^[0-9a-f]{7,40}$/.test(asked)) throw error;
    await git("fetch", "--quiet", "--force", "--", url, "+refs/heads/*:refs/heads/*");
    await git("update-ref", "refs/buildpack", `${asked}^{commit}`);
  }
}

function unreachable(url: string, error: Error): BuildFailure {
  const reason = withoutSecrets(error.message.split("\n").at(-1) ?? "").replaceAll(url, withoutSecrets(url));
  return new BuildFailure(marked(`The buildpack ${withoutSecrets(url)} could not be fetched: ${reason}`));
}
