import * as vscode from "vscode";

/** The person wants the step before. */
export const back = Symbol("back");

/** Undefined when the person closes the question. */
export type Answer<T> = T | typeof back | undefined;

/** Where a question stands among others. */
export interface Place {
  readonly title: string;
  readonly step?: number | undefined;
  readonly totalSteps?: number | undefined;
  readonly canGoBack?: boolean | undefined;
}

export interface TextQuestion {
  readonly prompt: string;
  readonly value?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly password?: boolean | undefined;
  /** What is wrong with a text, in a sentence. */
  readonly complaint?: ((text: string) => string | undefined) | undefined;
  /** What a text that will do means. */
  readonly note?: ((text: string) => vscode.InputBoxValidationMessage | undefined) | undefined;
  /** Something slower, asked once the person pauses. */
  readonly check?: ((text: string, signal: AbortSignal) => Promise<Verdict>) | undefined;
}

export type Verdict =
  | { readonly kind: "good" | "bad"; readonly words: string }
  /** Cannot be known now. */
  | { readonly kind: "unknown" };

/** Milliseconds that a person pauses before something slow is asked. */
const pause = 300;

/** Asks for a text and says while it is typed what is wrong with it. */
export function askText(place: Place, question: TextQuestion): Promise<Answer<string>> {
  const input = Object.assign(vscode.window.createInputBox(), {
    ...shared(place),
    prompt: question.prompt,
    value: question.value ?? "",
    valueSelection: [0, question.value?.length ?? 0] as const,
    placeholder: question.placeholder,
    password: question.password ?? false,
  });
  return untilAnswered(input, (answer) => {
    let latest = new AbortController();
    const verdictOn = async (text: string): Promise<Verdict> => {
      latest.abort();
      latest = new AbortController();
      const { signal } = latest;
      if (question.check === undefined || text === "") return { kind: "unknown" };
      input.busy = true;
      const verdict = await question.check(text, signal).catch((): Verdict => ({ kind: "unknown" }));
      if (signal.aborted) return { kind: "unknown" };
      input.busy = false;
      show(verdict);
      return verdict;
    };
    const show = (verdict: Verdict): void => {
      const severities = vscode.InputBoxValidationSeverity;
      input.validationMessage =
        verdict.kind === "unknown"
          ? undefined
          : { message: verdict.words, severity: verdict.kind === "bad" ? severities.Error : severities.Info };
    };
    const complain = (): boolean => {
      const words = question.complaint?.(input.value);
      if (words === undefined) input.validationMessage = question.note?.(input.value);
      else show({ kind: "bad", words });
      return words !== undefined;
    };
    let timer: NodeJS.Timeout | undefined;
    const later = (): void => {
      clearTimeout(timer);
      latest.abort();
      input.busy = false;
      if (!complain()) timer = setTimeout(() => void verdictOn(input.value), pause);
    };
    const accept = async (): Promise<void> => {
      clearTimeout(timer);
      const text = input.value;
      if (complain() || (await verdictOn(text)).kind === "bad" || text !== input.value) return;
      answer(text);
    };
    input.onDidChangeValue(later);
    input.onDidAccept(() => void accept());
    input.onDidHide(() => {
      clearTimeout(timer);
      latest.abort();
    });
    if (input.value !== "") later();
  });
}

export interface Choices<T extends vscode.QuickPickItem> {
  readonly items: readonly T[] | Promise<readonly T[]>;
  readonly placeholder: string;
  /** The one that Enter takes. */
  readonly active?: ((item: T) => boolean) | undefined;
  /** Why an item cannot be chosen: said in a message, and the list stays. */
  readonly refuse?: ((item: T) => string | undefined) | undefined;
  /** A button of an item was pressed: the items are shown anew. */
  readonly onButton?: ((item: T, button: vscode.QuickInputButton) => readonly T[]) | undefined;
}

/** Asks for one of several; rejects when they cannot be had. */
export function askPick<T extends vscode.QuickPickItem>(place: Place, choices: Choices<T>): Promise<Answer<T>> {
  const input = Object.assign(vscode.window.createQuickPick<T>(), {
    ...shared(place),
    placeholder: choices.placeholder,
    matchOnDescription: true,
    keepScrollPosition: true,
    busy: true,
  });
  return untilAnswered<T>(input, (answer, fail) => {
    Promise.resolve(choices.items).then((items) => {
      input.items = items;
      input.activeItems = items.filter((item) => choices.active?.(item)).slice(0, 1);
      input.busy = false;
    }, fail);
    input.onDidAccept(() => {
      const [chosen] = input.selectedItems;
      if (chosen === undefined) return;
      const refusal = choices.refuse?.(chosen);
      if (refusal === undefined) answer(chosen);
      else void vscode.window.showWarningMessage(refusal);
    });
    input.onDidTriggerItemButton(({ item, button }) => {
      input.items = choices.onButton?.(item, button) ?? input.items;
    });
  });
}

function shared({ title, step, totalSteps, canGoBack }: Place) {
  const buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
  return { title, step, totalSteps, buttons, ignoreFocusOut: true };
}

type Input = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

/** Shows it until it is answered, Back is pressed or it goes away; then nothing of it is left. */
export function untilAnswered<T>(
  input: Pick<Input, "dispose" | "hide" | "onDidHide" | "onDidTriggerButton" | "show">,
  listen: (answer: (value: T) => void, fail: (error: unknown) => void) => void,
): Promise<Answer<T>> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      settle();
      input.hide();
    };
    listen(
      (value) => end(() => resolve(value)),
      (error) => end(() => reject(error)),
    );
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) end(() => resolve(back));
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
