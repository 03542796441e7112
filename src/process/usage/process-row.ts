/** One process, as the system counts what it uses. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** Its process group; undefined on Windows, which has none. */
  readonly group: number | undefined;
  /** Milliseconds of processor time since it started. */
  readonly cpu: number;
  /** Resident bytes. */
  readonly memory: number;
  /** When it started, as this system writes it: with the id it names one process for ever. */
  readonly born: string;
}
