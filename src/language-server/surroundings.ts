import path from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { LinkedApp } from "../language/linked-app.ts";
import { noFacts, type ProjectFacts, type Surroundings } from "../language/project-facts.ts";
import { readText } from "../project/read-text.ts";
import type { Context } from "./contexts.ts";
import type { OpenDocument } from "./documents.ts";
import { fileUri } from "./file-path.ts";
import type { Home } from "./projects.ts";
import type { Session } from "./session.ts";

/** Milliseconds that a request waits for the first reading of a project. */
const patience = 2000;
const mostBytes = 5_000_000;

export function surroundingsOf(home: Home, facts: ProjectFacts | undefined, app: LinkedApp | undefined): Surroundings {
  return {
    file: home.file,
    facts: facts ?? noFacts,
    appConfigVars: app && new Set(app.configVars),
    appName: app?.name,
  };
}

/** The app that the document's project deploys to, as far as the editor has told. */
export function linkedAppOf(session: Session, { project }: Home): LinkedApp | undefined {
  return project && session.apps.of(fileUri(project.root));
}

/** The file `file` of the document's project as the client calls it. */
export function uriIn(session: Session, document: OpenDocument, { project, file: own }: Home, file: string): string {
  if (!project || file === own) return document.uri;
  const absolute = path.join(project.root, file);
  return session.documents.atPath(absolute)?.uri ?? fileUri(absolute);
}

/** What a feature is given, with the document as it is now: later changes are not seen. */
export async function contextOf(session: Session, document: OpenDocument): Promise<Context> {
  const { uri } = document;
  const text = TextDocument.create(uri, document.text.languageId, document.text.version, document.text.getText());
  const home = await session.projects.homeOf(document);
  const { project } = home;
  const settings = await session.settings.of(project && fileUri(project.root));
  const facts = await factsSoon(home);
  const app = linkedAppOf(session, home);
  return {
    uri,
    text,
    surroundings: surroundingsOf(home, facts, app),
    settings,
    app,
    client: session.client,
    uriOf: (file) => uriIn(session, document, home, file),
    async read(file) {
      if (!project) return file === home.file ? text.getText() : undefined;
      const absolute = path.join(project.root, file);
      return session.documents.atPath(absolute)?.text.getText() ?? (await readText(absolute, mostBytes));
    },
  };
}

async function factsSoon({ project }: Home): Promise<ProjectFacts | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ProjectFacts | undefined>((resolve) => {
    timer = setTimeout(() => resolve(project?.facts), patience).unref();
  });
  try {
    return await Promise.race([project?.load(), late]);
  } finally {
    clearTimeout(timer);
  }
}
