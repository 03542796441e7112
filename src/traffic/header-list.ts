/** Headers as names and values by turns. */
export type HeaderList = readonly string[];

/** The headers of one connection alone (RFC 9110, section 7.6.1), and those that `Connection` names. */
const ofConnection = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authorization",
  "te",
  "transfer-encoding",
  "upgrade",
  "http2-settings",
];

/** What a request means is never dropped at a client's word. */
const neverNamed = new Set([
  ...["cookie", "authorization", "host", "origin"],
  ...["content-length", "content-type", "content-encoding"],
]);

/** A pass over name and value pairs. */
export function* pairsOf(list: HeaderList): Generator<readonly [name: string, value: string]> {
  for (let at = 0; at + 1 < list.length; at += 2) yield [list[at] ?? "", list[at + 1] ?? ""];
}

/** Without the headers of one connection and those of `names`, which are in lower case. */
export function endToEnd(list: HeaderList, names: readonly string[] = []): string[] {
  const dropped = new Set([...ofConnection, ...names, ...namedByConnection(list)]);
  const kept: string[] = [];
  for (const [name, value] of pairsOf(list)) if (!dropped.has(name.toLowerCase())) kept.push(name, value);
  return kept;
}

/** All values of a header, joined as RFC 9110 (5.3) allows; empty without one. */
export function joined(list: HeaderList, wanted: string): string {
  const values: string[] = [];
  for (const [name, value] of pairsOf(list)) if (name.toLowerCase() === wanted) values.push(value);
  return values.join(", ");
}

export function appended(list: string, value: string): string {
  return list === "" ? value : `${list}, ${value}`;
}

function namedByConnection(list: HeaderList): string[] {
  const named = joined(list, "connection").toLowerCase().split(",");
  return named.map((name) => name.trim()).filter((name) => !neverNamed.has(name));
}
