import assert from "node:assert/strict";
import * as vscode from "vscode";

/** What is typed into a box or chosen from a list by its label; `back` is the button, undefined closes the question. */
export type Answered = string | RegExp | typeof back | undefined;

export const back = Symbol("back");

export interface Answering {
  /** Each question with what it says, each complaint, in order. */
  readonly heard: readonly string[];
  leave(): void;
}

type Window = { -readonly [K in keyof typeof vscode.window]: (typeof vscode.window)[K] };

/** Answers the steps of a flow in this order, in place of the editor's own boxes and lists. */
export function answering(...answers: Answered[]): Answering {
  const window = vscode.window as Window;
  const { createInputBox, createQuickPick } = window;
  const heard: string[] = [];
  const next = (question: string): Answered => {
    heard.push(question);
    assert.ok(answers.length > 0, `nobody expected the question: ${question}`);
    return answers.shift();
  };
  window.createInputBox = () => box(next, (complaint) => heard.push(complaint)) as unknown as vscode.InputBox;
  window.createQuickPick = (() => list(next)) as unknown as Window["createQuickPick"];
  return {
    heard,
    leave() {
      Object.assign(window, { createInputBox, createQuickPick });
      assert.deepEqual(answers, [], `was not asked enough; heard:\n${heard.join("\n")}`);
    },
  };
}

type Next = (question: string) => Answered;

function events() {
  const [accept, change, button, hide] = [1, 2, 3, 4].map(() => new vscode.EventEmitter<unknown>());
  assert.ok(accept && change && button && hide);
  let isHidden = false;
  return {
    accept,
    change,
    members: {
      onDidAccept: accept.event,
      onDidChangeValue: change.event,
      onDidTriggerButton: button.event,
      onDidHide: hide.event,
      dispose() {},
      hide() {
        if (!isHidden) hide.fire(undefined);
        isHidden = true;
      },
    },
    /** Whether the answer was one that leaves the question. */
    leaves(answer: Answered): boolean {
      if (answer === undefined) this.members.hide();
      if (answer === back) button.fire(vscode.QuickInputButtons.Back);
      return answer === undefined || answer === back;
    },
  };
}

function box(next: Next, complain: (words: string) => void) {
  const fired = events();
  const own = {
    ...fired.members,
    title: "",
    prompt: "",
    value: "",
    show() {
      setImmediate(() => type(next(`${own.title}: ${own.prompt}`)));
    },
    /** A refusal is heard, and answered with the next thing to say. */
    set validationMessage(message: vscode.InputBoxValidationMessage | undefined) {
      if (message?.severity !== vscode.InputBoxValidationSeverity.Error || isRefused) return;
      isRefused = true;
      complain(message.message);
      if (isAnswered) setImmediate(() => type(next(`${own.title}, again`)));
    },
  };
  let isRefused = false;
  let isAnswered = false;
  const type = (answer: Answered): void => {
    if (fired.leaves(answer)) return;
    isAnswered = true;
    isRefused = false;
    own.value = String(answer);
    fired.change.fire(own.value);
    if (!isRefused) fired.accept.fire(undefined);
  };
  return own;
}

function list(next: Next) {
  const fired = events();
  const own = {
    ...fired.members,
    title: "",
    placeholder: "",
    selectedItems: [] as vscode.QuickPickItem[],
    show() {},
    set items(items: readonly vscode.QuickPickItem[]) {
      const labels = items.map(({ label, description }) => [label, description].filter(Boolean).join(" "));
      setImmediate(() => choose(items, labels, next(`${own.title} [${own.placeholder}] ${labels.join(", ")}`)));
    },
  };
  const choose = (items: readonly vscode.QuickPickItem[], labels: readonly string[], answer: Answered): void => {
    if (fired.leaves(answer)) return;
    const wanted = answer instanceof RegExp ? answer : new RegExp(`^(?:\\$\\(\\w+\\) )?${String(answer)}(?: |$)`);
    const chosen = items.find((_, index) => wanted.test(labels[index] ?? ""));
    assert.ok(chosen, `${String(answer)} is not among ${labels.join(", ")}`);
    own.selectedItems = [chosen];
    fired.accept.fire(undefined);
  };
  return own;
}
