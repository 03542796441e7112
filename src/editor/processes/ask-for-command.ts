import * as vscode from "vscode";
import type { Entry } from "../../advice/scale-words.ts";
import { untilAnswered } from "../steps.ts";

interface CommandItem extends vscode.QuickPickItem {
  readonly command?: string;
}

/** Asks for a command: typed, one of those that ran before, or that of a process type. */
export async function askForCommand(
  title: string,
  { history, types }: { history: readonly string[]; types: readonly (Pick<Entry, "type"> & { command: string })[] },
): Promise<string | undefined> {
  const list = vscode.window.createQuickPick<CommandItem>();
  list.title = title;
  list.placeholder = vscode.l10n.t("A command, such as: rake db:migrate");
  const known: CommandItem[] = [
    ...section(
      vscode.l10n.t("Used before"),
      history.map((command) => ({ label: command, command })),
    ),
    ...section(
      vscode.l10n.t("Process types"),
      types.map(({ type, command }) => ({ label: command, description: type, command })),
    ),
  ];
  list.matchOnDescription = true;
  const show = (): void => {
    const typed = list.value.trim();
    const own = { label: typed, description: vscode.l10n.t("run this"), command: typed, alwaysShow: true };
    list.items = typed === "" || known.some(({ command }) => command === typed) ? known : [own, ...known];
  };
  show();
  list.onDidChangeValue(show);
  const answer = await untilAnswered<string>(list, (done) =>
    list.onDidAccept(() => {
      const command = list.selectedItems[0]?.command ?? list.value.trim();
      if (command !== "") done(command);
    }),
  );
  return typeof answer === "string" ? answer : undefined;
}

function section(label: string, items: readonly CommandItem[]): readonly CommandItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}
