import { once } from "node:events";
import { connect } from "node:net";

interface Message {
  readonly type: string;
  readonly command?: string;
  readonly event?: string;
  readonly success?: boolean;
  readonly message?: string;
}

/** Attaches to a debugger that speaks the Debug Adapter Protocol and lets its program go on; leaves with its end. */
export async function attachByDap(port: number, attach: Readonly<Record<string, unknown>>): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  let seq = 0;
  const waiters = new Set<(message: Message) => void>();
  readMessages(socket, (message) => {
    for (const waiter of waiters) waiter(message);
  });
  const comes = (isIt: (message: Message) => boolean): Promise<Message> =>
    new Promise((resolve, reject) => {
      const look = (message: Message): void => {
        if (message.success === false) reject(new Error(message.message ?? JSON.stringify(message)));
        if (isIt(message)) resolve(message);
      };
      waiters.add(look);
    });
  const send = (command: string, args: object = {}): Promise<Message> => {
    seq += 1;
    const text = JSON.stringify({ seq, type: "request", command, arguments: args });
    socket.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    return comes((message) => message.type === "response" && message.command === command);
  };
  const ended = comes(({ event }) => event === "terminated" || event === "exited");
  // Some stop once at the first line.
  void comes(({ event }) => event === "stopped").then(() => send("continue", { threadId: 1 }));
  const initialized = comes(({ event }) => event === "initialized");
  await send("initialize", { adapterID: "test", pathFormat: "path", linesStartAt1: true, columnsStartAt1: true });
  const attached = send("attach", attach);
  await initialized;
  await send("configurationDone");
  await attached;
  void ended.then(async () => {
    await send("disconnect").catch(() => undefined);
    socket.destroy();
  });
}

function readMessages(socket: NodeJS.ReadableStream, take: (message: Message) => void): void {
  let bytes = Buffer.alloc(0);
  socket.on("data", (piece: Buffer) => {
    bytes = Buffer.concat([bytes, piece]);
    for (;;) {
      const end = bytes.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/.exec(bytes.toString("latin1", 0, end))?.[1]);
      if (end === -1 || bytes.length < end + 4 + length) return;
      take(JSON.parse(bytes.toString("utf8", end + 4, end + 4 + length)));
      bytes = bytes.subarray(end + 4 + length);
    }
  });
}
