import type * as vscode from "vscode";
import { parseStored, type Stored, type StoredOfOne } from "./choice.ts";

const secretKey = "herokuWorkbench.account";

export interface AccountStore {
  read(): Promise<Stored>;
  write(stored: Stored | StoredOfOne): Promise<void>;
  /** Changes what is kept; one change after the other. Writes nothing when it stays the same object. */
  update(change: (stored: Stored) => Stored): Promise<void>;
  /** Also when another window wrote. */
  onDidChange(listener: () => void): vscode.Disposable;
}

/** The accounts in the editor's secret storage, shared by all windows. */
export function createAccountStore(secrets: vscode.SecretStorage): AccountStore {
  let queue: Promise<void> = Promise.resolve();
  const read = async () => parseStored(await secrets.get(secretKey));
  const write = async (stored: Stored | StoredOfOne) => secrets.store(secretKey, JSON.stringify(stored));
  const apply = async (change: (stored: Stored) => Stored): Promise<void> => {
    const before = await read();
    const after = change(before);
    if (after !== before) await write(after);
  };
  return {
    read,
    write,
    update(change) {
      const done = queue.then(() => apply(change));
      queue = done.catch(() => undefined);
      return done;
    },
    onDidChange: (listener) => secrets.onDidChange(({ key }) => key === secretKey && listener()),
  };
}
