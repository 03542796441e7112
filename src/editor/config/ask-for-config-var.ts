import * as vscode from "vscode";
import { type Complaint, complaintAboutName, complaintAboutValue } from "../../dotenv/config-var-rules.ts";
import type { ConfigVars } from "../../dotenv/diff.ts";

/** Checked while it is typed. */
export function askForName(app: string, vars: ConfigVars): Thenable<string | undefined> {
  return vscode.window
    .showInputBox({
      title: vscode.l10n.t("Add config var to {0}", app),
      prompt: vscode.l10n.t("Its name: letters, digits and _"),
      placeHolder: "API_KEY",
      validateInput: (name) => (name === "" ? undefined : shown(complaintAboutName(name, vars.keys()))),
    })
    .then((name) => name || undefined);
}

export interface ValueQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly complaint: (value: string) => Complaint | undefined;
}

/** Dots while it is typed, until the eye is pressed. */
export function askForValue({ title, prompt, value, complaint }: ValueQuestion): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = title;
  box.prompt = prompt;
  box.placeholder = vscode.l10n.t("Value");
  box.value = value;
  box.password = true;
  box.ignoreFocusOut = true;
  box.buttons = [eye(box.password)];
  const check = (text: string): Complaint | undefined => complaintAboutValue(text) ?? complaint(text);
  const look = (text: string): void => {
    box.validationMessage = shown(check(text));
  };
  return new Promise((resolve) => {
    box.onDidChangeValue(look);
    box.onDidTriggerButton(() => {
      box.password = !box.password;
      box.buttons = [eye(box.password)];
    });
    box.onDidAccept(() => {
      if (check(box.value)?.severity === "error") return;
      resolve(box.value);
      box.hide();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}

/** Nothing typed may mean either. */
export async function askWhetherEmpty(
  key: string,
  { isSet }: { readonly isSet: boolean },
): Promise<"empty" | "remove" | undefined> {
  const empty = { label: vscode.l10n.t("Set {0} to an empty value", key), wish: "empty" } as const;
  const remove = { label: vscode.l10n.t("Delete {0}", key), wish: "remove" } as const;
  const title = vscode.l10n.t("There is no value");
  return (await vscode.window.showQuickPick(isSet ? [empty, remove] : [empty], { title }))?.wish;
}

function shown(complaint: Complaint | undefined): vscode.InputBoxValidationMessage | undefined {
  if (complaint === undefined) return undefined;
  const { Error: error, Warning: warning } = vscode.InputBoxValidationSeverity;
  return { message: complaint.message, severity: complaint.severity === "error" ? error : warning };
}

function eye(isHidden: boolean): vscode.QuickInputButton {
  return {
    iconPath: new vscode.ThemeIcon(isHidden ? "eye" : "eye-closed"),
    tooltip: isHidden ? vscode.l10n.t("Reveal Value") : vscode.l10n.t("Hide Value"),
  };
}
