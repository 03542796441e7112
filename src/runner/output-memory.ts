import type { RunnerEvent } from "./events.ts";

/** The last output of each copy, so that it can be shown again. */
export interface OutputMemory {
  keep(event: RunnerEvent): void;
  /** What the wanted copies wrote, and what was said about them, in the order in which it came. */
  recall(isWanted: (name: string) => boolean): Remembered[];
}

export interface Remembered {
  readonly name: string;
  readonly time: Date;
  /** `lines` is output as it came, `said` the runner's own words. */
  readonly kind: "lines" | "said";
  readonly bytes: Uint8Array;
}

/** Bytes that are kept of each copy. */
const bytesOfCopy = 128 * 1024;
/** Pieces that are kept of each copy, where many copies write a few bytes in turns. */
const piecesOfCopy = 4096;

const newline = 0x0a;

/** `size` in bytes for each copy. */
export function createOutputMemory(now: () => Date, size = bytesOfCopy): OutputMemory {
  const rings = new Map<string, Ring>();
  const order: Order = { last: 0, ring: undefined };
  const ringOf = (name: string): Ring => {
    // The system gives the memory only as it is written to.
    const ring = rings.get(name) ?? {
      name,
      bytes: Buffer.allocUnsafeSlow(size),
      written: 0,
      isInLine: false,
      pieces: [],
    };
    rings.set(name, ring);
    return ring;
  };
  const add = (name: string, kind: Remembered["kind"], bytes: Uint8Array): void => {
    const ring = ringOf(name);
    begin(ring, order, { kind, time: now() });
    put(ring, bytes);
    if (kind === "lines" && bytes.length > 0) ring.isInLine = bytes.at(-1) !== newline;
  };
  return {
    keep(event) {
      if (event.kind === "lines") add(event.name, "lines", event.bytes);
      if (event.kind === "said") add(event.name, "said", Buffer.from(`${event.message}\n`));
      if (event.kind === "ended" && rings.get(event.name)?.isInLine) add(event.name, "lines", lineEnd);
      if (event.kind === "gone") rings.delete(event.name);
    },
    recall(isWanted) {
      const wanted = [...rings.values()].filter(({ name }) => isWanted(name));
      return wanted
        .flatMap((ring) => recallRing(ring))
        .sort((a, b) => a.order - b.order)
        .map(({ order: _order, ...remembered }) => remembered);
    },
  };
}

const lineEnd = Uint8Array.of(newline);

/** Everything that a copy wrote; its last bytes lie in `bytes`, round and round. */
interface Ring {
  readonly name: string;
  readonly bytes: Buffer;
  written: number;
  /** What it wrote last has no newline yet. */
  isInLine: boolean;
  /** Where something else begins: other words, another second, or after another copy's turn. */
  pieces: Piece[];
}

interface Piece {
  /** In the bytes ever written. */
  readonly start: number;
  readonly order: number;
  readonly time: Date;
  readonly kind: Remembered["kind"];
}

/** Whose turn it is, over all copies. */
interface Order {
  last: number;
  ring: Ring | undefined;
}

function begin(ring: Ring, order: Order, { kind, time }: Pick<Piece, "kind" | "time">): void {
  const last = ring.pieces.at(-1);
  const isSame = last?.kind === kind && Math.floor(last.time.getTime() / 1000) === Math.floor(time.getTime() / 1000);
  if (isSame && order.ring === ring) return;
  order.ring = ring;
  ring.pieces.push({ start: ring.written, order: ++order.last, time, kind });
  if (ring.pieces.length < 2 * piecesOfCopy) return;
  const first = ring.pieces.findLastIndex(({ start }) => start <= ring.written - ring.bytes.length);
  ring.pieces = ring.pieces.slice(Math.max(first, piecesOfCopy));
}

function put(ring: Ring, bytes: Uint8Array): void {
  const size = ring.bytes.length;
  const kept = bytes.subarray(Math.max(0, bytes.length - size));
  const at = (ring.written + bytes.length - kept.length) % size;
  ring.bytes.set(kept.subarray(0, size - at), at);
  ring.bytes.set(kept.subarray(size - at), 0);
  ring.written += bytes.length;
}

function recallRing(ring: Ring): (Remembered & { readonly order: number })[] {
  const oldest = Math.max(ring.written - ring.bytes.length, ring.pieces[0]?.start ?? 0);
  // The first line may have lost its beginning.
  let isCut = oldest > 0;
  return ring.pieces.flatMap(({ start, ...piece }, index) => {
    const end = ring.pieces[index + 1]?.start ?? ring.written;
    if (end <= oldest) return [];
    const bytes = copyOf(ring, Math.max(start, oldest), end);
    const whole = isCut ? bytes.subarray(bytes.indexOf(newline) + 1 || bytes.length) : bytes;
    isCut &&= whole.length === 0 && bytes.at(-1) !== newline;
    return whole.length === 0 ? [] : [{ ...piece, name: ring.name, bytes: whole }];
  });
}

function copyOf({ bytes }: Ring, start: number, end: number): Buffer {
  const from = start % bytes.length;
  const first = bytes.subarray(from, Math.min(bytes.length, from + end - start));
  return Buffer.concat([first, bytes.subarray(0, end - start - first.length)]);
}
