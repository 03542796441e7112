import type { Writable } from "node:stream";
import {
  createMessageConnection,
  Emitter,
  type Message,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
  RAL,
} from "vscode-jsonrpc";

/**
 * A JSON-RPC connection over two streams. The Node build of vscode-jsonrpc would do as well, but loads sockets and
 * OpenSSL, which cost a resting server 2 MB.
 */
export function connect(reader: MessageReader, writer: MessageWriter): MessageConnection {
  RAL.install(runtime);
  return createMessageConnection(reader, writer);
}

/** Writes LSP's base protocol. */
export function createMessageWriter(output: Writable): MessageWriter {
  const errors = new Emitter<[Error, Message | undefined, number | undefined]>();
  const closed = new Emitter<void>();
  output.on("close", () => closed.fire());
  return {
    onError: errors.event,
    onClose: closed.event,
    write(message) {
      const body = Buffer.from(JSON.stringify(message), "utf8");
      const head = Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, "ascii");
      return new Promise((resolve, reject) => {
        output.write(Buffer.concat([head, body]), (error) => (error ? reject(error) : resolve()));
      });
    },
    end: () => output.end(),
    dispose() {
      errors.dispose();
      closed.dispose();
    },
  };
}

const nothing = () => {};

/** What a connection with a reader and a writer of its own asks of the runtime: timers and a console that is silent. */
const runtime = {
  console: { info: nothing, log: nothing, warn: nothing, error: nothing },
  timer: {
    setTimeout(callback: (...args: unknown[]) => void, ms: number, ...args: unknown[]) {
      const timer = setTimeout(callback, ms, ...args);
      return { dispose: () => clearTimeout(timer) };
    },
    setImmediate(callback: (...args: unknown[]) => void, ...args: unknown[]) {
      const timer = setImmediate(callback, ...args);
      return { dispose: () => clearImmediate(timer) };
    },
    setInterval(callback: (...args: unknown[]) => void, ms: number, ...args: unknown[]) {
      const timer = setInterval(callback, ms, ...args);
      return { dispose: () => clearInterval(timer) };
    },
  },
} as Parameters<typeof RAL.install>[0];
