import { type Audience, createAudience } from "../../runner/control/audience.ts";
import { dropGone } from "../../runner/control/screen.ts";
import { createDisplay, type Display } from "../../runner/display.ts";
import type { RunnerEvent } from "../../runner/events.ts";
import { createJsonOutput } from "../../runner/json-output.ts";
import { createMergedOutput, type MergedOutput } from "../../runner/merged-output.ts";
import { createOutput, type Output } from "../../runner/output.ts";
import { createOutputMemory } from "../../runner/output-memory.ts";
import type { StartOptions } from "./start-options.ts";

/** All that learn what a run tells: its terminal, and those who ask from outside. */
export interface Telling {
  readonly output: Output;
  readonly display: Display;
  readonly audience: Audience;
  /** The merged output, where it goes to a terminal. */
  readonly screen: MergedOutput | undefined;
  tell(event: RunnerEvent): void;
  readonly say: Say;
}

/** The runner's own words about a copy, or as `system`. */
export type Say = (name: string, message: string) => void;

export function createTelling({ color, timestamp, json }: Pick<StartOptions, "color" | "timestamp" | "json">): Telling {
  const now = (): Date => new Date();
  const output = createOutput(process.stdout);
  const display = createDisplay({ color, timestamp, now });
  const memory = createOutputMemory(now);
  const merged = json ? undefined : createMergedOutput(display, output, memory);
  const print = merged?.write ?? createJsonOutput(output, now);
  const audience = createAudience(memory);
  const screen = process.stdout.isTTY ? merged : undefined;
  const tell = (event: RunnerEvent): void => {
    memory.keep(event);
    print(event);
    audience.hear(event);
    if (screen) dropGone(event, screen, audience);
  };
  return {
    output,
    display,
    audience,
    screen,
    tell,
    say: (name, message) => tell({ kind: "said", name, message }),
  };
}
