import type { ServerCapabilities } from "vscode-languageserver";
import type { Context, DotenvContext, ProcfileContext } from "./contexts.ts";

/**
 * One request of LSP about one document: what the server says of it at the start, and a function per language, which
 * loads its code when it is first asked. Without a function for a document's language the answer is null.
 */
export interface Feature<Params = unknown> {
  readonly capabilities: ServerCapabilities;
  /** What the parameters must hold beside the document; without it they are refused before a feature sees them. */
  readonly needs?: "position" | "range";
  procfile?(context: ProcfileContext, params: Params): unknown;
  dotenv?(context: DotenvContext, params: Params): unknown;
  appJson?(context: Context, params: Params): unknown;
  smallFile?(context: Context, params: Params): unknown;
}

/** Lets a line of the table name the shape of its parameters. */
export function feature<Params>(line: Feature<Params>): Feature {
  return line;
}
