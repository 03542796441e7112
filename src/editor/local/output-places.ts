import path from "node:path";

/** A file that a line of output names, perhaps with a place in it. */
export interface OutputPlace {
  /** In the line, in UTF-16 units. */
  readonly start: number;
  readonly length: number;
  readonly path: string;
  /** From 1, as people count. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** `lib/a.js:3:7`, `a.rb:3:in`, `File "a.py", line 3`: relative paths with an ending. */
const place = /(?<![\w/:.])((?:[\w.@+-]+\/)*[\w.@+-]+\.[A-Za-z]\w{0,9})(?:"?, line (\d+)|:(\d+)(?::(\d+))?)?/g;

export function placesIn(line: string): OutputPlace[] {
  return [...line.matchAll(place)].map(({ index, 0: text, 1: path = "", 2: said, 3: row, 4: column }) => ({
    start: index,
    length: text.length,
    path,
    line: numberOf(said ?? row),
    column: numberOf(column),
  }));
}

/** The process type whose line it is, by its prefix. */
export function typeOfLine(line: string): string | undefined {
  return /^(?:\d\d:\d\d:\d\d )?([\w-]+)\.\d+ +\| /.exec(line)?.[1];
}

/** The folders that a command enters, as `cd api && node server.js` does. Those that only seem so hold no such file. */
export function foldersOf(command: string): string[] {
  const entered = command.matchAll(/(?:^|[\s;&|('"])(?:cd|pushd)\s+(?:--\s+)?(?:'([^']+)'|"([^"$]+)"|([\w.@+/-]+))/g);
  let folder = "";
  const folders = [...entered].map(([, single, double, bare]) => {
    const target = single ?? double ?? bare ?? "";
    folder = /^[/~-]/.test(target) ? folder : path.posix.normalize(`${folder}/${target}`).replace(/^\//, "");
    return folder;
  });
  return [...new Set(folders)].filter((one) => one !== "" && !one.startsWith(".."));
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
