import type * as vscode from "vscode";

/** What a person chose when they last created something, kept over windows. */
export interface Habits {
  /** Of the last app, by `Session.key`. */
  readonly accounts?: Readonly<Record<string, { readonly team?: string; readonly region?: string }>>;
  /** The folder in which new projects are made. */
  readonly parent?: string;
  readonly opening?: Opening;
}

export type Opening = "add" | "new" | "none" | "this";

/** A first deploy that the platform does by itself, to be followed by the window with its folder. */
export interface FirstDeploy {
  readonly setup: string;
  readonly app: { readonly id: string; readonly name: string };
  readonly sessionKey: string;
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const habitsKey = "herokuWorkbench.create";
const deploysKey = "herokuWorkbench.firstDeploys";

export function habits({ globalState }: vscode.ExtensionContext): Habits {
  return globalState.get<Habits>(habitsKey, {});
}

export async function remember(context: vscode.ExtensionContext, change: Habits): Promise<void> {
  await context.globalState.update(habitsKey, { ...habits(context), ...change });
}

export function firstDeploys({ globalState }: vscode.ExtensionContext): readonly FirstDeploy[] {
  return globalState.get<readonly FirstDeploy[]>(deploysKey, []);
}

export async function setFirstDeploys({ globalState }: vscode.ExtensionContext, all: readonly FirstDeploy[]) {
  await globalState.update(deploysKey, all.length > 0 ? all : undefined);
}
