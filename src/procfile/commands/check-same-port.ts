import type { Problem } from "../../language/problem.ts";
import { inLine } from "../../language/text.ts";
import type { ProcfileDocument } from "../syntax.ts";
import { endpointsOf, fixedPort } from "./ports.ts";
import { commandOf } from "./process-command.ts";

/** Two process types that take the same port: on one machine the second one cannot start. */
export function checkSamePort({ lines }: ProcfileDocument): Problem[] {
  const problems: Problem[] = [];
  const first = new Map<number, { name: string; range: Problem["range"] }>();
  for (const [line, process] of lines.entries()) {
    if (process.kind !== "process") continue;
    for (const endpoint of endpointsOf(commandOf(process))) {
      const port = fixedPort(endpoint);
      if (port === undefined) continue;
      const start = process.command.start;
      const range = inLine(line, start + endpoint.word.start, start + endpoint.word.end);
      const before = first.get(port);
      if (!before) first.set(port, { name: process.name.text, range });
      else if (before.name !== process.name.text) problems.push(taken(port, before, range));
    }
  }
  return problems;
}

function taken(port: number, before: { name: string; range: Problem["range"] }, range: Problem["range"]): Problem {
  return {
    code: "same-port",
    severity: "warning",
    message: `foreman, heroku local and the like start all processes on one machine, where ${before.name} already listens on port ${port}: the second one ends at once.`,
    range,
    related: [{ message: `${before.name} takes port ${port} here`, range: before.range }],
  };
}
