import { type Display, system } from "./display.ts";
import type { RunnerEvent } from "./events.ts";
import type { Output } from "./output.ts";
import type { OutputMemory, Remembered } from "./output-memory.ts";
import { createPrefixer, type Prefixer } from "./prefixer.ts";

/** What a runner tells as one stream of lines, each with its time and process. */
export interface MergedOutput {
  write(event: RunnerEvent): void;
  /**
   * From now on only these, copies or types, and the runner itself; all when there is none. Clears the screen and
   * writes their last lines again, so what was hidden meanwhile is there, as far as it is remembered.
   */
  show(names: readonly string[]): void;
  /** Empty while all is shown. */
  readonly shown: readonly string[];
}

/** Also the lines that had scrolled away. */
const clearScreen = Buffer.from("\u001b[2J\u001b[3J\u001b[H");

/** The memory keeps each event before it is written. */
export function createMergedOutput(
  display: Display,
  output: Output,
  memory: Pick<OutputMemory, "recall">,
): MergedOutput {
  const prefixers = new Map<string, Prefixer>();
  const shown = new Set<string>();
  const isShown = (name: string): boolean => shown.size === 0 || shown.has(name) || shown.has(typeOf(name));

  const prefixerOf = (name: string): Prefixer => {
    const prefixer = prefixers.get(name) ?? createPrefixer();
    prefixers.set(name, prefixer);
    return prefixer;
  };

  const writeAgain = ({ name, time, kind, bytes }: Remembered): void => {
    const prefix = display.prefixAt(name, time);
    // The runner's words may come in the middle of a line, which goes on after them.
    output.write((kind === "said" ? createPrefixer() : prefixerOf(name)).push(bytes, prefix));
  };

  return {
    get shown() {
      return [...shown].filter((name) => name !== system);
    },
    write(event) {
      if (event.kind === "changed") display.makeRoomFor(event.status.name);
      if (!("name" in event) || !isShown(event.name)) return;
      if (event.kind === "lines") {
        output.write(prefixerOf(event.name).push(event.bytes, display.prefix(event.name), output.take));
      }
      if (event.kind === "ended") output.write(prefixerOf(event.name).end(display.prefix(event.name)));
      if (event.kind === "said") output.write(saying(display.prefix(event.name), event.message));
    },
    show(names) {
      shown.clear();
      for (const name of names.length === 0 ? [] : [system, ...names]) shown.add(name);
      prefixers.clear();
      output.write(clearScreen);
      for (const remembered of memory.recall(isShown)) writeAgain(remembered);
      const message = names.length === 0 ? "shows all processes" : `shows only ${names.join(", ")}`;
      output.write(saying(display.prefix(system), message));
    },
  };
}

function saying(prefix: Uint8Array, message: string): Buffer {
  return Buffer.concat([prefix, Buffer.from(`${message}\n`)]);
}

function typeOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf(".")));
}
