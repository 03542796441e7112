const newline = 0x0a;
const carriageReturn = 0x0d;

/** Cuts a stream of bytes into lines, without decoding them. */
export interface LineSplitter {
  /** The lines that this chunk completes, without their line ends. Views of the chunk: copy what you keep. */
  push(chunk: Buffer): Buffer[];
  /** The last line, when it had no newline. */
  end(): Buffer[];
}

/** Lines over `limit` bytes are cut, never inside a UTF-8 character. `\r\n` ends a line too; a lone `\r` is kept. */
export function createLineSplitter({ limit = Number.POSITIVE_INFINITY }: { limit?: number } = {}): LineSplitter {
  let tail: Buffer[] = [];
  let tailBytes = 0;
  let tailFollowsCut = false;

  const takeTail = (rest: Buffer): Buffer => {
    const line = tailBytes === 0 ? rest : Buffer.concat([...tail, rest], tailBytes + rest.length);
    tail = [];
    tailBytes = 0;
    return line;
  };

  const keepTail = (rest: Buffer, lines: Buffer[]): void => {
    if (rest.length === 0) return;
    // A copy, or a few bytes would keep the whole chunk in memory.
    tail.push(Buffer.from(rest));
    tailBytes += rest.length;
    if (tailBytes <= limit) return;
    const pieces = cutLine(takeTail(Buffer.alloc(0)), limit);
    const last = pieces.pop() ?? Buffer.alloc(0);
    lines.push(...pieces);
    tail = [last];
    tailBytes = last.length;
    tailFollowsCut = true;
  };

  const finishLine = (line: Buffer, lines: Buffer[]): void => {
    const whole = line[line.length - 1] === carriageReturn ? line.subarray(0, -1) : line;
    if (whole.length > limit) lines.push(...cutLine(whole, limit));
    else if (whole.length > 0 || !tailFollowsCut) lines.push(whole);
    tailFollowsCut = false;
  };

  return {
    push(chunk) {
      const lines: Buffer[] = [];
      let start = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
        const rest = chunk.subarray(start, end);
        finishLine(tailBytes === 0 ? rest : takeTail(rest), lines);
        start = end + 1;
      }
      keepTail(start === 0 ? chunk : chunk.subarray(start), lines);
      return lines;
    },
    end() {
      const lines: Buffer[] = [];
      if (tailBytes > 0) finishLine(takeTail(Buffer.alloc(0)), lines);
      return lines;
    },
  };
}

/** Pieces of at most `limit` bytes, cut between UTF-8 characters. */
export function cutLine(line: Buffer, limit: number): Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  while (line.length - start > limit) {
    const end = characterStart(line, start + limit, start);
    pieces.push(line.subarray(start, end));
    start = end;
  }
  pieces.push(line.subarray(start));
  return pieces;
}

/** The start of the character that holds byte `at`; `at` itself where the bytes are no UTF-8. */
function characterStart(line: Buffer, at: number, after: number): number {
  for (let start = at; start > after && start > at - 4; start--) {
    if (((line[start] ?? 0) & 0xc0) !== 0x80) return start;
  }
  return at;
}
