import * as vscode from "vscode";

/** The person wants to see the step before again. */
export const back = Symbol("back");

export interface Step {
  readonly title: string;
  /** Where there are several: `{ number: 1, of: 2 }`. */
  readonly step?: { readonly number: number; readonly of: number } | undefined;
  readonly placeholder?: string | undefined;
  readonly hasBack?: boolean | undefined;
}

export interface TextStep extends Step {
  readonly prompt: string;
  readonly value: string;
  /** What to say below the field; one that is an error is not accepted. */
  readonly say: (value: string) => vscode.InputBoxValidationMessage | undefined;
}

export function askForText(ask: TextStep): Promise<string | typeof back | undefined> {
  const box = vscode.window.createInputBox();
  prepare(box, ask);
  box.prompt = ask.prompt;
  box.value = ask.value;
  box.valueSelection = [0, ask.value.length];
  const say = (): void => {
    box.validationMessage = ask.say(box.value);
  };
  say();
  box.onDidChangeValue(say);
  return untilAnswered(box, (answer) => {
    box.onDidAccept(() => {
      if (ask.say(box.value)?.severity !== vscode.InputBoxValidationSeverity.Error) answer(box.value);
    });
    box.onDidTriggerButton(() => answer(back));
  });
}

export interface ItemStep<T extends vscode.QuickPickItem> extends Step {
  readonly items: readonly T[];
  readonly active?: T | undefined;
  /** Why an item cannot be chosen: said in a message, and the list stays. */
  readonly refuse?: ((item: T) => string | undefined) | undefined;
  /** A button of an item was pressed: the items are shown anew. */
  readonly onButton?: ((item: T, button: vscode.QuickInputButton) => readonly T[]) | undefined;
}

export function askForItem<T extends vscode.QuickPickItem>(ask: ItemStep<T>): Promise<T | typeof back | undefined> {
  const list = vscode.window.createQuickPick<T>();
  prepare(list, ask);
  list.items = ask.items;
  list.keepScrollPosition = true;
  list.matchOnDescription = true;
  if (ask.active) list.activeItems = [ask.active];
  return untilAnswered(list, (answer) => {
    list.onDidAccept(() => {
      const [item] = list.selectedItems;
      if (item === undefined) return;
      const refusal = ask.refuse?.(item);
      if (refusal === undefined) answer(item);
      else void vscode.window.showWarningMessage(refusal);
    });
    list.onDidTriggerButton(() => answer(back));
    list.onDidTriggerItemButton(({ item, button }) => {
      list.items = ask.onButton?.(item, button) ?? list.items;
    });
  });
}

function prepare(
  input: vscode.QuickInput & { placeholder: string | undefined; buttons: readonly vscode.QuickInputButton[] },
  ask: Step,
): void {
  input.title = ask.title;
  input.placeholder = ask.placeholder;
  input.step = ask.step?.number;
  input.totalSteps = ask.step?.of;
  input.buttons = ask.hasBack ? [vscode.QuickInputButtons.Back] : [];
}

/** Shows it until it is answered or goes away; then nothing of it is left. */
export async function untilAnswered<T>(
  input: vscode.QuickInput,
  listen: (answer: (value: T | typeof back) => void) => void,
): Promise<T | typeof back | undefined> {
  const { promise, resolve } = Promise.withResolvers<T | typeof back | undefined>();
  input.onDidHide(() => resolve(undefined));
  listen(resolve);
  input.show();
  try {
    return await promise;
  } finally {
    input.dispose();
  }
}
