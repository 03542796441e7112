import path from "node:path";
import type { ProjectFacts } from "../language/project-facts.ts";
import { findRoot } from "../project/find-root.ts";
import type { Project } from "../project/project.ts";
import type { Documents, OpenDocument } from "./documents.ts";
import { filePath, pathFrom } from "./file-path.ts";
import { createLanes } from "./lanes.ts";

/** The project of a document, and the document's path inside it. */
export interface Home {
  /** Undefined for a document without a file. */
  readonly project: OpenProject | undefined;
  readonly file: string;
}

export interface OpenProject {
  readonly root: string;
  /** What is known now; undefined before the first reading. */
  readonly facts: ProjectFacts | undefined;
  /** Reads what is new; shared while it runs. Resolves with undefined once the project is left. */
  load(): Promise<ProjectFacts | undefined>;
  changed(files: readonly string[]): void;
}

export interface Projects {
  homeOf(document: OpenDocument): Promise<Home>;
  /** URIs of the folders that the editor has open. */
  setFolders(uris: readonly string[]): void;
  changeFolders(added: readonly string[], removed: readonly string[]): void;
  /** Roots may be others: a file such as package.json came or went. */
  findRootsAgain(): void;
  forget(document: OpenDocument): void;
  open(): Iterable<OpenProject>;
}

export type CreateProject = (
  root: string,
  world: { signal: AbortSignal; openText: (file: string) => string | undefined },
) => Promise<Project>;

const mostProjects = 16;

export function createProjects(documents: Documents, createProject: CreateProject): Projects {
  const projects = new Map<string, OpenProject & { leave(): void }>();
  const homes = new Map<string, Promise<Home>>();
  const inLane = createLanes(2);
  let folders: string[] = [];
  const projectAt = (root: string) => {
    const open = projects.get(root) ?? openProject(root, documents, createProject, inLane);
    projects.set(root, open);
    return open;
  };
  const find = async (document: OpenDocument): Promise<Home> => {
    if (document.path === undefined) return { project: undefined, file: nameOf(document.uri) };
    const root = await findRoot(document.path, { within: folders });
    return { project: projectAt(root), file: pathFrom(root, document.path) };
  };
  const leaveUnused = async () => {
    if (projects.size <= mostProjects) return;
    const used = new Set(await Promise.all([...homes.values()].map(async (home) => (await home).project?.root)));
    for (const [root, project] of projects) {
      if (used.has(root) || projects.size <= mostProjects) continue;
      projects.delete(root);
      project.leave();
    }
  };
  const setFolders = (paths: string[]) => {
    folders = paths;
    homes.clear();
  };
  return {
    homeOf(document) {
      const home = homes.get(document.uri) ?? find(document);
      homes.set(document.uri, home);
      return home;
    },
    setFolders: (uris) => setFolders(paths(uris)),
    changeFolders(added, removed) {
      const gone = new Set(paths(removed));
      setFolders([...folders.filter((folder) => !gone.has(folder)), ...paths(added)]);
    },
    findRootsAgain: () => homes.clear(),
    forget(document) {
      homes.delete(document.uri);
      leaveUnused().catch(() => {});
    },
    open: () => projects.values(),
  };
}

function openProject(
  root: string,
  documents: Documents,
  createProject: CreateProject,
  inLane: <T>(work: () => Promise<T>) => Promise<T>,
): OpenProject & { leave(): void } {
  const left = new AbortController();
  const openText = (file: string) => documents.atPath(path.join(root, file))?.text.getText();
  let created: Promise<Project> | undefined;
  let project: Project | undefined;
  let facts: ProjectFacts | undefined;
  const load = async () => {
    try {
      created ??= createProject(root, { signal: left.signal, openText });
      const own = await created;
      project = own;
      facts = await inLane(() => own.facts());
      return facts;
    } catch (error) {
      if (left.signal.aborted) return undefined;
      throw error;
    }
  };
  return {
    root,
    get facts() {
      return facts;
    },
    load,
    changed: (files) => project?.changed(files),
    leave: () => left.abort(),
  };
}

function paths(uris: readonly string[]): string[] {
  return uris.flatMap((uri) => filePath(uri) ?? []);
}

function nameOf(uri: string): string {
  // Config vars of an app are no example and no file of docker, whatever the app is called.
  if (uri.startsWith("heroku-config:")) return "config-vars.env";
  return uri.slice(uri.lastIndexOf("/") + 1).replace(/^untitled:/, "");
}
