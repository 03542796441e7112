/** The body of one request, as it goes by. */
export interface KeptBody {
  add(chunk: Buffer): void;
  complete(): void;
  isComplete(): boolean;
  /** All that went by, also what was not kept. */
  size(): number;
  /** Undefined when it was too long to be kept. */
  bytes(): Buffer | undefined;
  /** Gives its memory back. */
  release(): void;
}

/** Bytes that are kept of one body, and of all bodies under way together. */
export interface BodyLimits {
  readonly each: number;
  readonly all: number;
}

const defaults: BodyLimits = { each: 1024 * 1024, all: 64 * 1024 * 1024 };

/** Keeps bodies within one bound: however much comes, the router's memory does not grow with it. */
export function createBodyKeeper({ each, all }: BodyLimits = defaults): () => KeptBody {
  let total = 0;
  return () => {
    let chunks: Buffer[] | undefined = [];
    let kept = 0;
    let size = 0;
    let isComplete = false;
    const release = (): void => {
      total -= kept;
      kept = 0;
      chunks = undefined;
    };
    return {
      add(chunk) {
        size += chunk.length;
        if (size > each || total + chunk.length > all) release();
        if (!chunks) return;
        // A piece of a socket's buffer would hold the whole of it.
        chunks.push(chunk.length * 2 < chunk.buffer.byteLength ? Buffer.from(chunk) : chunk);
        kept += chunk.length;
        total += chunk.length;
      },
      complete() {
        isComplete = true;
      },
      isComplete: () => isComplete,
      size: () => size,
      bytes: () => chunks && Buffer.concat(chunks),
      release,
    };
  };
}
