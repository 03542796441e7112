import { existsSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { type DebuggerKind, debuggerOf } from "../../../runner/debugger-of.ts";
import { showDone } from "../../messages.ts";
import type { ChosenProcess } from "../choose-local.ts";
import { type Debugger, debuggers } from "./debuggers.ts";

/** A copy, and what debugs it. */
export interface DebugTarget extends Pick<ChosenProcess, "procfile" | "process"> {
  /** `web.1` */
  readonly copy: string;
  readonly kind: DebuggerKind;
  readonly debugger: Debugger;
  readonly library: string | undefined;
}

/** Undefined when nothing here can debug it, which a message says, with the extension that can. */
export async function debugTarget(chosen: ChosenProcess): Promise<DebugTarget | undefined> {
  const { procfile, process, name } = chosen;
  const found = debuggerOf(process.command, {}, (file) => existsSync(path.join(procfile.root, file)));
  if (found.kind === "other") return sayUnknown(process.type, found.program);
  const known = debuggers[found.kind];
  if (!vscode.extensions.getExtension(known.extension)) return offer(process.type, known);
  const library = await known.library?.();
  if (found.kind === "go" && library === undefined) return sayDelveIsMissing(process.type);
  const copy = name === process.type ? `${name}.1` : name;
  return { procfile, process, copy, kind: found.kind, debugger: known, library };
}

function sayUnknown(type: string, program: string): undefined {
  showDone(
    vscode.l10n.t(
      "{0} starts {1}, which Heroku Workbench cannot debug: it debugs Node, Python, Ruby, Java and Go.",
      type,
      program,
    ),
  );
}

function offer(type: string, { label, extension }: Debugger): undefined {
  showDone(vscode.l10n.t("To debug {0}, install the extension {1} ({2}).", type, label, extension), {
    title: vscode.l10n.t("Find It"),
    command: "workbench.extensions.search",
    arguments: [`@id:${extension}`],
  });
}

function sayDelveIsMissing(type: string): undefined {
  showDone(vscode.l10n.t("To debug {0}, install dlv, the debugger of Go.", type), {
    title: vscode.l10n.t("Install Go Tools"),
    command: "go.tools.install",
  });
}
