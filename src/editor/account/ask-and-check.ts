import * as vscode from "vscode";
import { isCancelling } from "../explanation.ts";

/** What became of an answer: taken, or why not, to be corrected in the box. */
export type Checked<T> =
  | { readonly kind: "taken"; readonly result: T }
  | { readonly kind: "refused"; readonly complaint: string };

export interface CheckedQuestion<T> {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string | undefined;
  readonly isSecret: boolean;
  /** What is said while the answer is checked. */
  readonly busy: string;
  /** A page that helps to answer. */
  readonly help?: { readonly title: string; readonly url: string };
  /** `value` as it was typed: a password may begin or end with a blank. */
  check(value: string, signal: AbortSignal): Promise<Checked<T>>;
}

/** Asks in a box that stays open until the answer is good. Undefined when the person closes it. */
export function askAndCheck<T>(question: CheckedQuestion<T>): Promise<T | undefined> {
  const input = createInput(question);
  const aborter = new AbortController();
  return new Promise((resolve, reject) => {
    const accept = async (): Promise<void> => {
      input.busy = true;
      input.enabled = false;
      say(input, question.busy, vscode.InputBoxValidationSeverity.Info);
      try {
        const checked = await question.check(input.value, aborter.signal);
        if (checked.kind === "refused") return say(input, checked.complaint);
        resolve(checked.result);
        input.hide();
      } catch (error) {
        if (!isCancelling(error)) reject(error);
        input.hide();
      } finally {
        input.busy = false;
        input.enabled = true;
      }
    };
    input.onDidAccept(() => void accept());
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidHide(() => {
      aborter.abort();
      input.dispose();
      resolve(undefined);
    });
    input.show();
  });
}

function createInput<T>({ title, prompt, placeholder, value, isSecret, help }: CheckedQuestion<T>): vscode.InputBox {
  const input = vscode.window.createInputBox();
  Object.assign(input, { title, prompt, placeholder, value: value ?? "", password: isSecret, ignoreFocusOut: true });
  if (help) {
    input.buttons = [{ iconPath: new vscode.ThemeIcon("link-external"), tooltip: help.title }];
    input.onDidTriggerButton(() => void vscode.env.openExternal(vscode.Uri.parse(help.url)));
  }
  return input;
}

function say(input: vscode.InputBox, message: string, severity = vscode.InputBoxValidationSeverity.Error): void {
  input.validationMessage = { message, severity };
}
