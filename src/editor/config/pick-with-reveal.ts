import * as vscode from "vscode";

export interface RevealPick<T extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  /** The same items each time, with values or without. */
  readonly items: (isRevealed: boolean) => readonly T[];
  /** Indices of those that are ticked at first; without it one item is chosen. */
  readonly picked?: ReadonlySet<number> | undefined;
}

/** A quick pick whose values are hidden until the eye in its title is pressed. Undefined when the person declines. */
export function pickWithReveal<T extends vscode.QuickPickItem>(
  options: RevealPick<T>,
): Promise<readonly T[] | undefined> {
  const pick = vscode.window.createQuickPick<T>();
  const { title, placeholder, picked } = options;
  let isRevealed = false;
  const draw = (ticked: ReadonlySet<number>): void => {
    pick.items = options.items(isRevealed);
    pick.selectedItems = pick.items.filter((_, index) => ticked.has(index));
    pick.buttons = [isRevealed ? hide() : reveal()];
  };
  pick.title = title;
  pick.placeholder = placeholder;
  pick.canSelectMany = picked !== undefined;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  draw(picked ?? new Set());
  return new Promise((resolve) => {
    pick.onDidTriggerButton(() => {
      const ticked = new Set(pick.selectedItems.map((item) => pick.items.indexOf(item)));
      isRevealed = !isRevealed;
      draw(ticked);
    });
    pick.onDidAccept(() => {
      resolve(pick.selectedItems);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function reveal(): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon("eye"), tooltip: vscode.l10n.t("Reveal Values") };
}

function hide(): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon("eye-closed"), tooltip: vscode.l10n.t("Hide Values") };
}
