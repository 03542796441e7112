import assert from "node:assert/strict";
import * as vscode from "vscode";
import { person, type Said } from "../person.ts";

/**
 * What is typed into a box or chosen from a list by its label, with a pattern also several where these may be ticked;
 * `back` is the button, `asIs` is Enter alone, undefined closes the question. A function is what happens meanwhile.
 */
export type Answered = Given | (() => Promise<Given>);
type Given = string | RegExp | typeof asIs | typeof back | undefined;

export const back = Symbol("back");
export const asIs = Symbol("asIs");

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
  const failures: unknown[] = [];
  const next = async (question: string): Promise<Given> => {
    heard.push(question);
    assert.ok(answers.length > 0, `nobody expected the question: ${question}`);
    const answer = answers.shift();
    return typeof answer === "function" ? answer() : answer;
  };
  /** A question that cannot be answered is closed: the command ends, and the test fails. */
  const ask: Ask = (question, { answer, close }) =>
    setImmediate(() =>
      next(question())
        .then(answer)
        .catch((error: unknown) => {
          failures.push(error);
          close();
        }),
    );
  window.createInputBox = () => box(ask, (complaint) => heard.push(complaint)) as unknown as vscode.InputBox;
  window.createQuickPick = (() => list(ask)) as unknown as Window["createQuickPick"];
  return {
    heard,
    leave() {
      Object.assign(window, { createInputBox, createQuickPick });
      for (const failure of failures) throw failure;
      assert.deepEqual(answers, [], `was not asked enough; heard:\n${heard.join("\n")}`);
    },
  };
}

/** What somebody says to the boxes and lists of a command, and to the pickers and messages of VS Code. */
export interface Talk {
  readonly boxes?: readonly Answered[];
  readonly said?: readonly Said[];
}

/** Runs a command in front of somebody; resolves with all that was heard, as one text. */
export async function talking({ boxes = [], said = [] }: Talk, command: string, ...args: unknown[]): Promise<string> {
  const [asked, told] = [answering(...boxes), person(...said)];
  try {
    await vscode.commands.executeCommand(command, ...args);
  } finally {
    try {
      asked.leave();
    } finally {
      told.leave();
    }
  }
  return [...asked.heard, ...told.heard].join("\n");
}

type Ask = (question: () => string, one: { answer(given: Given): void; close(): void }) => unknown;

function events() {
  const [accept, change, button, itemButton, hide] = [1, 2, 3, 4, 5].map(() => new vscode.EventEmitter<unknown>());
  assert.ok(accept && change && button && itemButton && hide);
  let isHidden = false;
  return {
    accept,
    change,
    members: {
      onDidAccept: accept.event,
      onDidChangeValue: change.event,
      onDidTriggerButton: button.event,
      onDidTriggerItemButton: itemButton.event,
      onDidHide: hide.event,
      dispose() {
        isHidden = true;
      },
      hide() {
        if (!isHidden) hide.fire(undefined);
        isHidden = true;
      },
    },
    get isHidden() {
      return isHidden;
    },
    /** Whether the answer was one that leaves the question. */
    leaves(answer: Given): boolean {
      if (answer === undefined) this.members.hide();
      if (answer === back) button.fire(vscode.QuickInputButtons.Back);
      return answer === undefined || answer === back;
    },
  };
}

function box(ask: Ask, complain: (words: string) => void) {
  const fired = events();
  const own = {
    ...fired.members,
    title: "",
    prompt: "",
    value: "",
    password: false,
    show() {
      ask(() => `${own.title}: ${own.prompt}${own.password ? " (dots)" : ""}`, one);
    },
    /** A refusal is heard, and answered with the next thing to say. */
    set validationMessage(message: vscode.InputBoxValidationMessage | undefined) {
      if (message?.severity !== vscode.InputBoxValidationSeverity.Error) {
        if (message !== undefined) complain(message.message);
        return;
      }
      if (isRefused) return;
      isRefused = true;
      complain(message.message);
      if (isAnswered) ask(() => `${own.title}, again`, one);
    },
  };
  let isRefused = false;
  let isAnswered = false;
  const type = (answer: Given): void => {
    if (fired.leaves(answer)) return;
    isAnswered = true;
    isRefused = false;
    if (answer !== asIs) own.value = String(answer);
    fired.change.fire(own.value);
    if (!isRefused) fired.accept.fire(undefined);
  };
  const one = { answer: type, close: fired.members.hide };
  return own;
}

function list(ask: Ask) {
  const fired = events();
  let shown: readonly vscode.QuickPickItem[] = [];
  const own = {
    ...fired.members,
    title: "",
    placeholder: "",
    value: "",
    canSelectMany: false,
    selectedItems: [] as readonly vscode.QuickPickItem[],
    show() {},
    get items() {
      return shown;
    },
    set items(items: readonly vscode.QuickPickItem[]) {
      shown = items;
      const labels = items.map(({ label, description }) => [label, description].filter(Boolean).join(" "));
      const ticked = () =>
        own.canSelectMany ? `; ticked: ${own.selectedItems.map(({ label }) => label).join(", ")}` : "";
      const details = items.flatMap(({ detail }) => (detail ? [`\n${detail}`] : [])).join("");
      const askOnce = (): unknown =>
        ask(() => `${own.title} [${own.placeholder}] ${labels.join(", ")}${ticked()}${details}`, {
          answer(given) {
            choose(items, labels, given);
            // A list that stays does not take what was chosen.
            setImmediate(() => !fired.isHidden && askOnce());
          },
          close: fired.members.hide,
        });
      askOnce();
    },
  };
  const choose = (items: readonly vscode.QuickPickItem[], labels: readonly string[], answer: Given): void => {
    if (fired.leaves(answer)) return;
    if (answer !== asIs)
      own.selectedItems = chosenOf(items, labels, answer).slice(0, own.canSelectMany ? undefined : 1);
    fired.accept.fire(undefined);
  };
  return own;
}

function chosenOf(items: readonly vscode.QuickPickItem[], labels: readonly string[], answer: Given) {
  const wanted = answer instanceof RegExp ? answer : new RegExp(`^(?:\\$\\(\\w+\\) )?${String(answer)}(?: |$)`);
  const chosen = items.filter((_, index) => wanted.test(labels[index] ?? ""));
  assert.ok(chosen.length > 0, `${String(answer)} is not among ${labels.join(", ")}`);
  return chosen;
}
