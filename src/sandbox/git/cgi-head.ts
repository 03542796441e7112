import type { Readable } from "node:stream";

export interface CgiHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

const longestHead = 16 * 1024;

/**
 * Reads the head of a CGI response (RFC 3875, 6.2) and hands it over with what follows it in the same chunk, leaving the
 * stream paused; the head is undefined when the program ended or went on too long without one.
 */
export function readCgiHead(stream: Readable, onHead: (head: CgiHead | undefined, rest: Buffer) => void): void {
  let read = Buffer.alloc(0);
  const finish = (head: CgiHead | undefined, rest: Buffer) => {
    stream.off("data", onData).off("end", onEnd).pause();
    onHead(head, rest);
  };
  const onData = (chunk: Buffer) => {
    read = Buffer.concat([read, chunk]);
    const [separator] = /\r?\n\r?\n/.exec(read.toString("latin1", 0, longestHead)) ?? [];
    if (separator === undefined) {
      if (read.length >= longestHead) finish(undefined, Buffer.alloc(0));
      return;
    }
    const end = read.indexOf(separator, 0, "latin1");
    finish(parseHead(read.toString("latin1", 0, end)), read.subarray(end + separator.length));
  };
  const onEnd = () => finish(undefined, Buffer.alloc(0));
  stream.on("data", onData).on("end", onEnd);
}

function parseHead(text: string): CgiHead {
  const fields = text.split(/\r?\n/).flatMap((line) => {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value] as const];
  });
  const { status = "200", ...headers } = Object.fromEntries(fields);
  const code = Number(/^\d{3}/.exec(status)?.[0] ?? 500);
  return { status: code, headers };
}
