import type { Socket } from "node:net";
import { answerTo, type ControlHost, type Lending } from "./answer.ts";
import type { ControlAnswer, ControlEvent } from "./protocol.ts";
import { readRequest } from "./request.ts";

/** Longest request, in characters: a client that sends no newline is sent away. */
const longestRequest = 64 * 1024;

/** Requests under way, which may take the time of a stop; more wait in the socket. */
const mostAtOnce = 256;

/** Bytes that may wait for a client that does not read. */
const mostWaiting = 8 * 1024 * 1024;

/** Answers one client. What it borrowed comes back when it goes. */
export function serve(socket: Socket, host: ControlHost): void {
  const loans = new Set<string>();
  const lending: Lending = {
    lent: ({ name }) => (socket.destroyed ? void host.runner.giveBack(name) : void loans.add(name)),
    returned: (name) => void loans.delete(name),
  };
  let unsubscribe = (): void => {};
  const send = (message: object): void => {
    if (!socket.writable) return;
    socket.write(`${JSON.stringify(message)}\n`);
    if (socket.writableLength > mostWaiting) socket.destroy();
  };
  let underWay = 0;
  const answer = async (line: string): Promise<void> => {
    if (++underWay > mostAtOnce) socket.pause();
    const read = readRequest(line);
    if (read?.request.do === "subscribe") {
      unsubscribe();
      unsubscribe = host.audience.subscribe((event: ControlEvent) => send(event));
    }
    const request = read?.request.do === "subscribe" ? ({ do: "status" } as const) : read?.request;
    send({ id: read?.id ?? null, ...(request ? await answerTo(host, request, lending) : unreadable) });
    if (--underWay === mostAtOnce) socket.resume();
  };
  readLines(socket, (line) => void answer(line));
  socket.on("close", () => {
    unsubscribe();
    for (const name of loans) host.runner.giveBack(name);
  });
}

const unreadable: ControlAnswer = {
  ok: false,
  message: 'This is no request. Send one JSON object a line, such as {"id":1,"do":"status"}.',
};

function readLines(socket: Socket, take: (line: string) => void): void {
  let text = "";
  socket.setEncoding("utf8").on("data", (piece: string) => {
    const lines = `${text}${piece}`.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) if (!socket.destroyed) take(line);
    if (text.length > longestRequest) socket.destroy();
  });
}
