import { stat } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import { findGit } from "../../git/program.ts";
import { appRemotesOf } from "../../git/remotes.ts";
import { isHerokuError } from "../../heroku/errors.ts";
import { getConfigVars } from "../../heroku/resources/config-vars.ts";
import { listDynos } from "../../heroku/resources/dynos.ts";
import { listFormation } from "../../heroku/resources/formation.ts";
import type { LinkedApp } from "../../language/linked-app.ts";
import { createDisposables } from "../disposables.ts";
import { explainInLine } from "../explanation.ts";
import { gitOfSettings } from "../git-setting.ts";
import type { Services, Session, Sessions } from "../services.ts";

export interface LinkedApps extends vscode.Disposable {
  /** What is known of the app that a folder, or that of a file, deploys to; null when there is none, or nobody is signed in. */
  of(uri: string): Promise<LinkedApp | null>;
  /** Answers given before may be old. */
  readonly onDidChange: vscode.Event<void>;
}

/** Milliseconds that an answer is good for: its dynos change by themselves. */
const lifetime = 60_000;

interface Answer {
  readonly at: number;
  readonly app: Promise<LinkedApp | null>;
}

/**
 * Asks git and the platform when the server asks, once a minute at most for a folder. Who comes back to the window or to
 * another file after that minute gets new answers.
 */
export function createLinkedApps(services: Services): LinkedApps {
  const store = createDisposables();
  const changed = store.add(new vscode.EventEmitter<void>());
  const answers = new Map<string, Answer>();
  const forget = (): void => {
    answers.clear();
    changed.fire();
  };
  const forgetOld = (): void => {
    if ([...answers.values()].some(({ at }) => Date.now() - at > lifetime)) forget();
  };
  store.add(services.sessions.onDidChange(forget));
  store.add(services.apps.onDidRefresh(forget));
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(forget));
  store.add(vscode.window.onDidChangeActiveTextEditor(forgetOld));
  store.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && forgetOld()));

  return {
    of(uri) {
      const file = vscode.Uri.parse(uri);
      // Git reads the settings that a folder brings along: only where it is trusted.
      if (services.sessions.all.length === 0 || file.scheme !== "file" || !vscode.workspace.isTrusted) {
        return Promise.resolve(null);
      }
      const known = answers.get(uri);
      if (known !== undefined && Date.now() - known.at < lifetime) return known.app;
      const app = linkedApp(services, file.fsPath);
      answers.set(uri, { at: Date.now(), app });
      return app;
    },
    onDidChange: changed.event,
    dispose: () => store.dispose(),
  };
}

export interface FolderApp {
  readonly name: string;
  readonly session: Session;
}

/**
 * The apps that a folder's git remotes lead to, each through every account that may see it; what the chosen account
 * has comes first, then what `heroku.remote` names, then `heroku`.
 */
export async function appsOfFolder({ all }: Pick<Sessions, "all">, folder: string): Promise<readonly FolderApp[]> {
  const git = await findGit({ preferred: gitOfSettings() });
  const found = await Promise.all(
    all.map(async (session) => {
      const remotes = await appRemotesOf(git, folder, session.gitUrl);
      return remotes.map(({ app }) => ({ name: app, session }));
    }),
  );
  return found.flat();
}

async function linkedApp({ log, sessions }: Services, place: string): Promise<LinkedApp | null> {
  try {
    const folder = (await stat(place)).isDirectory() ? place : path.dirname(place);
    return await firstOf(await appsOfFolder(sessions, folder));
  } catch (error) {
    log.debug(`The app of this folder could not be asked about: ${explainInLine(error)}`);
    return null;
  }
}

/** Two accounts of one host have the same remotes: the app is the one's that sees it. */
async function firstOf([first, ...others]: readonly FolderApp[]): Promise<LinkedApp | null> {
  if (first === undefined) return null;
  try {
    return await factsOf(first.name, first.session);
  } catch (error) {
    if (others.length === 0 || !isHerokuError(error) || error.kind !== "platform") throw error;
    return firstOf(others);
  }
}

async function factsOf(name: string, { client }: Session): Promise<LinkedApp> {
  const [formation, dynos, configVars] = await Promise.all([
    listFormation(client, name),
    listDynos(client, name),
    getConfigVars(client, name),
  ]);
  const processes = formation.map(({ type, quantity, size }) => ({
    type,
    quantity,
    size,
    dynos: dynos.filter((dyno) => dyno.type === type).map((dyno) => ({ name: dyno.name, state: dyno.state })),
  }));
  return { name, processes, configVars: Object.keys(configVars) };
}
