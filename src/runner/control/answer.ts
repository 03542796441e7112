import type { Runner } from "../runner.ts";
import { type Audience, forOthers } from "./audience.ts";
import type { ControlAnswer, ControlRequest, DuplicateTarget, Loan, TrafficStatus } from "./protocol.ts";

/** What the answers are made from. */
export interface ControlHost {
  readonly runner: Runner;
  readonly audience: Audience;
  /** The run's local router, where it has one. */
  readonly traffic?: TrafficControl | undefined;
}

/** A local router that can be asked. What it throws is told to whom asked. */
export interface TrafficControl {
  status(): TrafficStatus;
  record(file: string): Promise<void>;
  stopRecording(): Promise<void>;
  duplicate(targets: readonly DuplicateTarget[]): Promise<void>;
}

/** What a connection is to remember. */
export interface Lending {
  lent(loan: Loan): void;
  returned(name: string): void;
}

/** Carries out what stands in one answer. Never rejects. */
export async function answerTo(host: ControlHost, request: ControlRequest, lending: Lending): Promise<ControlAnswer> {
  try {
    const more = await carryOut(host, request, lending);
    return typeof more === "string" ? { ok: false, message: more } : { ...statusOf(host), ...more };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

type Answered = Partial<Extract<ControlAnswer, { ok: true }>>;

function statusOf({ runner, traffic }: ControlHost): Extract<ControlAnswer, { ok: true }> {
  const status = { ok: true, processes: runner.status().map(forOthers) } as const;
  return traffic ? { ...status, traffic: traffic.status() } : status;
}

/** Of a string: why not. */
async function carryOut(host: ControlHost, request: ControlRequest, lending: Lending): Promise<Answered | string> {
  const { runner } = host;
  switch (request.do) {
    case "status":
      return {};
    case "stop":
      runner.stop("SIGTERM");
      return {};
    case "start":
      return runner.start(request.name) ? {} : noSuch(request.name);
    case "stop-process":
      return (await runner.stopProcess(request.name)) ? {} : noSuch(request.name);
    case "restart":
      return (await runner.restart(request.name)) ? {} : noSuch(request.name);
    case "scale":
      return (await runner.scale(request.name, request.copies)) ? {} : noSuchScale(request.name);
    case "input":
      return runner.input(request.name, `${request.text}\n`) ? {} : `${request.name} does not run.`;
    case "borrow":
      return borrow(runner, request, lending);
    case "give-back":
      lending.returned(request.name);
      return runner.giveBack(request.name) ? {} : `${request.name} is not borrowed.`;
    case "record":
    case "stop-recording":
    case "duplicate":
      return direct(host, request);
    default:
      return `This run does not know ${request.do}.`;
  }
}

function noSuch(name: string): string {
  return `There is no process ${name}.`;
}

function noSuchScale(name: string): string {
  return `There is no process type ${name}, or no port for so many copies.`;
}

async function borrow(
  runner: Runner,
  { name, by }: Extract<ControlRequest, { do: "borrow" }>,
  lending: Lending,
): Promise<Answered | string> {
  const loan = await runner.borrow(name, by);
  if (!loan) return `There is no process ${name} to borrow, or another program has it.`;
  lending.lent(loan);
  return { loan };
}

async function direct(
  { traffic }: ControlHost,
  request: Extract<ControlRequest, { do: "record" | "stop-recording" | "duplicate" }>,
): Promise<Answered | string> {
  if (!traffic) return "This run has no local router. Start it with --router.";
  if (request.do === "record") await traffic.record(request.file);
  if (request.do === "stop-recording") await traffic.stopRecording();
  if (request.do === "duplicate") await traffic.duplicate(request.targets);
  return {};
}
