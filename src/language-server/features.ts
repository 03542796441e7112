import type {
  CompletionParams,
  DefinitionParams,
  DocumentSymbolParams,
  HoverParams,
  PrepareRenameParams,
  ReferenceParams,
  RenameParams,
  ServerCapabilities,
} from "vscode-languageserver";
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

/** By method. A document is found by `textDocument.uri`, or for a `…/resolve` by `data.uri`. */
export const features: Readonly<Record<string, Feature>> = {
  "textDocument/completion": feature<CompletionParams>({
    capabilities: { completionProvider: { triggerCharacters: ["$", "{", ":", " ", "/", ".", '"'] } },
    needs: "position",
    async procfile(context, { position }) {
      const { completeProcfile } = await import("./procfile/completion.ts");
      return completeProcfile(context, position);
    },
    async appJson(context, { position }) {
      const { appJsonCompletion } = await import("./app-json/completion.ts");
      return appJsonCompletion(context, position);
    },
  }),
  "textDocument/hover": feature<HoverParams>({
    capabilities: { hoverProvider: true },
    needs: "position",
    async procfile(context, { position }) {
      const { hoverProcfile } = await import("./procfile/hover.ts");
      return hoverProcfile(context, position);
    },
    async appJson(context, { position }) {
      const { appJsonHover } = await import("./app-json/hover.ts");
      return appJsonHover(context, position);
    },
  }),
  "textDocument/definition": feature<DefinitionParams>({
    capabilities: { definitionProvider: true },
    needs: "position",
    async procfile(context, { position }) {
      const { procfileDefinition } = await import("./procfile/definition.ts");
      return procfileDefinition(context, position);
    },
    async appJson(context, { position }) {
      const { appJsonDefinition } = await import("./app-json/definition.ts");
      return appJsonDefinition(context, position);
    },
  }),
  "textDocument/references": feature<ReferenceParams>({
    capabilities: { referencesProvider: true },
    needs: "position",
    async procfile(context, { position, context: wanted }) {
      const { procfileReferences } = await import("./procfile/references.ts");
      return procfileReferences(context, position, { includeDeclaration: wanted?.includeDeclaration !== false });
    },
    async appJson(context, { position, context: wanted }) {
      const { appJsonReferences } = await import("./app-json/definition.ts");
      return appJsonReferences(context, position, wanted?.includeDeclaration !== false);
    },
  }),
  "textDocument/prepareRename": feature<PrepareRenameParams>({
    capabilities: {},
    needs: "position",
    async procfile(context, { position }) {
      const { prepareProcfileRename } = await import("./procfile/rename.ts");
      return prepareProcfileRename(context, position);
    },
    async appJson(context, { position }) {
      const { prepareAppJsonRename } = await import("./app-json/rename.ts");
      return prepareAppJsonRename(context, position);
    },
  }),
  "textDocument/rename": feature<RenameParams>({
    capabilities: { renameProvider: { prepareProvider: true } },
    needs: "position",
    async procfile(context, { position, newName }) {
      const { renameProcfileType } = await import("./procfile/rename.ts");
      return renameProcfileType(context, position, newName);
    },
    async appJson(context, { position, newName }) {
      const { renameAppJsonType } = await import("./app-json/rename.ts");
      return renameAppJsonType(context, position, newName);
    },
  }),
  "textDocument/documentSymbol": feature<DocumentSymbolParams>({
    capabilities: { documentSymbolProvider: true },
    async procfile(context) {
      const { procfileSymbols } = await import("./procfile/symbols.ts");
      return procfileSymbols(context);
    },
    async appJson(context) {
      const { appJsonSymbols } = await import("./app-json/symbols.ts");
      return appJsonSymbols(context);
    },
  }),
};

/** Lets a line of the table name the shape of its parameters. */
function feature<Params>(line: Feature<Params>): Feature {
  return line;
}
