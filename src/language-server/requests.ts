import { type CancellationToken, ResponseError } from "vscode-jsonrpc";
import { parse } from "../procfile/syntax.ts";
import { isEnabled } from "./checks.ts";
import type { Context } from "./contexts.ts";
import type { OpenDocument } from "./documents.ts";
import type { Feature } from "./features.ts";
import { isPosition, isRange, record, refuseUnless } from "./params.ts";
import type { Session } from "./session.ts";
import { contextOf } from "./surroundings.ts";

const requestCancelled = -32_800;

/** Answers a request about a document; null for a document or a language that the feature is not for. */
export async function answerFeature(session: Session, feature: Feature, params: unknown): Promise<unknown> {
  const document = documentOf(session, params);
  if (!document || !feature[document.kind]) return null;
  const { procfile } = document;
  refuseUnless(hasNeeds(feature.needs, params), `The parameters need a ${feature.needs}.`);
  const context = await contextOf(session, document);
  if (!isEnabled(document.kind, context.settings)) return null;
  return callFeature(feature, { kind: document.kind, procfile }, context, params);
}

/** The open document that a request is about; undefined for one that is open and none of ours. */
export function documentOf(session: Session, params: unknown): OpenDocument | undefined {
  const { textDocument, data, uri: own } = record(params);
  const uri = record(textDocument)["uri"] ?? record(data)["uri"] ?? own;
  refuseUnless(typeof uri === "string", "The parameters need textDocument.uri.");
  refuseUnless(session.documents.isOpen(uri), "The document is not open.");
  return session.documents.get(uri);
}

/** Resolves as `work` does, or rejects as soon as the client no longer wants it. */
export async function unlessCancelled<T>(work: Promise<T>, token: CancellationToken): Promise<T> {
  const refusal = new ResponseError(requestCancelled, "The request was cancelled.");
  if (token.isCancellationRequested) throw refusal;
  let stopListening = () => {};
  const cancelled = new Promise<never>((_, reject) => {
    const listener = token.onCancellationRequested(() => reject(refusal));
    stopListening = () => listener.dispose();
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    stopListening();
  }
}

async function callFeature(
  feature: Feature,
  { kind, procfile }: Pick<OpenDocument, "kind" | "procfile">,
  context: Context,
  params: unknown,
): Promise<unknown> {
  if (kind === "appJson" || kind === "smallFile") return feature[kind]?.(context, params);
  const text = context.text.getText();
  if (kind === "procfile") return feature.procfile?.({ ...context, document: procfile ?? parse(text) }, params);
  const { parseDotenv } = await import("../dotenv/parse-dotenv.ts");
  return feature.dotenv?.({ ...context, document: parseDotenv(text) }, params);
}

function hasNeeds(needs: Feature["needs"], params: unknown): boolean {
  if (needs === undefined) return true;
  const needed = record(params)[needs];
  return needs === "position" ? isPosition(needed) : isRange(needed);
}
