import assert from "node:assert/strict";
import * as vscode from "vscode";

/** What a person says to the next question: the label of a row, the text of a box, a button; undefined declines. */
export type Said = string | RegExp | undefined;

export interface Person {
  /** Every question, notice and refusal, in order. */
  readonly heard: readonly string[];
  leave(): void;
}

type Window = { -readonly [K in keyof typeof vscode.window]: (typeof vscode.window)[K] };
type Item = vscode.QuickPickItem | string;

/**
 * Sits in front of the editor and answers its questions in this order; what is said without a question in it is heard
 * and not answered. A click needs a screen: those are in test/e2e.
 */
export function person(...answers: Said[]): Person {
  const heard: string[] = [];
  const window = vscode.window as Window;
  const { showErrorMessage, showInformationMessage, showInputBox, showOpenDialog, showQuickPick, showWarningMessage } =
    window;
  const next = (question: string): Said => {
    heard.push(question);
    assert.ok(answers.length > 0, `nobody expected the question: ${question}`);
    return answers.shift();
  };
  const told = async (text: string, ...rest: readonly unknown[]) => {
    const [options, ...buttons] = typeof rest[0] === "object" ? rest : [{}, ...rest];
    const { modal = false, detail = "" } = (options ?? {}) as vscode.MessageOptions;
    if (modal) return next(`${text}\n${detail}`);
    heard.push(text);
    // A notice is answered only when the next thing to say is one of its buttons.
    return buttons.includes(answers[0]) ? answers.shift() : undefined;
  };
  window.showQuickPick = (async (
    offered: readonly Item[] | Thenable<readonly Item[]>,
    options?: vscode.QuickPickOptions,
  ) => {
    const items = await offered;
    const labels = items.map((item) => (typeof item === "string" ? item : item.label));
    const said = next(`${options?.title ?? ""}: ${labels.join(", ")}`);
    if (said === undefined) return undefined;
    const chosen = items.find((_, index) => matches(labels[index] ?? "", said));
    assert.ok(chosen, `${said} is not among ${labels.join(", ")}`);
    return options?.canPickMany ? [chosen] : chosen;
  }) as unknown as Window["showQuickPick"];
  window.showInputBox = async (options = {}) => {
    const said = next(`${options.title}: ${options.prompt}`);
    if (said === undefined) return undefined;
    const complaint = await options.validateInput?.(String(said));
    if (complaint) heard.push(typeof complaint === "string" ? complaint : complaint.message);
    return complaint && isRefusal(complaint) ? undefined : String(said);
  };
  window.showOpenDialog = async (options) => {
    const said = next(options?.title ?? "");
    return said === undefined ? undefined : [vscode.Uri.file(String(said))];
  };
  window.showInformationMessage = told as unknown as Window["showInformationMessage"];
  window.showWarningMessage = told as unknown as Window["showWarningMessage"];
  window.showErrorMessage = told as unknown as Window["showErrorMessage"];
  return {
    heard,
    leave() {
      Object.assign(window, { showErrorMessage, showInformationMessage, showInputBox });
      Object.assign(window, { showOpenDialog, showQuickPick, showWarningMessage });
      assert.deepEqual(answers, [], `was not asked enough; heard:\n${heard.join("\n")}`);
    },
  };
}

/** Runs a command in front of a person; resolves with all that was heard, as one text. */
export async function saying(answers: readonly Said[], command: string, ...args: readonly unknown[]): Promise<string> {
  const { heard, leave } = person(...answers);
  try {
    await vscode.commands.executeCommand(command, ...args);
  } finally {
    leave();
  }
  return heard.join("\n");
}

function isRefusal(complaint: string | vscode.InputBoxValidationMessage): boolean {
  return typeof complaint === "string" || complaint.severity === vscode.InputBoxValidationSeverity.Error;
}

function matches(label: string, said: string | RegExp): boolean {
  return typeof said === "string" ? label === said : said.test(label);
}
