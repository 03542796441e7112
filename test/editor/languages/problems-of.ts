import * as vscode from "vscode";

/** The problems of a file, once they are as wanted. */
export function problemsOf(
  uri: vscode.Uri,
  areWanted: (codes: readonly string[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = (): void => {
      const problems = vscode.languages.getDiagnostics(uri);
      if (!areWanted(problems.map(codeOf))) return;
      listener.dispose();
      resolve(problems);
    };
    const listener = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}
