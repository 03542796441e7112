import type { CodeAction } from "vscode-languageserver";
import { addEntries } from "../../manifest/add-entries.ts";
import { memberOf, propertiesOf } from "../../manifest/json-document.ts";
import type { Context } from "../contexts.ts";
import { workspaceEdit } from "../edits.ts";
import { type ActionQuestion, wants } from "../fix-actions.ts";
import { ownManifest } from "./at-position.ts";
import { type KeyOffer, keyOffers } from "./key-offers.ts";

/** What `CodeActionTriggerKind.Automatic` is: the cursor only moved. */
const automatic = 2;

/** Adds the Procfile's process types to `formation`, and the config vars of code and .env to `env`. */
export function appJsonAdditions(context: Context, question: ActionQuestion): CodeAction[] {
  const text = context.text.getText();
  const root = ownManifest(context)?.root;
  if (question.context.triggerKind === automatic || !wants(question, "refactor")) return [];
  if (root?.type !== "object" || !isJson(text)) return [];
  return (["formation", "env"] as const).flatMap((section) => {
    const present = new Set(propertiesOf(memberOf(root, section)).map(({ name }) => name));
    const missing = keyOffers(context, section).filter(({ name }) => !present.has(name));
    if (missing.length === 0) return [];
    const edit = addEntries(text, section, Object.fromEntries(missing.map(({ name, value }) => [name, value])));
    return [{ title: title(missing, section), kind: "refactor", edit: workspaceEdit(context, [edit]) }];
  });
}

function title(missing: readonly KeyOffer[], section: "formation" | "env"): string {
  const many = `${missing.length} ${section === "env" ? "config vars" : "process types"}`;
  return `Add ${missing.length === 1 ? missing[0]?.name : many} to ${section}`;
}

/** Comments and trailing commas have fixes of their own, which come first. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
