import type { MessageConnection } from "vscode-jsonrpc";
import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver";
import { applySettings } from "../language/severity.ts";
import { checks, isEnabled } from "./checks.ts";
import type { OpenDocument } from "./documents.ts";
import { fileUri } from "./file-path.ts";
import type { OpenProject } from "./projects.ts";
import { createSchedule } from "./schedule.ts";
import type { Session } from "./session.ts";
import { linkedAppOf, surroundingsOf, uriIn } from "./surroundings.ts";
import { toDiagnostic } from "./to-diagnostic.ts";

/** Finds problems and tells the client, which either is sent them or asks for them, never both. */
export interface Diagnostics {
  /** The document is new or was changed. */
  changed(document: OpenDocument): void;
  closed(document: OpenDocument): void;
  /** What all documents are checked against may be different. */
  checkAll(): void;
  pull(document: OpenDocument, previousResultId: unknown): Promise<DocumentDiagnosticReport>;
}

export interface DiagnosticsOptions {
  readonly session: Session;
  readonly connection: MessageConnection;
  /** Makes the client ask again, a little later. */
  readonly refresh: () => void;
  readonly onError: (where: string, error: unknown) => void;
}

/** As many as VS Code shows of one file. */
const mostProblems = 1000;

export function createDiagnostics({ session, connection, refresh, onError }: DiagnosticsOptions): Diagnostics {
  const { client, documents } = session;
  const results = new Map<string, { readonly id: string; readonly text: string }>();
  let lastResult = 0;
  const reading = new Set<OpenProject>();
  const refine = (project: OpenProject | undefined) => {
    if (!project || project.facts || reading.has(project)) return;
    reading.add(project);
    project
      .load()
      .then((facts) => facts && checkAll())
      .catch((error: unknown) => onError("reading the project", error))
      .finally(() => reading.delete(project));
  };
  const check = (document: OpenDocument) => checkDocument(session, document, refine);
  const schedule = createSchedule(async (uri) => {
    const document = documents.get(uri);
    if (!document) return 0;
    try {
      const { version, diagnostics, took } = await check(document);
      const text = JSON.stringify({ version, diagnostics });
      const isNewest = documents.get(uri) === document && document.text.version === version;
      if (!isNewest || results.get(uri)?.text === text) return took;
      results.set(uri, { id: "", text });
      await connection.sendNotification("textDocument/publishDiagnostics", { uri, version, diagnostics });
      return took;
    } catch (error) {
      onError("checking a document", error);
      return 0;
    }
  });
  const checkAll = () => {
    if (client.pullsDiagnostics) refresh();
    else for (const { uri } of documents.all()) schedule.soon(uri);
  };
  return {
    changed({ uri }) {
      if (!client.pullsDiagnostics) schedule.soon(uri);
    },
    closed({ uri }) {
      schedule.drop(uri);
      results.delete(uri);
      if (client.pullsDiagnostics) return;
      connection
        .sendNotification("textDocument/publishDiagnostics", { uri, diagnostics: [] })
        .catch((error: unknown) => onError("clearing the problems of a document", error));
    },
    checkAll,
    async pull(document, previousResultId) {
      const { diagnostics } = await check(document);
      const text = JSON.stringify(diagnostics);
      const before = results.get(document.uri);
      if (before?.text === text && before.id === previousResultId) return { kind: "unchanged", resultId: before.id };
      const id = before?.text === text ? before.id : String(++lastResult);
      if (documents.get(document.uri) === document) results.set(document.uri, { id, text });
      return { kind: "full", resultId: id, items: diagnostics };
    },
  };
}

interface Checked {
  readonly version: number;
  readonly diagnostics: Diagnostic[];
  /** Milliseconds of work, without waiting. */
  readonly took: number;
}

async function checkDocument(
  session: Session,
  document: OpenDocument,
  refine: (project: OpenProject | undefined) => void,
): Promise<Checked> {
  const home = await session.projects.homeOf(document);
  const settings = await session.settings.of(home.project && fileUri(home.project.root));
  const linkOf = await session.problemLinks();
  const { version } = document.text;
  if (!isEnabled(document.kind, settings)) return { version, diagnostics: [], took: 0 };
  const surroundings = surroundingsOf(home, home.project?.facts, linkedAppOf(session, home));
  const started = performance.now();
  const problems = applySettings(await checks[document.kind](document, surroundings), settings).slice(0, mostProblems);
  const { uri } = document;
  const world = { uri, client: session.client, linkOf, uriOf: (file: string) => uriIn(session, document, home, file) };
  const diagnostics = problems.map((problem) => toDiagnostic(problem, world));
  refine(home.project);
  return { version, diagnostics, took: performance.now() - started };
}
