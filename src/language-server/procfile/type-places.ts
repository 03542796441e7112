import { inLine, type Place, type Range, splitLines } from "../../language/text.ts";
import { processTypePlaces } from "../../manifest/process-type-places.ts";
import type { ProcfileContext } from "../contexts.ts";

/** The lines of this Procfile that are this type's. */
export function typeRanges({ document }: Pick<ProcfileContext, "document">, type: string): Range[] {
  return document.lines.flatMap((line, index) => {
    if (line.kind !== "process" || line.name.text !== type) return [];
    return [inLine(index, line.name.start, line.name.end)];
  });
}

/** Where other files of the project name a process type: the formations of app.json and of `.foreman`. */
export async function typePlacesElsewhere({ read }: Pick<ProcfileContext, "read">, type: string): Promise<Place[]> {
  const [manifest, foreman] = await Promise.all([read("app.json"), read(".foreman")]);
  const inFile = (file: string, ranges: readonly Range[]) => ranges.map((range) => ({ file, range }));
  return [
    ...inFile("app.json", manifest === undefined ? [] : processTypePlaces(manifest, type)),
    ...inFile(".foreman", foreman === undefined ? [] : foremanPlaces(foreman, type)),
  ];
}

/** In `formation: web=1,worker=2`, which may also be called `concurrency` or be in quotes. */
function foremanPlaces(text: string, type: string): Range[] {
  return splitLines(text).flatMap(({ text: line }, index) => {
    const option = /^\s*(?:formation|concurrency)\s*:/.exec(line);
    if (!option) return [];
    return [...line.matchAll(/[A-Za-z0-9_-]+(?=\s*=)/g)]
      .filter((match) => match.index >= option[0].length && match[0] === type)
      .map((match) => inLine(index, match.index, match.index + type.length));
  });
}
