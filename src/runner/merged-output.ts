import type { Display } from "./display.ts";
import type { RunnerEvent } from "./events.ts";
import type { Output } from "./output.ts";
import { createPrefixer, type Prefixer } from "./prefixer.ts";

/** Writes what a runner tells as one stream of lines, each with its time and process. */
export function createMergedOutput(display: Display, output: Output): (event: RunnerEvent) => void {
  const prefixers = new Map<string, Prefixer>();
  const prefixerOf = (name: string): Prefixer => {
    const prefixer = prefixers.get(name) ?? createPrefixer();
    prefixers.set(name, prefixer);
    return prefixer;
  };
  return (event) => {
    if (event.kind === "lines") {
      output.write(prefixerOf(event.name).push(event.bytes, display.prefix(event.name), output.take));
    }
    if (event.kind === "ended") output.write(prefixerOf(event.name).end(display.prefix(event.name)));
    if (event.kind === "said") {
      output.write(Buffer.concat([display.prefix(event.name), Buffer.from(`${event.message}\n`)]));
    }
    if (event.kind === "changed") display.makeRoomFor(event.status.name);
  };
}
