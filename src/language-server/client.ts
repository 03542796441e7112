import type { ClientCapabilities, InitializeParams } from "vscode-languageserver";
import type { ClientAbilities } from "./contexts.ts";

/** What the server needs to know of its client, read once from `initialize`. */
export interface Client extends ClientAbilities {
  /** The client asks for diagnostics, and can be told to ask again. */
  readonly pullsDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly tags: ReadonlySet<number>;
  /** Answers `workspace/configuration`. */
  readonly configuration: boolean;
  readonly configurationRegistration: boolean;
  readonly watchedFilesRegistration: boolean;
  /** Requests that make the client ask again. */
  readonly refreshes: readonly string[];
}

/** Any shape is accepted: what is missing or wrong cannot be done. */
export function readClient({ capabilities }: InitializeParams): Client {
  const { textDocument, workspace }: ClientCapabilities = isObject(capabilities) ? capabilities : {};
  const published = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const pullsDiagnostics = pulled !== undefined && workspace?.diagnostics?.refreshSupport === true;
  const drawn = pullsDiagnostics ? { ...published, ...pulled } : published;
  return {
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    pullsDiagnostics,
    relatedInformation: drawn?.relatedInformation === true,
    codeDescription: drawn?.codeDescriptionSupport === true,
    tags: new Set(Array.isArray(drawn?.tagSupport?.valueSet) ? drawn.tagSupport.valueSet : []),
    configuration: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchedFilesRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshes: [
      ...(pullsDiagnostics ? ["workspace/diagnostic/refresh"] : []),
      ...(workspace?.codeLens?.refreshSupport === true ? ["workspace/codeLens/refresh"] : []),
      ...(workspace?.inlayHint?.refreshSupport === true ? ["workspace/inlayHint/refresh"] : []),
    ],
  };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
