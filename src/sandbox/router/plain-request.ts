/** The head of a request that can be read only one way. */
export interface PlainRequest {
  readonly method: string;
  readonly target: string;
  /** The header lines, each with its line end. */
  readonly lines: string;
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
  return {
    method: text.slice(0, methodEnd),
    target: text.slice(methodEnd + 1, targetEnd),
    lines: text.slice(text.indexOf("\n", targetEnd) + 1, -2),
  };
}
