import { setTimeout as wait } from "node:timers/promises";
import type { Meter } from "../../process/usage/meter.ts";
import type { ProcessRow } from "../../process/usage/process-row.ts";
import type { Runner } from "../runner.ts";
import { type Audience, forOthers } from "./audience.ts";
import type { Lendings } from "./lendings.ts";
import { markLoan } from "./loans.ts";
import type { ControlAnswer, ControlRequest, CopyUsage, DuplicateTarget, TrafficStatus } from "./protocol.ts";
import { type Screen, showOnly } from "./screen.ts";

/** What the answers are made from. */
export interface ControlHost {
  readonly runner: Runner;
  readonly audience: Audience;
  /** The run's local router, where it has one. */
  readonly traffic?: TrafficControl | undefined;
  /** The run's merged output, where it goes to a terminal. */
  readonly screen?: Screen | undefined;
  readonly processTable: () => Promise<readonly ProcessRow[]>;
}

/** A local router that can be asked. What it throws is told to whom asked. */
export interface TrafficControl {
  status(): TrafficStatus;
  record(file: string): Promise<void>;
  stopRecording(): Promise<void>;
  duplicate(targets: readonly DuplicateTarget[]): Promise<void>;
}

/** What is kept for one connection. */
export interface Visit {
  readonly meter: Meter;
  readonly lendings: Lendings;
}

/** Carries out what stands in one answer. Never rejects. */
export async function answerTo(host: ControlHost, request: ControlRequest, visit: Visit): Promise<ControlAnswer> {
  try {
    const more = await carryOut(host, request, visit);
    return typeof more === "string" ? { ok: false, message: more } : { ...statusOf(host), ...more };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

type Answered = Partial<Extract<ControlAnswer, { ok: true }>>;

function statusOf({ runner, traffic, screen }: ControlHost): Extract<ControlAnswer, { ok: true }> {
  return {
    ok: true,
    processes: runner.status().map(forOthers),
    ...(traffic && { traffic: traffic.status() }),
    ...(screen && screen.shown.length > 0 && { shown: screen.shown }),
  };
}

/** Of a string: why not. */
async function carryOut(host: ControlHost, request: ControlRequest, visit: Visit): Promise<Answered | string> {
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
      return borrow(runner, request, visit);
    case "give-back":
      return visit.lendings.giveBack(request.name) ? {} : `${request.name} is not borrowed.`;
    case "usage":
      return { usage: await usageOf(host, visit.meter) };
    case "show":
      return show(host, request.names);
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
  visit: Visit,
): Promise<Answered | string> {
  const lent = await runner.borrow(name, by);
  if (!lent) return `There is no process ${name} to borrow, or another program has it.`;
  const loan = markLoan(lent);
  visit.lendings.lent(loan);
  return { loan };
}

/** Milliseconds over which the first answer looks. */
const firstLook = 250;

async function usageOf({ runner, processTable }: ControlHost, meter: Meter): Promise<CopyUsage[]> {
  const read = async (): Promise<CopyUsage[]> => {
    const table = await processTable();
    return [...meter.read(table, pidsOf(runner), performance.now())].map(([name, usage]) => ({ name, ...usage }));
  };
  if (!meter.isPrimed) {
    await read();
    await wait(firstLook);
  }
  return read();
}

function pidsOf(runner: Runner): Map<string, number> {
  const running = runner.status().flatMap(({ name, state }): [string, number][] => {
    return state.kind === "running" ? [[name, state.pid]] : [];
  });
  return new Map(running);
}

function show({ runner, screen, audience }: ControlHost, names: readonly string[]): Answered | string {
  if (!screen) return "The output of this run goes to no terminal, so all of it is written.";
  const known = new Set(runner.status().flatMap(({ name, type }) => [name, type]));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) return noSuch(unknown);
  showOnly(names, screen, audience);
  return {};
}

async function direct(
  { traffic, audience }: ControlHost,
  request: Extract<ControlRequest, { do: "record" | "stop-recording" | "duplicate" }>,
): Promise<Answered | string> {
  if (!traffic) return "This run has no local router. Start it with --router.";
  if (request.do === "record") await traffic.record(request.file);
  if (request.do === "stop-recording") await traffic.stopRecording();
  if (request.do === "duplicate") await traffic.duplicate(request.targets);
  audience.tell({ event: "traffic", traffic: traffic.status() });
  return {};
}
