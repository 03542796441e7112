import { Transform } from "node:stream";

const longestHeld = 64 * 1024;

/**
 * Bytes as server-sent events of whole lines. The id of an event is the number of bytes up to its end, counted from
 * the start of the output: what a reader sends back as `Last-Event-Id`.
 */
export function sseEvents(from: number): Transform {
  let position = from;
  let held = Buffer.alloc(0);

  const eventOf = (bytes: Buffer) => {
    position += bytes.length;
    const lines = bytes.toString("utf8").split(/\r\n|\n|\r/);
    return `id: ${position}\n${lines.map((line) => `data: ${line}\n`).join("")}\n`;
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      held = Buffer.concat([held, chunk]);
      const end = held.lastIndexOf(0x0a) + 1 || (held.length > longestHeld ? characterEnd(held) : 0);
      const complete = held.subarray(0, end);
      held = held.subarray(end);
      callback(null, end > 0 ? eventOf(complete) : undefined);
    },
    flush(callback) {
      callback(null, held.length > 0 ? eventOf(held) : undefined);
    },
  });
}

/** Where the last UTF-8 character that may be cut off begins. */
function characterEnd(bytes: Buffer): number {
  let end = bytes.length - 1;
  while (end > bytes.length - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}
