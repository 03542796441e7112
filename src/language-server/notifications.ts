import { messages } from "../language/linked-app.ts";
import type { TextChange } from "./documents.ts";
import { filePath } from "./file-path.ts";
import { isRange, record, refuseUnless } from "./params.ts";
import type { Running } from "./running.ts";
import { takeFileChanges } from "./watched-files.ts";

/** What the client tells, by method. Throws an answer to wrong parameters, which is only logged. */
export const notifications: Readonly<Record<string, (running: Running, params: unknown) => void>> = {
  "textDocument/didOpen"({ session, diagnostics }, params) {
    const { uri, languageId, version, text } = record(record(params)["textDocument"]);
    refuseUnless(typeof uri === "string" && typeof text === "string", "didOpen needs a uri and a text.");
    const document = session.documents.open({
      uri,
      text,
      languageId: typeof languageId === "string" ? languageId : "",
      version: typeof version === "number" ? version : 0,
    });
    if (document) diagnostics.changed(document);
  },
  "textDocument/didChange"(running, params) {
    const { textDocument, contentChanges } = record(params);
    const { uri, version } = record(textDocument);
    refuseUnless(typeof uri === "string" && isChanges(contentChanges), "didChange needs a uri and changes.");
    const document = running.session.documents.change(uri, typeof version === "number" ? version : 0, contentChanges);
    if (!document) return;
    running.diagnostics.changed(document);
    if (document.path !== undefined) running.neighbours.changed(document.path);
  },
  "textDocument/didClose"({ session, diagnostics, neighbours }, params) {
    const { uri } = record(record(params)["textDocument"]);
    const document = typeof uri === "string" ? session.documents.close(uri) : undefined;
    if (!document) return;
    session.projects.forget(document);
    diagnostics.closed(document);
    if (document.path !== undefined) neighbours.changed(document.path);
  },
  "textDocument/didSave"({ neighbours }, params) {
    const { uri } = record(record(params)["textDocument"]);
    const file = typeof uri === "string" ? filePath(uri) : undefined;
    if (file !== undefined) neighbours.changed(file);
  },
  "workspace/didChangeWatchedFiles"({ session, neighbours }, params) {
    if (takeFileChanges(session, params)) neighbours.readAgain();
  },
  "workspace/didChangeConfiguration"({ session, diagnostics, refresh }, params) {
    session.settings.push(record(params)["settings"]);
    diagnostics.checkAll();
    refresh.soon();
  },
  "workspace/didChangeWorkspaceFolders"({ session, diagnostics }, params) {
    const { added, removed } = record(record(params)["event"]);
    session.projects.changeFolders(uris(added), uris(removed));
    diagnostics.checkAll();
  },
  [messages.linkedAppChanged]({ session, diagnostics, refresh }) {
    session.apps.forget();
    diagnostics.checkAll();
    refresh.soon();
  },
};

function uris(folders: unknown): string[] {
  return (Array.isArray(folders) ? folders : [])
    .map((folder) => record(folder)["uri"])
    .filter((uri) => typeof uri === "string");
}

function isChanges(value: unknown): value is readonly TextChange[] {
  return (
    Array.isArray(value) &&
    value.every((change) => {
      const { range, text } = record(change);
      return typeof text === "string" && (range === undefined || isRange(range));
    })
  );
}
