import path from "node:path";
import type { SymbolInformation, SymbolKind } from "vscode-languageserver";
import type { Place } from "../language/text.ts";
import { fileUri } from "./file-path.ts";
import type { Session } from "./session.ts";

/** LSP's `Function`, `Variable`. */
const processKind: SymbolKind = 12;
const variableKind: SymbolKind = 13;
const most = 500;

/** Process types and config vars of every project that a document is open of. */
export async function workspaceSymbols(session: Session, query: string): Promise<SymbolInformation[]> {
  const found: SymbolInformation[] = [];
  for (const project of session.projects.open()) {
    const facts = await project.load();
    if (!facts) continue;
    const add = (names: Iterable<readonly [string, Place | undefined]>, kind: SymbolKind) => {
      for (const [name, place] of names) {
        if (!place || !fits(name, query) || found.length >= most) continue;
        const uri = session.documents.atPath(path.join(project.root, place.file))?.uri;
        const location = { uri: uri ?? fileUri(path.join(project.root, place.file)), range: place.range };
        found.push({ name, kind, containerName: place.file, location });
      }
    };
    add(
      [...(facts.processTypes ?? [])].map(([name, { place }]) => [name, place] as const),
      processKind,
    );
    add(facts.dotenvKeys ?? [], variableKind);
    add(
      [...(facts.manifest?.env ?? [])].map(([name, { place }]) => [name, place] as const),
      variableKind,
    );
  }
  return found;
}

/** The letters of the query come in this order, in any case. */
function fits(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
