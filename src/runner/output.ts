import type { Writable } from "node:stream";

/** Where the lines of all processes go, in batches. */
export interface Output {
  /** Written with whatever else comes in the same turn of the event loop. */
  write(bytes: Uint8Array): void;
  /** Bytes to fill and to hand to `write`, which takes them back: a flood then needs no new memory. */
  take(size: number): Uint8Array;
  /** Resolves at once while the reader keeps up, else when it has caught up. */
  ready(): Promise<void> | undefined;
  /** Resolves when everything written so far has left, or can no longer. */
  flushed(): Promise<void>;
}

/** Bytes that may wait before the processes are held back. */
const highWater = 128 * 1024;

/** Bytes of a piece that is used again. */
const pieceSize = 192 * 1024;
/** Pieces that are kept for the next use: fewer would let a flood of several processes fill the memory with others. */
const keptPieces = 16;

export function createOutput(to: Writable): Output {
  const free: ArrayBuffer[] = [];
  let batch: Uint8Array[] = [];
  let waiting = 0;
  let isBroken = false;
  let caughtUp: PromiseWithResolvers<void> | undefined;

  const settle = (): void => {
    caughtUp?.resolve();
    caughtUp = undefined;
  };

  const send = (): void => {
    const bytes = batch;
    batch = [];
    if (isBroken) return;
    // Corked writes leave together, and are not copied for it.
    to.cork();
    for (const piece of bytes) {
      to.write(piece, () => {
        waiting -= piece.length;
        if (piece.buffer.byteLength === pieceSize && free.length < keptPieces) free.push(piece.buffer as ArrayBuffer);
        if (waiting < highWater) settle();
      });
    }
    to.uncork();
  };

  to.on("error", () => {
    // The reader went away: nobody is left to tell, and the processes must not stand still for it.
    isBroken = true;
    waiting = 0;
    settle();
  });

  return {
    write(bytes) {
      if (isBroken || bytes.length === 0) return;
      if (batch.push(bytes) === 1) setImmediate(send);
      waiting += bytes.length;
    },
    take: (size) =>
      size > pieceSize ? new Uint8Array(size) : new Uint8Array(free.pop() ?? new ArrayBuffer(pieceSize), 0, size),
    ready() {
      if (waiting < highWater || isBroken) return undefined;
      caughtUp ??= Promise.withResolvers<void>();
      return caughtUp.promise;
    },
    flushed: () =>
      new Promise((resolve) => {
        if (batch.length > 0) send();
        if (isBroken || to.destroyed) resolve();
        else to.write(new Uint8Array(0), () => resolve());
      }),
  };
}
