/** The head of a request that can be read only one way. */
export interface PlainRequest {
  readonly method: string;
  readonly target: string;
  /** Names and values by turns. */
  readonly rawHeaders: readonly string[];
}

/** No part can match in two ways, so that this takes linear time. */
const plainHead =
  /^(?:GET|HEAD|OPTIONS|DELETE) \/[\x21-\x7e]* HTTP\/1\.1\r\n(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\x80-\xff]*\r\n)+\r\n$/;
const sizeLimit = 16 * 1024;

/**
 * Reads a chunk that is exactly one head of HTTP/1.1, every line of it beyond doubt. Undefined for all else: a part
 * of a head, more than a head, an odd character, another version. That is for node's parser to judge.
 */
export function readPlainRequest(chunk: Buffer): PlainRequest | undefined {
  if (chunk.length > sizeLimit) return undefined;
  const text = chunk.toString("latin1");
  if (!plainHead.test(text)) return undefined;
  const methodEnd = text.indexOf(" ");
  const targetEnd = text.indexOf(" ", methodEnd + 1);
  const rawHeaders = splitHeaderLines(text, text.indexOf("\n") + 1, text.length - 2);
  return { method: text.slice(0, methodEnd), target: text.slice(methodEnd + 1, targetEnd), rawHeaders };
}

/** Names and values by turns, of lines from `start` to `end` that each have a colon and end with a line feed. */
export function splitHeaderLines(text: string, start: number, end: number): string[] {
  const found: string[] = [];
  for (let at = start; at < end; ) {
    const colon = text.indexOf(":", at);
    const newline = text.indexOf("\n", colon);
    found.push(text.slice(at, colon), sliceTrimmed(text, colon + 1, newline));
    at = newline + 1;
  }
  return found;
}

/** Without the blanks of HTTP at both ends. `trim` would take bytes of UTF-8 too. */
function sliceTrimmed(text: string, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d;
}
