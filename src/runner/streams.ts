import { closeSync } from "node:fs";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { type Child, type ChildOptions, startChild } from "../process/child.ts";
import type { KernelPipes } from "../process/kernel-pipes.ts";

/** A started child, whatever carries its input and output. */
export interface Streams {
  readonly child: Child;
  /** The child and all who have its output have closed it, and all of it has been handed over. */
  readonly ended: Promise<unknown>;
  /** It is held back, since the reader has not caught up. */
  isHeld(): boolean;
  input(text: string | Uint8Array): void;
  /** Nothing more is read, and nothing can be typed. */
  close(): void;
}

/** Bytes that are only good until the call returns; a promise holds the child back until it resolves. */
export type OnBytes = (bytes: Uint8Array) => Promise<void> | undefined;

export interface StreamsOptions extends Omit<ChildOptions, "stdin" | "stdio"> {
  readonly pipes: KernelPipes;
  readonly onBytes: OnBytes;
}

/**
 * Starts a child whose input does not end by itself. Over kernel pipes, its errors go where its output goes, so that
 * lines stay in order; `split` says how it is started over Node's own, where the two come apart.
 */
export function startStreams(options: StreamsOptions, split: Pick<ChildOptions, "args">): Streams {
  const output = options.pipes.take("read");
  const input = output && options.pipes.take("write");
  if (!output || !input) return overSockets({ ...options, ...split });
  const child = startChild({ ...options, stdio: [input.theirs, output.theirs, output.theirs] });
  closeSync(input.theirs);
  closeSync(output.theirs);
  return overPipes(child, { output: output.ours, input: input.ours }, options.onBytes);
}

/** For all pipes of all children: one is read at a time. */
const buffer = new Uint8Array(64 * 1024);

function overPipes(child: Child, ends: { output: number; input: number }, onBytes: OnBytes): Streams {
  let isHeld = false;
  let typing: Socket | undefined;
  let isClosed = false;
  const output: Socket = new Socket({
    fd: ends.output,
    writable: false,
    onread: {
      buffer,
      callback(length) {
        const caughtUp = onBytes(buffer.subarray(0, length));
        if (caughtUp === undefined) return true;
        isHeld = true;
        void caughtUp.then(() => {
          isHeld = false;
          if (!output.destroyed) output.resume();
        });
        return false;
      },
    },
  });
  const ended = new Promise((resolve) => output.once("close", resolve).on("error", () => {}));
  return {
    child,
    ended,
    isHeld: () => isHeld,
    input(text) {
      if (isClosed) return;
      typing ??= new Socket({ fd: ends.input, readable: false }).on("error", () => {});
      typing.write(text);
    },
    close() {
      output.destroy();
      if (typing) typing.destroy();
      else if (!isClosed) closeSync(ends.input);
      isClosed = true;
    },
  };
}

function overSockets(options: ChildOptions & { readonly onBytes: OnBytes }): Streams {
  const child = startChild({ ...options, stdin: "pipe" });
  const held = new Set<Readable>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes: Buffer) => {
      const caughtUp = options.onBytes(bytes);
      if (caughtUp === undefined) return;
      held.add(stream.pause());
      void caughtUp.then(() => held.delete(stream.resume()));
    });
  }
  return {
    child,
    ended: child.closed,
    isHeld: () => held.size > 0,
    input: (text) => void child.stdin.write(text),
    close() {
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    },
  };
}
