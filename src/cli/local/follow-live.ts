import { connect, type Socket } from "node:net";
import { styleText } from "node:util";
import type { ControlAnswer } from "../../runner/control/protocol.ts";
import type { CopyState } from "../../runner/events.ts";
import { type FoundRun, hearRun } from "./find-run.ts";
import { stateWord } from "./status-table.ts";
import { type Console, failure } from "./verb.ts";

/** Writes a copy's output until the run ends or a person has seen enough; what is typed is the copy's input. */
export async function followLive(run: FoundRun, name: string, console: Console): Promise<number> {
  const socket = await follow(run.entry.address, name);
  const closed = new Promise<void>((resolve) => void socket.once("close", resolve));
  await hearRun(run, (event) => {
    if (event.event !== "changed" || event.status.name !== socket.copy) return;
    if (toldStates.has(event.status.state.kind)) console.error(told(socket.copy, event.status.state, console));
  });
  // A reader that is slow makes the copy wait; one that goes away ends this.
  socket.on("data", (bytes) => {
    if (process.stdout.write(bytes)) return;
    socket.pause();
    process.stdout.once("drain", () => socket.resume());
  });
  process.stdout.once("error", () => socket.destroy());
  process.stdin.on("data", (typed) => socket.write(typed));
  const leave = (): void => void socket.destroy();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, leave);
  await closed;
  // Not destroyed: a terminal that stays is closed with a key.
  process.stdin.pause();
  return 0;
}

/** A copy that runs again begins to write by itself. */
const toldStates: ReadonlySet<CopyState["kind"]> = new Set(["ended", "stopped", "resting", "borrowed", "waiting"]);

function told(name: string, state: CopyState, { color }: Console): string {
  const text = `${name} ${state.kind === "stopped" ? "was stopped" : stateWord(state)}`;
  return `${color ? styleText("dim", text, { validateStream: false }) : text}\n`;
}

/** The connection after its answer, with the name of the copy. Throws a `Failure`. */
async function follow(address: string, name: string): Promise<Socket & { readonly copy: string }> {
  const socket = connect(address);
  socket.write(`${JSON.stringify({ id: 1, do: "follow", name })}\n`);
  const line = await firstLine(socket).catch(() => "");
  if (line === "") throw failure("The run has ended.");
  const answer = JSON.parse(line) as ControlAnswer;
  if (answer.ok) return Object.assign(socket, { copy: answer.processes[0]?.name ?? name });
  socket.destroy();
  throw failure(answer.message);
}

/** What follows it stays in the socket. Empty when the run has ended. */
async function firstLine(socket: Socket): Promise<string> {
  let head = Buffer.alloc(0);
  for await (const piece of socket.iterator({ destroyOnReturn: false })) {
    head = Buffer.concat([head, piece as Buffer]);
    if (head.includes("\n")) break;
  }
  const end = head.indexOf("\n");
  if (end === -1) return "";
  socket.unshift(head.subarray(end + 1));
  return head.subarray(0, end).toString();
}
