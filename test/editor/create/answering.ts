import assert from "node:assert/strict";
import * as vscode from "vscode";
import { person, type Said } from "../person.ts";

/**
<<<<<<< HEAD
 * What is typed into a box or chosen from a list by its label, with a pattern also several where these may be ticked;
 * `back` is the button, `asIs` is Enter alone, undefined closes the question. A function is what happens meanwhile.
 */
export type Answered = Given | (() => Promise<Given>);
type Given = string | RegExp | typeof asIs | typeof back | undefined;
=======
 * What is typed into a box or chosen from a list by its label; `back` is the button, undefined closes the question. A
 * function does something while the question is open.
 */
export type Answered = Said | (() => Promise<Said>);
type Said = string | RegExp | typeof back | undefined;
>>>>>>> 69d0a96 (wip)

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
<<<<<<< HEAD
  const failures: unknown[] = [];
  const next = async (question: string): Promise<Given> => {
    heard.push(question);
    assert.ok(answers.length > 0, `nobody expected the question: ${question}`);
    const answer = answers.shift();
    return typeof answer === "function" ? answer() : answer;
=======
  const next: Next = (question, answer) => {
    heard.push(question);
    assert.ok(answers.length > 0, `nobody expected the question: ${question}`);
    const said = answers.shift();
    if (typeof said === "function") void said().then(answer);
    else answer(said);
>>>>>>> 69d0a96 (wip)
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

<<<<<<< HEAD
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
=======
type Next = (question: string, answer: (said: Said) => void) => void;
>>>>>>> 69d0a96 (wip)

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
<<<<<<< HEAD
    leaves(answer: Given): boolean {
=======
    leaves(answer: Said): boolean {
>>>>>>> 69d0a96 (wip)
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
<<<<<<< HEAD
      ask(() => `${own.title}: ${own.prompt}${own.password ? " (dots)" : ""}`, one);
=======
      setImmediate(() => next(`${own.title}: ${own.prompt}`, type));
>>>>>>> 69d0a96 (wip)
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
<<<<<<< HEAD
      if (isAnswered) ask(() => `${own.title}, again`, one);
=======
      if (isAnswered) setImmediate(() => next(`${own.title}, again`, type));
>>>>>>> 69d0a96 (wip)
    },
  };
  let isRefused = false;
  let isAnswered = false;
<<<<<<< HEAD
  const type = (answer: Given): void => {
=======
  const type = (answer: Said): void => {
>>>>>>> 69d0a96 (wip)
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
<<<<<<< HEAD
    canSelectMany: false,
    selectedItems: [] as readonly vscode.QuickPickItem[],
=======
    value: "",
    selectedItems: [] as vscode.QuickPickItem[],
>>>>>>> 69d0a96 (wip)
    show() {},
    get items() {
      return shown;
    },
    set items(items: readonly vscode.QuickPickItem[]) {
      shown = items;
      const labels = items.map(({ label, description }) => [label, description].filter(Boolean).join(" "));
<<<<<<< HEAD
      const ticked = () =>
        own.canSelectMany ? `; ticked: ${own.selectedItems.map(({ label }) => label).join(", ")}` : "";
      ask(() => `${own.title} [${own.placeholder}] ${labels.join(", ")}${ticked()}`, {
        answer: (given) => choose(items, labels, given),
        close: fired.members.hide,
      });
    },
  };
  const choose = (items: readonly vscode.QuickPickItem[], labels: readonly string[], answer: Given): void => {
=======
      const words = items.map(({ detail }, index) => [labels[index], detail].filter(Boolean).join(" "));
      const ask = (): void => {
        if (fired.isHidden) return;
        next(`${own.title} [${own.placeholder}] ${words.join(", ")}`, (said) => {
          choose(items, labels, said);
          // A list that stays does not take what was chosen.
          setImmediate(ask);
        });
      };
      setImmediate(ask);
    },
  };
  const choose = (items: readonly vscode.QuickPickItem[], labels: readonly string[], answer: Said): void => {
>>>>>>> 69d0a96 (wip)
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
