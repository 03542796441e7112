import * as vscode from "vscode";

/** Somebody in front of notices with progress. */
export interface Impatient {
  /** Presses *Cancel* of all that are shown. */
  cancel(): void;
  leave(): void;
}

/** `heard` is told of each step, with what presses *Cancel*. */
export function impatient(heard: (cancel: () => void) => void = () => {}): Impatient {
  const window = vscode.window as { withProgress: typeof vscode.window.withProgress };
  const { withProgress } = window;
  const shown = new Set<vscode.CancellationTokenSource>();
  const cancel = (): void => {
    for (const source of shown) source.cancel();
  };
  window.withProgress = async (options, task) => {
    if (!options.cancellable) return withProgress(options, task);
    const source = new vscode.CancellationTokenSource();
    shown.add(source);
    try {
      return await task({ report: () => heard(cancel) }, source.token);
    } finally {
      shown.delete(source);
    }
  };
  return {
    cancel,
    leave: () => void Object.assign(window, { withProgress }),
  };
}
