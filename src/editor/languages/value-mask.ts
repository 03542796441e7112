import * as vscode from "vscode";

/**
 * Takes the text out of the line instead of painting it over: no theme, selection or colour of a bracket can bring it
 * back, and its length is not told. CSS is the only way to that, and `textDecoration` the way to CSS. Without any box
 * (`display: none`) the editor could not draw a selection that ends there.
 */
export const valueMask: vscode.DecorationRenderOptions = {
  textDecoration: "none; visibility: hidden; font-size: 0; letter-spacing: 0;",
  rangeBehavior: vscode.DecorationRangeBehavior.OpenOpen,
  before: { contentText: "••••••••", color: new vscode.ThemeColor("descriptionForeground") },
};
