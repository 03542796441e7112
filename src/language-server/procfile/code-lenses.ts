import type { CodeLens } from "vscode-languageserver";
import type { LanguageCommands, LinkedApp } from "../../language/linked-app.ts";
import { inLine } from "../../language/text.ts";
import { describeProcessType } from "../../procfile/process-types.ts";
import type { ProcessLine } from "../../procfile/syntax.ts";
import type { ProcfileContext } from "../contexts.ts";

/** Run · Debug · Scale · Logs above each process; the last two where the linked app has such a process type. */
export function procfileCodeLenses(context: ProcfileContext): CodeLens[] {
  if (!context.settings.procfile.codeLenses) return [];
  return context.document.lines.flatMap((line, index) =>
    line.kind === "process" ? lensesOf(context, line, index) : [],
  );
}

function lensesOf({ uri, app }: ProcfileContext, { name }: ProcessLine, index: number): CodeLens[] {
  const range = inLine(index, name.start, name.end);
  return actions(name.text, app).map(({ title, command }) => {
    return { range, command: { title, command, arguments: [{ uri, type: name.text }] } };
  });
}

interface Action {
  readonly title: string;
  readonly command: keyof LanguageCommands;
}

function actions(type: string, app: LinkedApp | undefined): Action[] {
  const linked = app?.processes.find((process) => process.type === type);
  const scale = linked && !describeProcessType(type).isOneOff ? scaleTitle(linked) : undefined;
  return [
    { title: "Run", command: "herokuWorkbench.procfile.run" },
    { title: "Debug", command: "herokuWorkbench.procfile.debug" },
    ...(scale === undefined ? [] : [{ title: scale, command: "herokuWorkbench.procfile.scale" } as const]),
    ...(linked ? [{ title: "Logs", command: "herokuWorkbench.procfile.logs" } as const] : []),
  ];
}

function scaleTitle({ quantity, size }: LinkedApp["processes"][number]): string {
  return quantity === 0 ? "Scale (off)" : `Scale (×${quantity} ${size})`;
}
