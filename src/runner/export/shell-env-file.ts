import { sharedVariables } from "./copies-of.ts";
import { type ExportedFile, type ExportRequest, signature } from "./export-request.ts";
import { shellQuote } from "./shell-quote.ts";

/** The variables as a shell reads them, for service managers without a file of variables; nothing when there are none. */
export function shellEnvFile(request: ExportRequest): ExportedFile[] {
  const variables = sharedVariables(request);
  if (variables.length === 0) return [];
  const lines = variables.map(([name, value]) => `export ${name}=${shellQuote(value)}\n`);
  return [{ name: nameOf(request), text: `# ${signature(request.app)}\n${lines.join("")}`, isSecret: true }];
}

/** The command, and before it what reads the variables. When that fails the process ends with the shell's reason. */
export function withEnvFile(command: string, request: ExportRequest): string {
  if (sharedVariables(request).length === 0) return command;
  return `. ${shellQuote(`${request.folder}/${nameOf(request)}`)} || exit 1; ${command}`;
}

function nameOf({ app }: ExportRequest): string {
  return `${app}.env.sh`;
}
