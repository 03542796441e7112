import type { InlayHint } from "vscode-languageserver";
import type { Range } from "../../language/text.ts";
import { localPorts } from "../../procfile/local-ports.ts";
import type { ProcessLine } from "../../procfile/syntax.ts";
import type { ProcfileContext } from "../contexts.ts";
import { basePortOf } from "./base-port.ts";
import { shellOf } from "./shell-of.ts";

/** The `$PORT` that each process gets when it runs locally, at the end of its line. */
export async function procfileInlayHints(context: ProcfileContext, range: Range): Promise<InlayHint[]> {
  const { document, settings } = context;
  if (!settings.procfile.inlayHints) return [];
  const basePort = await basePortOf(context);
  const ports = localPorts(document, basePort);
  const lastLines = new Map(
    document.lines.map((line, index) => [line.kind === "process" ? line.name.text : "", index]),
  );
  return document.lines.slice(range.start.line, range.end.line + 1).flatMap((line, index) => {
    const row = range.start.line + index;
    const port = line.kind === "process" ? ports.get(line.name.text) : undefined;
    if (line.kind !== "process" || port === undefined) return [];
    return lastLines.get(line.name.text) === row && usesPort(line) ? [hint(line, row, port, basePort)] : [];
  });
}

/** A release process listens to nothing, and one that sets its own port does not get this one. */
function usesPort(line: ProcessLine): boolean {
  if (line.name.text === "release") return false;
  return !shellOf(line).commands.some(({ assignments }) => assignments.some((each) => each.name === "PORT"));
}

function hint({ name, command }: ProcessLine, line: number, port: number, basePort: number): InlayHint {
  return {
    position: { line, character: command.end },
    label: `:${port}`,
    paddingLeft: true,
    tooltip: {
      kind: "markdown",
      value: `Locally, \`${name.text}\` gets \`PORT=${port}\`. Foreman counts from ${basePort} (\`PORT\` of .env, else the setting for local runs) and adds 100 for each process type before it in this file; a second process of the same type gets ${port + 1}. heroku local counts from 5006 unless .env has \`PORT\`, and leaves a \`release\` line out.`,
    },
  };
}
