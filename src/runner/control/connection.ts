import type { Socket } from "node:net";
import { createMeter } from "../../process/usage/meter.ts";
import { answerTo, type ControlHost, type Visit } from "./answer.ts";
import { forOthers } from "./audience.ts";
import { createLendings } from "./lendings.ts";
import type { ControlAnswer, ControlRequest } from "./protocol.ts";
import { readRequest } from "./request.ts";

/** Longest request, in characters: a client that sends no newline is sent away. */
const longestRequest = 64 * 1024;

/** Requests under way, which may take the time of a stop; more wait in the socket. */
const mostAtOnce = 256;

/** Bytes that may wait for a client that does not read. */
const mostWaiting = 8 * 1024 * 1024;

/** Answers one client. What it borrowed comes back when it goes. */
export function serve(socket: Socket, host: ControlHost): void {
  const { runner, audience } = host;
  const lendings = createLendings(runner);
  const visit: Visit = { meter: createMeter(), lendings };
  let unsubscribe = (): void => {};
  let underWay = 0;
  let hasSentAll = false;

  const send = (message: object): void => {
    if (!socket.writable) return;
    socket.write(`${JSON.stringify(message)}\n`);
    if (socket.writableLength > mostWaiting) socket.destroy();
  };

  const answer = async (id: unknown, request: ControlRequest): Promise<void> => {
    if (++underWay > mostAtOnce) socket.pause();
    send({ id, ...(await answerTo(host, request, visit)) });
    if (--underWay === mostAtOnce) socket.resume();
    if (hasSentAll && underWay === 0) socket.end();
  };

  const follow = (id: unknown, name: string): Take | undefined => {
    const copy = runner.status().find((one) => one.name === name || one.type === name);
    if (!copy) return void send({ id, ok: false, message: `There is no process ${name} to follow.` });
    unsubscribe();
    send({ id, ok: true, processes: [forOthers(copy)] });
    audience.follow(copy.name, socket);
    return (text) => void runner.input(copy.name, text);
  };

  const take = (line: string): Take | undefined => {
    const { id, request } = readRequest(line);
    if (request) audience.attend();
    if (request?.do === "follow") return follow(id, request.name);
    if (request?.do === "subscribe") {
      unsubscribe();
      unsubscribe = audience.subscribe(send);
    }
    if (!request) send({ id, ...unreadable });
    else void answer(id, request.do === "subscribe" ? { do: "status" } : request);
    return undefined;
  };

  const leave = (): void => {
    unsubscribe();
    lendings.end();
  };
  readLines(socket, take);
  // A client that has sent all may wait for answers; of one that died no more is seen.
  socket.on("end", () => {
    hasSentAll = true;
    leave();
    if (underWay === 0) socket.end();
  });
  socket.on("close", leave);
}

const unreadable: ControlAnswer = {
  ok: false,
  message: 'This is no request. Send one JSON object a line, such as {"id":1,"do":"status"}.',
};

type Take = (text: string) => void;

/** What a line answers takes everything that follows it, as it comes. */
function readLines(socket: Socket, takeLine: (line: string) => Take | undefined): void {
  let text = "";
  let takeRest: Take | undefined;
  socket.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
    for (let end = text.indexOf("\n"); end !== -1 && !takeRest && !socket.destroyed; end = text.indexOf("\n")) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      takeRest = takeLine(line);
    }
    if (takeRest) {
      if (text !== "") takeRest(text);
      text = "";
    } else if (text.length > longestRequest) socket.destroy();
  });
}
