import type { MessageConnection } from "vscode-jsonrpc";
import type { InitializeParams } from "vscode-languageserver";
import { messages } from "../language/linked-app.ts";
import { type Client, readClient } from "./client.ts";
import { createDocuments, type Documents } from "./documents.ts";
import { createLinkedApps, type LinkedApps } from "./linked-apps.ts";
import { type ProblemLink, webLinks } from "./problems-page.ts";
import { createProjects, type Projects } from "./projects.ts";
import { createSettingsStore, type SettingsStore } from "./settings-store.ts";

/** Everything that lives from `initialize` to `shutdown`. */
export interface Session {
  readonly client: Client;
  readonly documents: Documents;
  readonly projects: Projects;
  readonly settings: SettingsStore;
  readonly apps: LinkedApps;
  problemLinks(): Promise<ProblemLink>;
}

export interface SessionOptions {
  readonly connection: MessageConnection;
  readonly params: InitializeParams;
  readonly problemLinks: () => Promise<ProblemLink>;
  readonly onAppChange: () => void;
}

export function createSession({ connection, params, problemLinks, onAppChange }: SessionOptions): Session {
  const client = readClient(params);
  const documents = createDocuments();
  const projects = createProjects(documents, async (root, world) => {
    const { createProject } = await import("../project/project.ts");
    return createProject(root, world);
  });
  projects.setFolders(folderUris(params));
  const askSettings = async (scopeUri: string | undefined) => {
    const item = { section: "herokuWorkbench", ...(scopeUri === undefined ? {} : { scopeUri }) };
    const answer: unknown = await connection.sendRequest("workspace/configuration", { items: [item] });
    return Array.isArray(answer) ? (answer[0] as unknown) : undefined;
  };
  const settings = createSettingsStore(client.configuration ? askSettings : undefined);
  settings.push(params.initializationOptions);
  const apps = createLinkedApps((uri) => connection.sendRequest(messages.linkedApp, { uri }), onAppChange);
  const page = problemsPage(params.initializationOptions);
  return { client, documents, projects, settings, apps, problemLinks: linksFor(client, page, problemLinks) };
}

/** The page is only read for a client that shows links. */
function linksFor(
  { codeDescription }: Client,
  page: string | undefined,
  own: () => Promise<ProblemLink>,
): () => Promise<ProblemLink> {
  if (!codeDescription) return async () => () => undefined;
  return page === undefined ? own : async () => webLinks(page);
}

function folderUris({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const folders: unknown[] = Array.isArray(workspaceFolders)
    ? workspaceFolders.map((folder) => folder?.uri)
    : [rootUri];
  return folders.filter((uri) => typeof uri === "string");
}

function problemsPage(options: unknown): string | undefined {
  const { problemsPage: page } = (typeof options === "object" && options !== null ? options : {}) as {
    problemsPage?: unknown;
  };
  return typeof page === "string" ? page : undefined;
}
