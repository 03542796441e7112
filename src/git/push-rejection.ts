import { lastWords } from "./errors.ts";
import type { TransferEnd, TransferLine } from "./transfer.ts";

export type RejectionReason =
  | "build-failed"
  | "cut-off"
  | "disk-full"
  | "forbidden"
  | "hook-declined"
  | "network"
  | "no-such-app"
  | "non-fast-forward"
  | "rate-limited"
  | "redirected"
  | "shallow"
  | "stale"
  | "unauthorized";

export interface Rejection {
  readonly reason: RejectionReason;
  /** One or two sentences for the person. */
  readonly message: string;
}

type Explained = ({ readonly kind: "rejected" } & Rejection) | { readonly kind: "failed"; readonly message: string };

/** Why a push did not succeed, from what git and the other side printed (messages of git 2.20 to 2.51, `LC_ALL=C`). */
export function explainPush({ stdout, lines }: Pick<TransferEnd, "lines" | "stdout">): Explained {
  const rejection = refused(stdout, lines) ?? unreachable(lines);
  if (rejection !== undefined) return { kind: "rejected", ...rejection };
  const words = lastWords(
    lines
      .map(({ text }) => text)
      .slice(-10)
      .join("\n"),
  );
  return { kind: "failed", message: words === "" ? "Git ended without a word." : `Git failed: ${words}` };
}

/** The line of the ref in `--porcelain`: `!\t<from>:<to>\t[remote rejected] (pre-receive hook declined)`. */
function refused(stdout: string, lines: readonly TransferLine[]): Rejection | undefined {
  const summary = /^!\t[^\t]*\t(.*)$/m.exec(stdout)?.[1];
  if (summary === undefined) return undefined;
  const known = refusals.find(([pattern]) => pattern.test(summary));
  if (known !== undefined) return { reason: known[1], message: known[2] };
  if (/remote failure|failed to report status/.test(summary)) return cutOff(lines);
  return declined(summary, lines);
}

function declined(summary: string, lines: readonly TransferLine[]): Rejection {
  const complaints = remoteComplaints(lines);
  const isBuild = lines.some(
    ({ from, text }) => from === "remote" && /^----->|push (?:rejected|failed)|build failed/i.test(text),
  );
  const why = complaints === "" ? (/\((.*)\)/.exec(summary)?.[1] ?? summary) : complaints;
  return isBuild
    ? { reason: "build-failed", message: `The build failed: ${sentence(why)}` }
    : { reason: "hook-declined", message: `The push was declined: ${sentence(why)}` };
}

/** What Heroku marks with ` !     `, the part that says why. */
function remoteComplaints(lines: readonly TransferLine[]): string {
  const marked = lines.flatMap(({ from, text }) => {
    const complaint = from === "remote" ? /^\s*(?:!|error:|fatal:)\s+(.*)$/i.exec(text)?.[1]?.trim() : undefined;
    return complaint === undefined || saysNothing.test(complaint) ? [] : [complaint.replace(/^Push rejected, /, "")];
  });
  return [...new Set(marked)].slice(0, 2).map(sentence).join(" ");
}

/** What stands there at every rejection. */
const saysNothing = /^(?:Push failed\.?|Push rejected(?: to .*)?\.?|)$/;

function unreachable(lines: readonly TransferLine[]): Rejection | undefined {
  const text = lines.map((line) => line.text).join("\n");
  const known = failures.find(([pattern]) => pattern.test(text));
  if (known !== undefined) return { reason: known[1], message: known[2] };
  return cutOffPattern.test(text) ? cutOff(lines) : undefined;
}

function cutOff(lines: readonly TransferLine[]): Rejection {
  const hasBuildStarted = lines.some(({ from }) => from === "remote");
  const rest = hasBuildStarted
    ? "A build that has started goes on without it: look at the releases of the app before you deploy again."
    : "Nothing was deployed. Try again.";
  return { reason: "cut-off", message: `The connection was lost in the middle of the push. ${rest}` };
}

const cutOffPattern =
  /RPC failed|hung up unexpectedly|unexpected disconnect|early EOF|curl (?:18|52|55|56|92)\b|HTTP (?:500|502|503|504)|error: 5\d\d/;

const refusals: readonly (readonly [RegExp, RejectionReason, string])[] = [
  [
    /non-fast-forward|fetch first|needs force/,
    "non-fast-forward",
    "The app has commits that are not in this branch: someone else deployed, or history was rewritten.",
  ],
  [/stale info/, "stale", "The app has changed since it was last looked at."],
  [
    /shallow update not allowed/,
    "shallow",
    "This repository is a shallow clone. Run `git fetch --unshallow` and deploy again.",
  ],
  [
    /unpack(?:er)? (?:failed|error)|No space left/i,
    "disk-full",
    "The other side could not store what was sent; its disk may be full.",
  ],
];

const failures: readonly (readonly [RegExp, RejectionReason, string])[] = [
  [
    /Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|error: 401/,
    "unauthorized",
    "The sign-in is not accepted any more. Sign in again.",
  ],
  [/error: 403/, "forbidden", "This account may not deploy to the app. Ask its owner to add you as a collaborator."],
  [
    /error: 404|repository '.*' not found|No such app/i,
    "no-such-app",
    "There is no such app, or this account has no access to it.",
  ],
  [/error: 429/, "rate-limited", "Too many git requests for this app in the last hour. Wait a while and try again."],
  [
    /unable to update url base from redirection|error: 30\d/,
    "redirected",
    "The git host answered with a redirect, which is not followed with a token.",
  ],
  [/No space left on device|Disk quota exceeded/i, "disk-full", "The disk is full."],
  [
    /Could not resolve host|Failed to connect|Couldn't connect|Connection (?:refused|timed out|reset)|Network is unreachable|Empty reply|SSL|certificate/i,
    "network",
    "The git host cannot be reached. Nothing was deployed.",
  ],
];

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
