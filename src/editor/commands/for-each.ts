import * as vscode from "vscode";
import { explainInLine, isCancelling } from "../explanation.ts";
import { showError } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { inView } from "./in-view.ts";

/**
 * Does the same to several things, one after the other: what one refuses does not keep the others from it, and is said
 * at the end in one message.
 * Resolves with those that it was done to, when the tree has been told.
 */
export async function forEach<T extends AppTarget>(
  services: Services,
  all: readonly T[],
  how: {
    readonly words: (one: T) => string;
    readonly failure: (words: string) => string;
    readonly act: (one: T) => Promise<unknown>;
  },
): Promise<readonly T[]> {
  const done: T[] = [];
  const failures: unknown[] = [];
  for (const one of all) {
    try {
      await inView(how.failure(how.words(one)), () => how.act(one));
      done.push(one);
    } catch (error) {
      if (!isCancelling(error)) failures.push(error);
    }
  }
  if (failures.length > 0) showError(services, asOne(failures));
  const apps = new Map(all.map(({ app }) => [app.id, app]));
  await Promise.all([...apps.values()].map((app) => services.apps.refresh(app)));
  return done;
}

/** As many reasons as a message has room for. */
function asOne(failures: readonly unknown[]): unknown {
  const [first] = failures;
  if (failures.length === 1) return first;
  const left = failures.length - 3;
  const rest = left > 0 ? [vscode.l10n.t("{0} more failed too.", left)] : [];
  return new Error([...failures.slice(0, 3).map(explainInLine), ...rest].join(" "), { cause: first });
}
