import { connect, type Socket } from "node:net";
import type { CopyState, CopyStatus } from "../events.ts";
import type { ControlAnswer, ControlEvent, ControlRequest } from "./protocol.ts";

/** A connection to a running runner. */
export interface ControlClient {
  /** Rejects when the runner went away. */
  ask(request: ControlRequest): Promise<ControlAnswer>;
  /** All copies now, and every change from now on. */
  subscribe(listener: (event: ControlEvent) => void): Promise<readonly CopyStatus[]>;
  /** Resolves when the connection is over, from whichever side. */
  readonly closed: Promise<void>;
  close(): void;
}

/** Connects to the address of a `RunEntry`. Rejects when nobody listens there. */
export async function connectControl(address: string): Promise<ControlClient> {
  const socket = await open(address);
  const waiting = new Map<number, PromiseWithResolvers<ControlAnswer>>();
  const listeners = new Set<(event: ControlEvent) => void>();
  let lastId = 0;

  const take = (line: string): void => {
    const message = readMessage(line);
    if (message === undefined) return;
    if ("event" in message) for (const listener of listeners) listener(message);
    else waiting.get(message.id)?.resolve(message);
    if ("id" in message) waiting.delete(message.id);
  };

  const ask = (request: ControlRequest): Promise<ControlAnswer> => {
    if (socket.destroyed) return Promise.reject(gone());
    const id = ++lastId;
    const answer = Promise.withResolvers<ControlAnswer>();
    waiting.set(id, answer);
    socket.write(`${JSON.stringify({ id, ...request })}\n`);
    return answer.promise;
  };

  readLines(socket, take);
  const closed = new Promise<void>((resolve) => {
    // After the lines that came before the end.
    socket.once("close", () => setImmediate(resolve));
  });
  void closed.then(() => {
    for (const answer of waiting.values()) answer.reject(gone());
    waiting.clear();
  });

  return {
    ask,
    closed,
    close: () => socket.destroy(),
    async subscribe(listener) {
      const answer = await ask({ do: "subscribe" });
      if (!answer.ok) throw new Error(answer.message);
      listeners.add(listener);
      return answer.processes;
    },
  };
}

type Message = ControlEvent | (ControlAnswer & { readonly id: number });

function open(address: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(address, () => {
      socket.off("error", reject).on("error", () => {});
      resolve(socket);
    });
    socket.once("error", reject);
  });
}

/** Each line in a turn of its own: what waits for an answer sees it before the event that follows. */
function readLines(socket: Socket, take: (line: string) => void): void {
  let pieces: string[] = [];
  socket.setEncoding("utf8").on("data", (text: string) => {
    const [first = "", ...rest] = text.split("\n");
    pieces.push(first);
    const tail = rest.pop();
    if (tail === undefined) return;
    for (const line of [pieces.join(""), ...rest]) setImmediate(take, line);
    pieces = [tail];
  });
}

function gone(): Error {
  return new Error("The run has ended.");
}

function readMessage(line: string): Message | undefined {
  try {
    const message = JSON.parse(line) as Message;
    if ("event" in message)
      return message.event === "changed" ? { ...message, status: revive(message.status) } : message;
    return message.ok ? { ...message, processes: message.processes.map(revive) } : message;
  } catch {
    return undefined;
  }
}

/** JSON has no dates. */
function revive(status: CopyStatus): CopyStatus {
  const state = { ...status.state } as { since?: string | Date; until?: string | Date };
  if (state.since) state.since = new Date(state.since);
  if (state.until) state.until = new Date(state.until);
  return { ...status, state: state as unknown as CopyState };
}
