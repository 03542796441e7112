import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { SessionState } from "../../src/editor/services.ts";
import type { TestingApi } from "../../src/extension.ts";

/** The running extension from the inside; it gives itself out only to tests. */
export async function extensionUnderTest(): Promise<TestingApi> {
  const extension = vscode.extensions.getExtension<TestingApi>("heroku-workbench.heroku-workbench");
  assert.ok(extension, "the extension is not installed");
  return extension.activate();
}

/** Resolves when the session is as wanted; at once when it is. */
export function sessionBecomes(
  { sessions }: Pick<TestingApi, "sessions">,
  isWanted: (state: SessionState) => boolean,
): Promise<SessionState> {
  if (isWanted(sessions.state)) return Promise.resolve(sessions.state);
  return new Promise((resolve) => {
    const listener = sessions.onDidChange((state) => {
      if (!isWanted(state)) return;
      listener.dispose();
      resolve(state);
    });
  });
}
