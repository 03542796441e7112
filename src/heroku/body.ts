/** An answer's text, or as much of it as is allowed. */
export interface BodyText {
  readonly text: string;
  readonly bytes: number;
  /** More was there than `limit`; the rest was left and its connection closed. */
  readonly cut: boolean;
}

/** Reads at most `limit` bytes as UTF-8. */
export async function readBody(body: AsyncIterable<Uint8Array> | null, limit: number): Promise<BodyText> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk.subarray(0, limit - bytes));
    bytes += chunk.length;
    if (bytes > limit) return { text: decode(chunks), bytes: limit, cut: true };
  }
  return { text: decode(chunks), bytes, cut: false };
}

function decode(chunks: readonly Uint8Array[]): string {
  return new TextDecoder().decode(Buffer.concat(chunks));
}
