import type * as vscode from "vscode";
import type { LineView } from "../logs/line-view.ts";

/** Where the output of one app's builds is read. */
export interface BuildOutput {
  /** Empties it, brings it into view without taking the focus. */
  begin(heading: string): void;
  line(text: string): void;
  notice(text: string): void;
  /** Brings it into view once more, still without taking the focus. */
  reveal(): void;
  show(): void;
}

export function createBuildOutput(channel: Pick<vscode.OutputChannel, "show">, view: LineView): BuildOutput {
  return {
    begin(heading) {
      view.clear();
      view.notice(heading);
      channel.show(true);
    },
    line: (text) => view.push([text]),
    notice: (text) => view.notice(text),
    reveal: () => channel.show(true),
    show: () => channel.show(false),
  };
}
