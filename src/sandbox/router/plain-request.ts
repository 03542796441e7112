/** The head of a request that can be read only one way. */
export interface PlainRequest {
  readonly method: string;
  readonly target: string;
  /** Names and values by turns. */
  readonly rawHeaders: readonly string[];
}

const firstLine = /(GET|HEAD|OPTIONS|DELETE) (\/[\x21-\x7e]*) HTTP\/1\.1\r\n/y;
const headerLine =
  /([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*((?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?)[ \t]*\r\n/y;
const sizeLimit = 16 * 1024;

/**
 * Reads a chunk that is exactly one head of HTTP/1.1, every line of it beyond doubt. Undefined for all else: a part
 * of a head, more than a head, an odd character, another version. That is for node's parser to judge.
 */
export function readPlainRequest(chunk: Buffer): PlainRequest | undefined {
  if (chunk.length > sizeLimit) return undefined;
  const text = chunk.toString("latin1");
  firstLine.lastIndex = 0;
  const [, method, target] = firstLine.exec(text) ?? [];
  if (method === undefined || target === undefined) return undefined;
  const rawHeaders: string[] = [];
  let at = firstLine.lastIndex;
  while (text.charCodeAt(at) !== carriageReturn) {
    headerLine.lastIndex = at;
    const [, name, value] = headerLine.exec(text) ?? [];
    if (name === undefined || value === undefined) return undefined;
    rawHeaders.push(name, value);
    at = headerLine.lastIndex;
  }
  return at + 2 === text.length && text.endsWith("\r\n") ? { method, target, rawHeaders } : undefined;
}

const carriageReturn = 13;
