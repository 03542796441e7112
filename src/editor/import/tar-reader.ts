/** One file, folder or link of a tar archive; a `copy` is another name of a file before it. `data` is all of a file's bytes. */
export interface TarEntry {
  readonly kind: "copy" | "file" | "folder" | "link" | "other";
  /** As it is written in the archive: not to be trusted. */
  readonly path: string;
  readonly target: string;
  readonly isExecutable: boolean;
  /** Empty where it is not wanted. */
  readonly data: Buffer;
}

export interface TarOptions {
  /** Bytes of a wanted file: it is held in memory. */
  readonly largestFile: number;
  /** Whether the bytes behind a path are of any use; others are passed over as they arrive, however many they are. */
  readonly isWanted: (path: string) => boolean;
}

const block = 512;
/** Bytes; a path or a pax header longer than that is no honest one. */
const largestHeader = 1024 * 1024;

/** Reads ustar with the long names of GNU and pax, as it arrives; holds one file in memory at a time. */
export async function* readTar(chunks: AsyncIterable<Uint8Array>, options: TarOptions): AsyncGenerator<TarEntry> {
  const take = reader(chunks);
  let long: Partial<Record<"path" | "linkpath", string>> = {};
  for (;;) {
    const head = await take(block);
    if (head === undefined) throw new Error("The archive ends in the middle.");
    if (head.every((byte) => byte === 0)) return;
    const header = readHeader(head);
    const isName = isNaming(header.type);
    const path = isName ? "" : (long.path ?? header.path);
    const padded = Math.ceil(header.size / block) * block;
    const isRead = isName || options.isWanted(path);
    const limit = isName ? largestHeader : options.largestFile;
    if (isRead && header.size > limit) throw new Error(`A file of the archive is larger than ${limit} bytes: ${path}`);
    const whole = isRead ? await take(padded) : await passOver(take, padded);
    if (whole === undefined) throw new Error("The archive ends in the middle.");
    const data = whole.subarray(0, header.size);
    if (header.type === "g") continue;
    if (header.type === "x") long = { ...long, ...readPax(data) };
    else if (header.type === "L") long = { ...long, path: text(data) };
    else if (header.type === "K") long = { ...long, linkpath: text(data) };
    else {
      yield toEntry(header, long, data);
      long = {};
    }
  }
}

async function passOver(take: Take, size: number): Promise<Buffer | undefined> {
  for (let left = size; left > 0; left -= block * 128) {
    if ((await take(Math.min(left, block * 128))) === undefined) return undefined;
  }
  return Buffer.alloc(0);
}

interface Header {
  readonly path: string;
  readonly linkpath: string;
  readonly mode: number;
  readonly size: number;
  readonly type: string;
}

function isNaming(type: string): boolean {
  return "xgLK".includes(type);
}

function readHeader(head: Buffer): Header {
  const sum = head.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  if (sum !== octal(head, 148, 8)) throw new Error("This is no tar archive, or it is damaged.");
  const prefix = text(head.subarray(257, 262)) === "ustar" ? text(head.subarray(345, 500)) : "";
  const name = text(head.subarray(0, 100));
  return {
    path: prefix === "" ? name : `${prefix}/${name}`,
    linkpath: text(head.subarray(157, 257)),
    mode: octal(head, 100, 8),
    size: octal(head, 124, 12),
    type: String.fromCharCode(head[156] || 48),
  };
}

function toEntry({ type, mode, ...header }: Header, long: Partial<Record<string, string>>, data: Buffer): TarEntry {
  const path = long["path"] ?? header.path;
  const target = long["linkpath"] ?? header.linkpath;
  return { kind: kinds[type] ?? "other", path, target, isExecutable: (mode & 0o111) !== 0, data };
}

const kinds: Readonly<Record<string, TarEntry["kind"]>> = {
  "0": "file",
  "1": "copy",
  "2": "link",
  "5": "folder",
  "7": "file",
};

/** `<length> <key>=<value>\n`, the length counting itself. */
function readPax(data: Buffer): Partial<Record<string, string>> {
  const found: Partial<Record<string, string>> = {};
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(32, at);
    const length = Number(data.toString("latin1", at, space));
    if (space < 0 || !(length > 0)) break;
    const [key = "", value] = data.toString("utf8", space + 1, at + length - 1).split(/=(.*)/s);
    if (value !== undefined) found[key] = value;
    at += length;
  }
  return found;
}

function octal(head: Buffer, from: number, length: number): number {
  // Sizes of 8 GB and more are written otherwise: nothing here is that large.
  if ((head[from] ?? 0) & 0x80) return Number.POSITIVE_INFINITY;
  return Number.parseInt(text(head.subarray(from, from + length)).trim(), 8) || 0;
}

function text(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString("utf8", 0, end < 0 ? bytes.length : end);
}

/** Takes so many bytes at a time; undefined when fewer are left. */
type Take = (size: number) => Promise<Buffer | undefined>;

function reader(chunks: AsyncIterable<Uint8Array>): Take {
  const source = chunks[Symbol.asyncIterator]();
  const waiting: Uint8Array[] = [];
  let held = 0;
  return async (size) => {
    while (held < size) {
      const { value, done } = await source.next();
      if (done) return undefined;
      waiting.push(value);
      held += value.length;
    }
    const [first] = waiting;
    const all =
      first && waiting.length === 1
        ? Buffer.from(first.buffer, first.byteOffset, first.length)
        : Buffer.concat(waiting);
    waiting.splice(0, waiting.length, all.subarray(size));
    held -= size;
    return all.subarray(0, size);
  };
}
