/** What the program says, and where. */
export interface Console {
  out(text: string): void;
  error(text: string): void;
  /** Whether `out` may be coloured. */
  readonly color: boolean;
}

/** One word of the program, in a file of its own. */
export interface Verb {
  readonly usage: string;
  /** Reads the arguments after the verb; throws a sentence that names the mistake. Nothing has happened yet. */
  read(args: readonly string[]): Work;
}

/** Resolves with the exit status. Throws a `Failure` for what a person can mend. */
export type Work = (console: Console) => Promise<number>;

/** A sentence for a person, who is shown nothing else. */
export interface Failure extends Error {
  readonly kind: "failure";
  /** Of the program. */
  readonly status: number;
}

/** The status is 1, or 2 for a command line that was not understood. */
export function failure(message: string, status = 1): Failure {
  return Object.assign(new Error(message), { kind: "failure" as const, status });
}

/** What is read late of a command line, and throws a sentence as a verb's `read` does. */
export function understood<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isFailure(error) ? error : failure((error as Error).message, 2);
  }
}

export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && "kind" in error && error.kind === "failure";
}
