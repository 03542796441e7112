import type {
  CompletionParams,
  DefinitionParams,
  DocumentSymbolParams,
  HoverParams,
  PrepareRenameParams,
  ReferenceParams,
  RenameParams,
} from "vscode-languageserver";
import { editingFeatures } from "./editing-features.ts";
import { type Feature, feature } from "./feature.ts";

export type { Feature } from "./feature.ts";

/** By method. A document is found by `textDocument.uri`, or for a `…/resolve` by `data.uri`. */
export const features: Readonly<Record<string, Feature>> = {
  ...editingFeatures,
  "textDocument/completion": feature<CompletionParams>({
    capabilities: { completionProvider: { triggerCharacters: ["$", "{", ":", " ", "/", ".", '"', "="] } },
    needs: "position",
    async procfile(context, { position }) {
      const { completeProcfile } = await import("./procfile/completion.ts");
      return completeProcfile(context, position);
    },
    async dotenv(context, { position }) {
      const { dotenvCompletion } = await import("./dotenv/completion.ts");
      return dotenvCompletion(context, position);
    },
    async appJson(context, { position }) {
      const { appJsonCompletion } = await import("./app-json/completion.ts");
      return appJsonCompletion(context, position);
    },
    async smallFile(context, { position }) {
      const { smallFileCompletion } = await import("./small-files/completion.ts");
      return smallFileCompletion(context, position);
    },
  }),
  "textDocument/hover": feature<HoverParams>({
    capabilities: { hoverProvider: true },
    needs: "position",
    async procfile(context, { position }) {
      const [{ hoverProcfile }, { withBasePort }] = await Promise.all([
        import("./procfile/hover.ts"),
        import("./procfile/base-port.ts"),
      ]);
      return hoverProcfile(await withBasePort(context), position);
    },
    async dotenv(context, { position }) {
      const { hoverDotenv } = await import("./dotenv/hover.ts");
      return hoverDotenv(context, position);
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
    async dotenv(context, { position }) {
      const { dotenvDefinition } = await import("./dotenv/definition.ts");
      return dotenvDefinition(context, position);
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
    async dotenv(context, { position, context: wanted }) {
      const { dotenvReferences } = await import("./dotenv/definition.ts");
      return dotenvReferences(context, position, wanted?.includeDeclaration !== false);
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
    async dotenv(context, { position }) {
      const { prepareDotenvRename } = await import("./dotenv/rename.ts");
      return prepareDotenvRename(context, position);
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
    async dotenv(context, { position, newName }) {
      const { renameDotenvKey } = await import("./dotenv/rename.ts");
      return renameDotenvKey(context, position, newName);
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
    async dotenv(context) {
      const { dotenvSymbols } = await import("./dotenv/symbols.ts");
      return dotenvSymbols(context);
    },
    async appJson(context) {
      const { appJsonSymbols } = await import("./app-json/symbols.ts");
      return appJsonSymbols(context);
    },
  }),
};
