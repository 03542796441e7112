/** Names of headers, in lower case, that a reader takes out of header lines. */
export interface WatchedNames {
  /** False for nearly every header that is not watched, by its first character and length alone. */
  maybe(firstCharacter: number, length: number): boolean;
}

const lengthLimit = 31;

export function watchNames(names: readonly string[]): WatchedNames {
  const marked = new Uint8Array(256 * (lengthLimit + 1));
  for (const name of names) {
    for (const first of [name, name.toUpperCase()]) marked[(first.charCodeAt(0) << 5) | name.length] = 1;
  }
  return { maybe: (first, length) => length <= lengthLimit && marked[(first << 5) | length] === 1 };
}

/**
 * Reads header lines, each with a colon and a line feed at its end, and leaves out those that `take` takes. Cuts as
 * little as it can: most lines pass as they are. `take` gets names in lower case and values without blanks around.
 */
export function takeHeaders<Found>(
  lines: string,
  options: {
    readonly watched: WatchedNames;
    readonly found: Found;
    take(found: Found, name: string, value: string): boolean;
  },
): string {
  const { watched, found, take } = options;
  let kept = "";
  let from = 0;
  for (let at = 0; at < lines.length; ) {
    const colon = lines.indexOf(":", at);
    const next = lines.indexOf("\n", colon) + 1;
    if (watched.maybe(lines.charCodeAt(at), colon - at)) {
      const name = lines.slice(at, colon).toLowerCase();
      if (take(found, name, sliceTrimmed(lines, colon + 1, next))) {
        kept += lines.slice(from, at);
        from = next;
      }
    }
    at = next;
  }
  return from === 0 ? lines : kept + lines.slice(from);
}

/** Without the lines of these names, given in lower case. */
export function dropHeaders(lines: string, names: readonly string[]): string {
  const take = (_: null, name: string) => names.includes(name);
  return takeHeaders(lines, { watched: everything, found: null, take });
}

/** Names and values by turns. */
export function splitHeaders(lines: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const colon = lines.indexOf(":", at);
    const next = lines.indexOf("\n", colon) + 1;
    found.push(lines.slice(at, colon), sliceTrimmed(lines, colon + 1, next));
    at = next;
  }
  return found;
}

/** Lines of names and values by turns. */
export function joinHeaders(list: readonly string[]): string {
  let lines = "";
  for (let at = 0; at + 1 < list.length; at += 2) lines += `${list[at]}: ${list[at + 1]}\r\n`;
  return lines;
}

export function appendToList(list: string, value: string): string {
  return list === "" ? value : `${list}, ${value}`;
}

const everything: WatchedNames = { maybe: () => true };

/** Without the blanks of HTTP at both ends and the line end. `trim` would take bytes of UTF-8 too. */
function sliceTrimmed(text: string, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}
