import type { Problem } from "../../language/problem.ts";
import { inLine } from "../../language/text.ts";
import type { ProcessLine } from "../syntax.ts";
import { endpointsOf, fixedPort } from "./ports.ts";
import type { ProcessCommand } from "./process-command.ts";

/** A fixed port in a command; columns count from the command's start. */
export interface TakenPort {
  readonly port: number;
  readonly start: number;
  readonly end: number;
}

export interface LinePort extends TakenPort {
  readonly line: ProcessLine;
  readonly number: number;
}

const none: readonly TakenPort[] = [];

/** The fixed ports that a command gives its servers. */
export function takenPorts(process: ProcessCommand): readonly TakenPort[] {
  if (!/\d\d/.test(process.text)) return none;
  const { errors } = process.shell;
  const endpoints = errors.length === 0 ? endpointsOf(process) : [];
  return endpoints.flatMap((endpoint) => {
    const port = fixedPort(endpoint);
    return port === undefined ? [] : [{ port, start: endpoint.word.start, end: endpoint.word.end }];
  });
}

/** Two process types that take the same port: on one machine the second one cannot start. */
export function checkSamePort(ports: readonly LinePort[]): Problem[] {
  const first = new Map<number, LinePort>();
  return ports.flatMap((taken) => {
    const before = first.get(taken.port);
    if (!before) first.set(taken.port, taken);
    return before && before.line.name.text !== taken.line.name.text ? [twice(before, taken)] : [];
  });
}

function twice(before: LinePort, taken: LinePort): Problem {
  const { port } = taken;
  const name = before.line.name.text;
  return {
    code: "same-port",
    severity: "warning",
    message: `foreman, heroku local and the like start all processes on one machine, where ${name} already listens on port ${port}: the second one ends at once.`,
    range: rangeOf(taken),
    related: [{ message: `${name} takes port ${port} here`, range: rangeOf(before) }],
  };
}

function rangeOf({ line, number, start, end }: LinePort): Problem["range"] {
  return inLine(number, line.command.start + start, line.command.start + end);
}
