import * as vscode from "vscode";
import type { Disposables } from "../disposables.ts";
import type { CommandId } from "../identifiers.ts";
import { showError } from "../messages.ts";
import type { Services } from "../services.ts";

/** `target` is the row, folder or resource the command was called on; absent from the palette. */
export type Command = (services: Services, target?: unknown, ...rest: unknown[]) => unknown;
export type CommandTable = Partial<Record<CommandId, Command>>;

/** Registers every command of a table; whatever one throws becomes a message, cancelling does not. */
export function registerCommands(services: Services, store: Disposables, table: CommandTable): void {
  for (const [id, command] of Object.entries(table)) {
    store.add(vscode.commands.registerCommand(id, answer(services, command)));
  }
}

function answer(services: Services, command: Command) {
  return async (target?: unknown, ...rest: unknown[]): Promise<unknown> => {
    try {
      return await command(services, target, ...rest);
    } catch (error) {
      showError(services, error);
      return undefined;
    }
  };
}
