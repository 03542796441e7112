import * as vscode from "vscode";

/**
 * Takes the text out of the line instead of painting it over: no theme, selection or colour of a bracket can bring it
 * back, and its length is not told. CSS is the only way to that, and `textDecoration` the way to CSS.
 */
export const valueMask: vscode.DecorationRenderOptions = {
  textDecoration: "none; display: none;",
  rangeBehavior: vscode.DecorationRangeBehavior.OpenOpen,
  before: { contentText: "••••••••", color: new vscode.ThemeColor("descriptionForeground") },
};
