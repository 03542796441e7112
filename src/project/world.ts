/** What a project is given of the world; everything has a real default. */
export interface ProjectWorld {
  /** Ends a scan that runs, and refuses every later one, with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Text of a file that an editor has open and perhaps not saved; the file is relative to the root, with slashes. */
  readonly openText?: (file: string) => string | undefined;
  readonly bounds?: Partial<Bounds>;
  /** Where git is looked for. */
  readonly env?: NodeJS.ProcessEnv;
}

/** How much of a project is read at most. Beyond it the facts are not `complete`. */
export interface Bounds {
  /** Files in the list. */
  readonly files: number;
  /** Folders inside each other, in a project without git. */
  readonly depth: number;
  /** Source files that are read. */
  readonly sources: number;
  /** Bytes of all source files together. */
  readonly sourceBytes: number;
  /** Bytes of one source file; a larger one is made by a machine and passed over. */
  readonly sourceFileBytes: number;
  /** Bytes of a file such as package.json or Procfile. */
  readonly textBytes: number;
  /** Milliseconds that git has for an answer. */
  readonly gitTimeout: number;
}

export const defaultBounds: Bounds = {
  files: 50_000,
  depth: 24,
  sources: 10_000,
  sourceBytes: 64_000_000,
  sourceFileBytes: 512_000,
  textBytes: 1_000_000,
  gitTimeout: 5000,
};
