/** How many copies of each process type run. */
export interface Formation {
  /** For the types that are not named; foreman: 0 unless `all` is given, 1 when nothing is. */
  readonly others: number;
  readonly types: ReadonlyMap<string, number>;
}

export type FormationReading =
  | { readonly kind: "formation"; readonly formation: Formation }
  /** A sentence that says what to write. */
  | { readonly kind: "invalid"; readonly message: string };

/** One of each: foreman's `all=1`. */
export const oneOfEach: Formation = { others: 1, types: new Map() };

/** Reads `all=1,web=2`; white space around names, signs and commas does not count. */
export function parseFormation(text: string): FormationReading {
  const types = new Map<string, number>();
  for (const piece of text.split(",")) {
    const match = /^\s*([A-Za-z0-9_-]+)\s*=\s*(\d{1,4})\s*$/.exec(piece);
    const [, name, count] = match ?? [];
    if (name === undefined) return { kind: "invalid", message: badPiece(piece) };
    types.set(name, Number(count));
  }
  const others = types.get("all") ?? 0;
  types.delete("all");
  return { kind: "formation", formation: { others, types } };
}

/**
 * Reads the names that follow `start`: `web`, `worker=2`, `web=2,worker`. Only these run, one copy each unless it says
 * otherwise. Without a name everything runs once.
 */
export function parseChosen(names: readonly string[]): FormationReading {
  if (names.length === 0) return { kind: "formation", formation: oneOfEach };
  const pieces = names
    .flatMap((name) => name.split(","))
    .map((piece) => (piece.includes("=") || piece.trim() === "" ? piece : `${piece}=1`));
  return parseFormation(pieces.join(","));
}

/** Copies of a type. */
export function copiesOf(formation: Formation, type: string): number {
  return formation.types.get(type) ?? formation.others;
}

/** Types that are named and that the Procfile does not have: a message, or undefined when there are none. */
export function unknownTypes(named: readonly string[], known: readonly string[]): string | undefined {
  const unknown = named.filter((type) => !known.includes(type));
  if (unknown.length === 0) return undefined;
  return `The Procfile has no process type ${unknown.map((type) => `"${type}"`).join(", ")}. It has ${known.join(", ") || "none"}.`;
}

function badPiece(piece: string): string {
  const what = piece.trim() === "" ? "An empty part" : `"${piece.trim()}"`;
  return `${what} is no part of a formation. Write it as web=2,worker=1; all=1 stands for every other type.`;
}
