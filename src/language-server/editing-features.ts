import type {
  CodeActionParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  InlayHintParams,
  SelectionRangeParams,
  SemanticTokensDeltaParams,
  SemanticTokensRangeParams,
  TextDocumentPositionParams,
} from "vscode-languageserver";
import { messages } from "../language/linked-app.ts";
import type { DotenvContext, ProcfileContext } from "./contexts.ts";
import { type Feature, feature } from "./feature.ts";
import { codeActionKinds } from "./fix-actions.ts";
import { isPosition, record, refuseUnless } from "./params.ts";
import { createTokenDeltas } from "./token-delta.ts";
import { tokenLegend } from "./token-legend.ts";

const deltas = createTokenDeltas();

/** The requests that tidy, fix, colour and fold a document. */
export const editingFeatures: Readonly<Record<string, Feature>> = {
  "textDocument/formatting": feature<unknown>({
    capabilities: { documentFormattingProvider: true },
    async procfile(context) {
      const { formatProcfileDocument } = await import("./procfile/formatting.ts");
      return formatProcfileDocument(context);
    },
    async dotenv(context) {
      const { formatDotenvDocument } = await import("./dotenv/formatting.ts");
      return formatDotenvDocument(context);
    },
  }),
  "textDocument/rangeFormatting": feature<DocumentRangeFormattingParams>({
    capabilities: { documentRangeFormattingProvider: true },
    needs: "range",
    async procfile(context, { range }) {
      const { formatProcfileRange } = await import("./procfile/formatting.ts");
      return formatProcfileRange(context, range);
    },
    async dotenv(context, { range }) {
      const { formatDotenvDocument } = await import("./dotenv/formatting.ts");
      return formatDotenvDocument(context, range);
    },
  }),
  "textDocument/onTypeFormatting": feature<DocumentOnTypeFormattingParams>({
    capabilities: { documentOnTypeFormattingProvider: { firstTriggerCharacter: "\n", moreTriggerCharacter: [":"] } },
    needs: "position",
    async procfile(context, { position, ch }) {
      const { formatProcfileOnType } = await import("./procfile/formatting.ts");
      return formatProcfileOnType(context, position, ch);
    },
  }),
  "textDocument/codeAction": feature<CodeActionParams>({
    capabilities: { codeActionProvider: { codeActionKinds: [...codeActionKinds] } },
    needs: "range",
    async procfile(context, params) {
      const { procfileCodeActions } = await import("./procfile/code-actions.ts");
      return procfileCodeActions(context, question(params));
    },
    async dotenv(context, params) {
      const { dotenvCodeActions } = await import("./dotenv/code-actions.ts");
      return dotenvCodeActions(context, question(params));
    },
    async appJson(context, params) {
      const { appJsonCodeActions } = await import("./app-json/code-actions.ts");
      return appJsonCodeActions(context, question(params));
    },
    async smallFile(context, params) {
      const { smallFileCodeActions } = await import("./small-files/code-actions.ts");
      return smallFileCodeActions(context, question(params));
    },
  }),
  "textDocument/codeLens": feature<unknown>({
    capabilities: { codeLensProvider: {} },
    async procfile(context) {
      const { procfileCodeLenses } = await import("./procfile/code-lenses.ts");
      return procfileCodeLenses(context);
    },
  }),
  "textDocument/inlayHint": feature<InlayHintParams>({
    capabilities: { inlayHintProvider: true },
    needs: "range",
    async procfile(context, { range }) {
      const { procfileInlayHints } = await import("./procfile/inlay-hints.ts");
      return procfileInlayHints(context, range);
    },
  }),
  "textDocument/semanticTokens/full": feature<unknown>({
    capabilities: { semanticTokensProvider: { legend: tokenLegend, full: { delta: true }, range: true } },
    procfile: async (context) => deltas.full(context.uri, await procfileTokens(context)),
    dotenv: async (context) => deltas.full(context.uri, await dotenvTokens(context)),
  }),
  "textDocument/semanticTokens/full/delta": feature<SemanticTokensDeltaParams>({
    capabilities: {},
    procfile: async (context, params) => {
      return deltas.since(context.uri, params.previousResultId, await procfileTokens(context));
    },
    dotenv: async (context, params) => {
      return deltas.since(context.uri, params.previousResultId, await dotenvTokens(context));
    },
  }),
  "textDocument/semanticTokens/range": feature<SemanticTokensRangeParams>({
    capabilities: {},
    needs: "range",
    procfile: (context, { range }) => procfileTokens(context, range),
    dotenv: (context, { range }) => dotenvTokens(context, range),
  }),
  "textDocument/selectionRange": feature<SelectionRangeParams>({
    capabilities: { selectionRangeProvider: true },
    async procfile(context, { positions }) {
      refuseUnless(Array.isArray(positions) && positions.every(isPosition), "The parameters need positions.");
      const { procfileSelectionRanges } = await import("./procfile/selection-ranges.ts");
      return procfileSelectionRanges(context, positions);
    },
  }),
  "textDocument/foldingRange": feature<unknown>({
    capabilities: { foldingRangeProvider: true },
    async procfile(context) {
      const { procfileFoldingRanges } = await import("./procfile/folding-ranges.ts");
      return procfileFoldingRanges(context);
    },
    async dotenv(context) {
      const { dotenvFoldingRanges } = await import("./dotenv/folding-ranges.ts");
      return dotenvFoldingRanges(context);
    },
  }),
  "textDocument/documentHighlight": feature<TextDocumentPositionParams>({
    capabilities: { documentHighlightProvider: true },
    needs: "position",
    async procfile(context, { position }) {
      const { procfileHighlights } = await import("./procfile/document-highlight.ts");
      return procfileHighlights(context, position);
    },
    async dotenv(context, { position }) {
      const { dotenvHighlights } = await import("./dotenv/document-highlight.ts");
      return dotenvHighlights(context, position);
    },
  }),
  [messages.maskedRanges]: feature<unknown>({
    capabilities: {},
    async dotenv(context) {
      const { maskedRanges } = await import("./dotenv/masked-ranges.ts");
      return maskedRanges(context);
    },
  }),
};

/** What a client left out is empty; what has the wrong shape counts as left out. */
function question({ range, context }: CodeActionParams): Pick<CodeActionParams, "range" | "context"> {
  const { diagnostics, only, triggerKind } = record(context);
  return {
    range,
    context: {
      diagnostics: Array.isArray(diagnostics) ? diagnostics.filter((each) => record(each)["range"] !== undefined) : [],
      ...(Array.isArray(only) ? { only: only.filter((kind) => typeof kind === "string") } : {}),
      ...(triggerKind === 1 || triggerKind === 2 ? { triggerKind } : {}),
    },
  };
}

async function procfileTokens(context: ProcfileContext, range?: SemanticTokensRangeParams["range"]) {
  const { procfileSemanticTokens } = await import("./procfile/semantic-tokens.ts");
  return procfileSemanticTokens(context, range);
}

async function dotenvTokens(context: DotenvContext, range?: SemanticTokensRangeParams["range"]) {
  const { dotenvSemanticTokens } = await import("./dotenv/semantic-tokens.ts");
  return dotenvSemanticTokens(context, range);
}
