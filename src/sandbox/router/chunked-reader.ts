/** Takes a chunked body (RFC 9112, section 7.1) apart, however its bytes are cut. */
export interface ChunkedReader {
  /** Gives the data in `chunk` to `emit`. The result is where the body ended in `chunk`, -1 while it goes on, or -2 when it is not chunked coding. */
  read(chunk: Buffer, emit: (data: Buffer) => void): number;
  /** Names and values by turns, complete once the body has ended. */
  readonly trailers: readonly string[];
}

export const bodyGoesOn = -1;
export const badChunk = -2;

const sizeLine = /^([0-9a-fA-F]{1,12})[ \t]*(?:;[^\r]*)?$/;
const trailerLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*$/;
const lineLimit = 4096;
const trailerLimit = 100;

export function createChunkedReader(): ChunkedReader {
  const trailers: string[] = [];
  let expected: "size" | "data" | "gap" | "trailer" = "size";
  let left = 0;
  let line = "";

  function takeData(chunk: Buffer, at: number, emit: (data: Buffer) => void): number {
    const end = Math.min(chunk.length, at + left);
    left -= end - at;
    emit(chunk.subarray(at, end));
    if (left === 0) expected = "gap";
    return end;
  }

  /** False when the line is none that may stand here. */
  function takeLine(text: string): boolean {
    if (expected === "gap") {
      expected = "size";
      return text === "";
    }
    if (expected === "trailer") {
      const [, name, value] = trailerLine.exec(text) ?? [];
      if (name === undefined || value === undefined || trailers.length >= trailerLimit * 2) return false;
      trailers.push(name, value);
      return true;
    }
    const [, hex] = sizeLine.exec(text) ?? [];
    if (hex === undefined) return false;
    left = Number.parseInt(hex, 16);
    expected = left === 0 ? "trailer" : "data";
    return true;
  }

  return {
    trailers,
    read(chunk, emit) {
      for (let at = 0; at < chunk.length; ) {
        if (expected === "data") {
          at = takeData(chunk, at, emit);
          continue;
        }
        const newline = chunk.indexOf(0x0a, at);
        line += chunk.toString("latin1", at, newline < 0 ? chunk.length : newline);
        if (line.length > lineLimit) return badChunk;
        if (newline < 0) return bodyGoesOn;
        at = newline + 1;
        const text = line.endsWith("\r") ? line.slice(0, -1) : line;
        line = "";
        if (expected === "trailer" && text === "") return at;
        if (!takeLine(text)) return badChunk;
      }
      return bodyGoesOn;
    },
  };
}
