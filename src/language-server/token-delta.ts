import type { SemanticTokens, SemanticTokensDelta } from "vscode-languageserver";

export interface TokenDeltas {
  /** The tokens with an id by which an editor asks for the difference. */
  full(uri: string, tokens: SemanticTokens): SemanticTokens;
  /** What changed since `previousId`; everything when that is not the last answer for this document. */
  since(uri: string, previousId: string, tokens: SemanticTokens): SemanticTokens | SemanticTokensDelta;
}

interface Answer {
  readonly id: string;
  readonly tokens: readonly number[];
}

const mostDocuments = 20;

/** Remembers the last tokens of the documents that were asked for last. */
export function createTokenDeltas(): TokenDeltas {
  const answers = new Map<string, Answer>();
  let count = 0;
  function remember(uri: string, { data }: SemanticTokens): string {
    count += 1;
    answers.delete(uri);
    answers.set(uri, { id: String(count), tokens: data });
    for (const oldest of answers.keys()) if (answers.size > mostDocuments) answers.delete(oldest);
    return String(count);
  }
  return {
    full: (uri, tokens) => ({ resultId: remember(uri, tokens), data: tokens.data }),
    since(uri, previousId, tokens) {
      const previous = answers.get(uri);
      const resultId = remember(uri, tokens);
      if (previous?.id !== previousId) return { resultId, data: tokens.data };
      return { resultId, edits: difference(previous.tokens, tokens.data) };
    },
  };
}

/** One edit: everything between what is the same at the start and what is the same at the end. */
export function difference(before: readonly number[], after: readonly number[]): SemanticTokensDelta["edits"] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  if (head === before.length && head === after.length) return [];
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [{ start: head, deleteCount: before.length - head - tail, data: after.slice(head, after.length - tail) }];
}
