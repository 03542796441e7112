import type * as vscode from "vscode";
import { parseStored, type Stored } from "./choice.ts";

const secretKey = "herokuWorkbench.account";

export interface AccountStore {
  read(): Promise<Stored | undefined>;
  write(stored: Stored): Promise<void>;
  /** Also when another window wrote. */
  onDidChange(listener: () => void): vscode.Disposable;
}

/** The account in the editor's secret storage, shared by all windows. */
export function createAccountStore(secrets: vscode.SecretStorage): AccountStore {
  return {
    read: async () => parseStored(await secrets.get(secretKey)),
    write: async (stored) => secrets.store(secretKey, JSON.stringify(stored)),
    onDidChange: (listener) => secrets.onDidChange(({ key }) => key === secretKey && listener()),
  };
}
