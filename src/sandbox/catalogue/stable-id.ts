import { createHash } from "node:crypto";

/** The same UUID for the same words, for things that are not in the store: regions, stacks, sizes. */
export function stableId(...words: string[]): string {
  const hex = createHash("sha256").update(words.join("\0")).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
