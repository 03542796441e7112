const newline = 0x0a;

/** Longest line that is kept together; what is longer is cut, with a prefix for each piece. */
export const longestLine = 16 * 1024 * 1024;

/** Puts a prefix before each line of one process. Bytes stay as they are; nothing is decoded. */
export interface Prefixer {
  /** The whole lines up to now, each with the prefix. What has no newline yet is kept for the next time. */
  push(chunk: Uint8Array, prefix: Uint8Array, allocate?: Allocate): Uint8Array;
  /** The rest, with a newline. */
  end(prefix: Uint8Array): Uint8Array;
}

/** Gives that many bytes to write into; what they hold before does not matter. */
export type Allocate = (size: number) => Uint8Array;

export function createPrefixer(limit = longestLine): Prefixer {
  let tail: Uint8Array[] = [];
  let tailBytes = 0;

  const takeTail = (): Uint8Array => {
    const bytes = tail.length === 1 ? (tail[0] ?? nothing) : Buffer.concat(tail, tailBytes);
    tail = [];
    tailBytes = 0;
    return bytes;
  };

  const keep = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return;
    // A copy, since the chunk is used again. (A Buffer's `slice` is none.)
    tail.push(new Uint8Array(bytes));
    tailBytes += bytes.length;
  };

  return {
    push(chunk, prefix, allocate = Buffer.allocUnsafe) {
      const last = chunk.lastIndexOf(newline);
      const whole = chunk.subarray(0, last + 1);
      const before = last === -1 ? nothing : takeTail();
      const lines = last === -1 ? nothing : prefixLines(before, whole, { prefix, allocate });
      keep(chunk.subarray(last + 1));
      if (tailBytes <= limit) return lines;
      return Buffer.concat([lines, prefix, takeTail(), lineEnd]);
    },
    end(prefix) {
      return tailBytes === 0 ? nothing : Buffer.concat([prefix, takeTail(), lineEnd]);
    },
  };
}

const nothing = new Uint8Array(0);
const lineEnd = Uint8Array.of(newline);

/** `first` is the beginning of the first line of `whole`, which ends with a newline. */
function prefixLines(
  first: Uint8Array,
  whole: Uint8Array,
  { prefix, allocate }: { prefix: Uint8Array; allocate: Allocate },
): Uint8Array {
  const out = allocate(first.length + whole.length + countLines(whole) * prefix.length);
  out.set(prefix, 0);
  out.set(first, prefix.length);
  let to = prefix.length + first.length;
  // Byte by byte: for lines of usual length a call per line costs more than the loop.
  const length = whole.length;
  for (let from = 0; from < length; from++) {
    const byte = whole[from] as number;
    out[to++] = byte;
    if (byte === newline && from + 1 < length) {
      for (let at = 0; at < prefix.length; at++) out[to++] = prefix[at] as number;
    }
  }
  return out;
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === newline) lines++;
  return lines;
}
