/** What stands in the way before anything is sent. The message is a sentence for the person, with the remedy. */
export interface GitError extends Error {
  readonly code: GitErrorCode;
}

export type GitErrorCode =
  | "bare"
  | "broken"
  | "cancelled"
  | "commit-failed"
  | "dubious-ownership"
  | "git-failed"
  | "git-missing"
  | "no-identity"
  | "nothing-to-commit"
  | "remote-taken";

export function isGitError(value: unknown, code?: GitErrorCode): value is GitError {
  return value instanceof Error && mark in value && "code" in value && (code === undefined || value.code === code);
}

export function gitError(code: GitErrorCode, message: string, cause?: unknown): GitError {
  const error = new Error(message, cause === undefined ? {} : { cause });
  // The editor shows no error of that name.
  return Object.assign(error, { name: code === "cancelled" ? "AbortError" : "GitError", [mark]: true, code });
}

export function gitMissing(): GitError {
  return gitError("git-missing", "Git was not found. Install it from https://git-scm.com/downloads and try again.");
}

/** Git's own words made into an error; secrets in URLs are taken out. */
export function gitRefusal(text: string, cause?: unknown): GitError {
  const known = refusals.find(({ pattern }) => pattern.test(text));
  const words = lastWords(text);
  return gitError(known?.code ?? "git-failed", known?.message(words) ?? `Git failed: ${words}`, cause);
}

/** The lines that say why, without `fatal: ` and without credentials in URLs. */
export function lastWords(text: string): string {
  const lines = withoutCredentials(text)
    .split("\n")
    .map((line) => line.replace(/^(?:fatal|error): /, "").trim())
    .filter((line) => line !== "" && !line.startsWith("hint:"));
  return lines.slice(0, 3).join(" ");
}

/** `https://user:password@host` becomes `https://host`. */
export function withoutCredentials(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^/\s@'"]*@/gi, "$1");
}

// A symbol from the registry holds across bundles, where `instanceof` a class would not.
const mark = Symbol.for("heroku-workbench.GitError");

const refusals: readonly { code: GitErrorCode; pattern: RegExp; message(words: string): string }[] = [
  {
    code: "dubious-ownership",
    pattern: /detected dubious ownership|unsafe repository/i,
    message: () =>
      "Git refuses this repository because its folder belongs to another user. If you trust it, run `git config --global --add safe.directory <folder>` and try again.",
  },
  {
    code: "no-identity",
    pattern: /tell me who you are|empty ident name|auto-detect|auto-detection is disabled/i,
    message: () =>
      'Git does not know who you are. Run `git config --global user.name "Your Name"` and `git config --global user.email you@example.com`, then try again.',
  },
  {
    code: "nothing-to-commit",
    pattern: /nothing (?:added )?to commit|nothing to commit, working tree clean/i,
    message: () => "There is nothing to commit.",
  },
];
