import { TextDocument } from "vscode-languageserver-textdocument";
import type { Range } from "../language/text.ts";
import { applyChange, type ProcfileDocument, parse } from "../procfile/syntax.ts";
import { type DocumentKind, documentKind } from "./document-kind.ts";
import { filePath } from "./file-path.ts";

/** One open document; `text` and `procfile` are replaced by every change. */
export interface OpenDocument {
  readonly uri: string;
  readonly kind: DocumentKind;
  /** Undefined for what is no file, such as `untitled:`. */
  readonly path: string | undefined;
  text: TextDocument;
  /** The tree of a Procfile, changed with its text. */
  procfile: ProcfileDocument | undefined;
}

export interface TextChange {
  /** Without it, `text` is the whole document. */
  readonly range?: Range;
  readonly text: string;
}

export interface Documents {
  /** Undefined for a document that is none of ours, which is remembered as open all the same. */
  open(opened: { uri: string; languageId: string; version: number; text: string }): OpenDocument | undefined;
  change(uri: string, version: number, changes: readonly TextChange[]): OpenDocument | undefined;
  close(uri: string): OpenDocument | undefined;
  get(uri: string): OpenDocument | undefined;
  /** The document of a file, by its path as `filePath` writes it. */
  atPath(path: string): OpenDocument | undefined;
  isOpen(uri: string): boolean;
  all(): Iterable<OpenDocument>;
}

export function createDocuments(): Documents {
  const documents = new Map<string, OpenDocument>();
  const byPath = new Map<string, OpenDocument>();
  const foreign = new Set<string>();
  const close = (uri: string) => {
    const document = documents.get(uri);
    documents.delete(uri);
    if (document?.path !== undefined) byPath.delete(document.path);
    foreign.delete(uri);
    return document;
  };
  return {
    open({ uri, languageId, version, text }) {
      close(uri);
      const kind = documentKind(uri, languageId);
      if (!kind) {
        foreign.add(uri);
        return undefined;
      }
      const procfile = kind === "procfile" ? parse(text) : undefined;
      const path = filePath(uri);
      const document = { uri, kind, path, text: TextDocument.create(uri, languageId, version, text), procfile };
      documents.set(uri, document);
      if (path !== undefined) byPath.set(path, document);
      return document;
    },
    change(uri, version, changes) {
      const document = documents.get(uri);
      for (const change of document ? changes : []) applyTextChange(document as OpenDocument, version, change);
      return document;
    },
    close,
    get: (uri) => documents.get(uri),
    atPath: (path) => byPath.get(path),
    isOpen: (uri) => documents.has(uri) || foreign.has(uri),
    all: () => documents.values(),
  };
}

function applyTextChange(document: OpenDocument, version: number, change: TextChange): void {
  const range = change.range && insideText(document.text, change.range);
  document.text = TextDocument.update(
    document.text,
    [range ? { range, text: change.text } : { text: change.text }],
    version,
  );
  if (!document.procfile) return;
  document.procfile = range ? applyChange(document.procfile, { range, text: change.text }) : parse(change.text);
}

/** The same range as the text understands it: no end past a line, no line past the last, start before end. */
function insideText(text: TextDocument, { start, end }: Range): Range {
  const [from, to] = [text.offsetAt(start), text.offsetAt(end)];
  return { start: text.positionAt(Math.min(from, to)), end: text.positionAt(Math.max(from, to)) };
}
