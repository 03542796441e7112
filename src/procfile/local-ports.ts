import type { ProcfileDocument } from "./syntax.ts";

/** What foreman adds from one process type to the next. */
const step = 100;

/**
 * The port that foreman and heroku local give the first process of each type: base + 100 × the place of the type in the
 * file, counting types that are scaled to zero. Of a type that comes twice, its last line counts (lib/foreman/engine.rb).
 */
export function localPorts(document: ProcfileDocument, basePort: number): Map<string, number> {
  const ports = new Map<string, number>();
  let place = 0;
  for (const line of document.lines) {
    if (line.kind !== "process") continue;
    ports.set(line.name.text, basePort + step * place);
    place += 1;
  }
  return ports;
}
