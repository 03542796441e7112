/** A run that is under way, as other programs of the same user find it. Holds no variable's value. */
export interface RunEntry {
  readonly runId: string;
  readonly pid: number;
  /** Of its control socket; on Windows of a named pipe. */
  readonly address: string;
  /** Absolute. */
  readonly procfile: string;
  readonly root: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Process types in the order of the file. */
  readonly types: readonly string[];
}
