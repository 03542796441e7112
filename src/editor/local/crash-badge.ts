import type * as vscode from "vscode";
import { isCrash } from "./copy-words.ts";
import { copiesOf, type LocalModel, typesOf } from "./local-model.ts";

/** How many copies crashed, for those who look elsewhere. */
export function crashBadge(model: LocalModel): vscode.ViewBadge | undefined {
  const crashed = model.procfiles().flatMap(({ file }) =>
    typesOf(model, file)
      .flatMap((type) => copiesOf(model, file, type))
      .filter(({ state }) => isCrash(state)),
  );
  if (crashed.length === 0) return undefined;
  const names = crashed.map(({ name }) => name).join(", ");
  return { value: crashed.length, tooltip: `${names} crashed on this computer` };
}
