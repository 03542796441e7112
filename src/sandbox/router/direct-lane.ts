import type { Socket } from "node:net";
import { type DirectReply, directReply } from "./direct-reply.ts";
import { type PlainRequest, readPlainRequest } from "./plain-request.ts";

/** Answers a plain request after `reply.begin`, or says false: then node's HTTP server gets the connection. */
export type PlainHandler = (request: PlainRequest, socket: Socket, reply: DirectReply) => boolean;

/**
 * Requests without a body, which are most, cost a third of what node's HTTP server takes for them. A connection
 * starts here and moves to node's server, for good, with its first request that is anything else.
 */
export interface DirectLane {
  serve(socket: Socket): void;
  close(): void;
}

interface Client {
  readonly socket: Socket;
  readonly reply: DirectReply;
  /** On the monotonic clock. */
  freeSince: number;
}

const freeTime = 60_000;
const sweepTime = 5000;

export function createDirectLane(handle: PlainHandler, toNode: (socket: Socket) => void): DirectLane {
  const clients = new Set<Client>();
  const sweeper = setInterval(() => {
    const oldest = performance.now() - freeTime;
    for (const { socket, reply, freeSince } of clients) if (!reply.busy() && freeSince < oldest) socket.destroy();
  }, sweepTime).unref();

  function serve(socket: Socket): void {
    const reply = directReply(socket, done);
    const client: Client = { socket, reply, freeSince: performance.now() };
    let early: Buffer | undefined;
    clients.add(client);

    function done(keepAlive: boolean): void {
      client.freeSince = performance.now();
      if (!keepAlive) socket.destroySoon();
      if (!early) return;
      const next = early;
      early = undefined;
      socket.resume();
      if (keepAlive) read(next);
    }

    function read(chunk: Buffer): void {
      if (reply.busy()) {
        // The next request already: not before this one is answered.
        early = early ? Buffer.concat([early, chunk]) : chunk;
        socket.pause();
        return;
      }
      const request = readPlainRequest(chunk);
      if (request && handle(request, socket, reply)) return;
      leave();
      socket.unshift(chunk);
      toNode(socket);
    }

    function leave(): void {
      clients.delete(client);
      socket.off("data", read).off("drain", reply.drained);
      socket.off("end", gone).off("error", gone).off("close", gone);
    }

    function gone(): void {
      clients.delete(client);
      socket.destroy();
      reply.closed();
    }

    socket.on("data", read).on("drain", reply.drained);
    socket.on("end", gone).on("error", gone).on("close", gone);
  }

  return {
    serve,
    close() {
      clearInterval(sweeper);
      for (const { socket } of [...clients]) socket.destroy();
    },
  };
}
