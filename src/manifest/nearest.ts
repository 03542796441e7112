/** The candidate that `word` is a slip of: other case, or at most two letters wrong; undefined when none is that near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const limit = Math.min(2, Math.floor(candidate.length / 3));
    const distance =
      Math.abs(candidate.length - word.length) > limit ? Infinity : distanceOf(plain(word), plain(candidate));
    if (distance <= limit && distance < (best?.distance ?? Infinity)) best = { candidate, distance };
  }
  return best?.candidate;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll("_", "-");
}

/** Letters to add, take away, replace or swap with their neighbour, by rows of the usual table. */
function distanceOf(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 0; at < one.length; at += 1) {
    const next = [at + 1];
    for (let column = 0; column < other.length; column += 1) {
      const replaced = (row[column] ?? 0) + (other[column] === one[at] ? 0 : 1);
      const swaps = at > 0 && column > 0 && one[at] === other[column - 1] && one[at - 1] === other[column];
      const swapped = swaps ? (before[column - 1] ?? 0) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row.at(-1) ?? 0;
}
