import { mayCarryToken, tokenConfig, transferEnvironment } from "./environment.ts";
import type { GitProgram } from "./program.ts";
import { explainPush, type Rejection } from "./push-rejection.ts";
import { isSuccess, type TransferOptions, transfer } from "./transfer.ts";

export interface PushOptions extends TransferOptions {
  readonly git: GitProgram;
  /** The root of the work tree. */
  readonly repository: string;
  /** Without credentials; https, or http on this machine. */
  readonly url: string;
  /** `HEAD:refs/heads/main`, `<commit>:refs/heads/main` */
  readonly refspec: string;
  /** Only ever in the environment of git itself. */
  readonly token: string;
  /** Overwrites what the other side has. */
  readonly force?: boolean | undefined;
}

export type PushResult =
  | { readonly kind: "pushed" }
  | { readonly kind: "up-to-date" }
  /** The other side said no, or could not be reached. */
  | ({ readonly kind: "rejected" } & Rejection)
  | { readonly kind: "cancelled" }
  /** Git itself failed. */
  | { readonly kind: "failed"; readonly message: string };

/**
 * Pushes one ref by URL, as a process group of its own, and resolves when nothing of it runs any more. The token is
 * nowhere but in git's environment. A `pre-push` hook is not run: it would see that environment.
 */
export async function push(options: PushOptions): Promise<PushResult> {
  const { git, repository, url, refspec, token, force = false } = options;
  if (!mayCarryToken(url))
    return { kind: "failed", message: "A token is never sent over plain http to another machine." };
  const args = [
    ...["push", "--porcelain", "--progress", "--no-verify", "--no-follow-tags", "--no-signed"],
    ...["--recurse-submodules=no", ...(force ? ["--force"] : []), "--", url, refspec],
  ];
  const env = transferEnvironment(git.env, tokenConfig(url, token));
  const end = await transfer({ path: git.path, args, cwd: repository, env }, options);
  if (end.isCancelled) return { kind: "cancelled" };
  if (isSuccess(end.exit)) return { kind: /^=\t/m.test(end.stdout) ? "up-to-date" : "pushed" };
  if (end.exit.kind === "failed")
    return { kind: "failed", message: `Git could not be started: ${end.exit.error.code}.` };
  return explainPush(end);
}
