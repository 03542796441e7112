import type { FoldingRange } from "vscode-languageserver";

export type LineKind = "comment" | "blank" | "content";

/**
 * Groups of lines between blank ones, and blocks of comments inside them. A block that begins a group folds with it,
 * because two folds cannot begin on one line.
 */
export function foldLines(kinds: readonly LineKind[]): FoldingRange[] {
  const groups = runs(kinds, (kind) => kind !== "blank");
  return groups.flatMap((group) => {
    const comments = runs(kinds.slice(group.first, group.last + 1), (kind) => kind === "comment")
      .map(({ first, last }) => ({ first: group.first + first, last: group.first + last }))
      .filter(({ first, last }) => last > first && (first > group.first || last === group.last));
    const isComment = comments.some(({ first, last }) => first === group.first && last === group.last);
    const whole: FoldingRange[] = group.last > group.first && !isComment ? [fold(group)] : [];
    return [...whole, ...comments.map((block) => ({ ...fold(block), kind: "comment" }))];
  });
}

interface Run {
  readonly first: number;
  readonly last: number;
}

function runs(kinds: readonly LineKind[], belongs: (kind: LineKind) => boolean): Run[] {
  const found: Run[] = [];
  let first: number | undefined;
  for (const [index, kind] of kinds.entries()) {
    if (belongs(kind)) first ??= index;
    else if (first !== undefined) {
      found.push({ first, last: index - 1 });
      first = undefined;
    }
  }
  return first === undefined ? found : [...found, { first, last: kinds.length - 1 }];
}

function fold({ first, last }: Run): FoldingRange {
  return { startLine: first, endLine: last };
}
