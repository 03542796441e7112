import * as vscode from "vscode";
import { inView } from "../commands/in-view.ts";
import type { AppTarget } from "../services.ts";
import { ownerOf } from "./owner.ts";

/** Runs work that the owner may do; a refusal for lack of permission names the owner. */
export function asOwner<T>(failure: string, { app, session }: AppTarget, work: () => Promise<T>): Promise<T> {
  return inView(failure, async () => {
    try {
      return await work();
    } catch (error) {
      throw isForbidden(error) ? namingOwner(error, ownerOf(app), session.account.email) : error;
    }
  });
}

/** Without importing the client's room: it would be loaded with the table of commands. */
function isForbidden(error: unknown): error is Error & { status: number } {
  return error instanceof Error && "status" in error && error.status === 403;
}

/** The platform's own words, then whom to ask; with the facts of the call, for the log. */
function namingOwner(error: Error, owner: string, you: string): Error {
  const words = error.message.replace(/[.\s]*$/, ".");
  const advice = vscode.l10n.t("You are {0}; ask its owner, {1}.", you, owner);
  return Object.assign(new Error(`${words} ${advice}`, { cause: error }), factsOf(error));
}

function factsOf(error: Error): Record<string, unknown> {
  const names = ["request", "status", "id", "requestId"];
  return Object.fromEntries(names.map((name) => [name, Object.getOwnPropertyDescriptor(error, name)?.value]));
}
