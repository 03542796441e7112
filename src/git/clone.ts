import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { mayCarryToken, tokenConfig, transferEnvironment } from "./environment.ts";
import type { GitProgram } from "./program.ts";
import { explainPush, type Rejection } from "./push-rejection.ts";
import { isSuccess, type TransferOptions, transfer } from "./transfer.ts";

export interface CloneOptions extends TransferOptions {
  readonly git: GitProgram;
  /** Without credentials. */
  readonly url: string;
  /** An existing folder in which the clone is made. */
  readonly parent: string;
  /** The name of the new folder. */
  readonly name: string;
  readonly token?: string | undefined;
  /** The name of the remote: `heroku` unless given. */
  readonly remote?: string | undefined;
  /** Only the newest commit: of a branch, or of what the other side has as its head. */
  readonly newest?: { readonly branch: string | undefined } | undefined;
}

export type CloneResult =
  | { readonly kind: "cloned" }
  | { readonly kind: "cancelled" }
  | ({ readonly kind: "rejected" } & Rejection)
  | { readonly kind: "failed"; readonly message: string };

/** Leaves no folder that was not there before, unless it is cloned. */
export async function clone(options: CloneOptions): Promise<CloneResult> {
  const { git, url, parent, name, token, remote = "heroku", newest } = options;
  if (token !== undefined && !mayCarryToken(url)) {
    return { kind: "failed", message: "A token is never sent over plain http to another machine." };
  }
  const part = newest ? ["--depth", "1", ...(newest.branch ? ["--branch", newest.branch] : [])] : [];
  const args = ["clone", "--progress", "--origin", remote, "--no-recurse-submodules", ...part, "--", url, name];
  const env = transferEnvironment(git.env, token === undefined ? [] : tokenConfig(url, token));
  const folder = path.join(parent, name);
  const wasThere = await stat(folder).then(
    () => true,
    () => false,
  );
  const end = await transfer({ path: git.path, args, cwd: parent, env }, options);
  // Git removes it too, unless it had to be killed.
  if (!isSuccess(end.exit) && !wasThere) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  if (end.isCancelled) return { kind: "cancelled" };
  return isSuccess(end.exit) ? { kind: "cloned" } : explainPush(end);
}
