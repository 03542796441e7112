import * as vscode from "vscode";
import type { GitProgram } from "../../git/program.ts";
import type { App } from "../../heroku/resources/types.ts";
import { createReaper } from "../../process/reaper.ts";
import { createDisposables, type Disposable } from "../disposables.ts";
import { createLineView } from "../logs/line-view.ts";
import type { Services, Session } from "../services.ts";
import { type BuildOutput, createBuildOutput } from "./build-output.ts";
import { noBuildUnderWay } from "./build-under-way.ts";
import { deliver } from "./deliver.ts";
import { tellOutcome } from "./outcome.ts";
import type { Source } from "./prepare-repository.ts";

export interface Deployment {
  readonly app: App;
  readonly session: Session;
  readonly git: GitProgram;
  readonly source: Source;
  /** Hash and first line of the commit. */
  readonly what: string;
  /** The name of the repository's remote for the app. */
  readonly remote: string;
}

/** The deploys of this window: one at a time for each app, each with its build output. */
export interface Deployments extends Disposable {
  /** Throws a sentence when the app is being deployed already. */
  assertFree(app: App): void;
  /** Where the output of an app's builds is read. */
  outputOf(app: Pick<App, "id" | "name">): BuildOutput;
  /** Pushes and tells how it ended. */
  run(deployment: Deployment): Promise<void>;
}

export function createDeployments(services: Services): Deployments {
  const store = createDisposables();
  const underWay = new Map<string, AbortController>();
  const outputs = new Map<string, BuildOutput>();
  const reaper = createReaper();
  store.add({ dispose: () => reaper.close() });
  store.add({ dispose: () => underWay.forEach((abort) => void abort.abort()) });

  const outputOf = (app: Pick<App, "id" | "name">): BuildOutput => {
    const known = outputs.get(app.id);
    if (known !== undefined) return known;
    const channel = store.add(
      vscode.window.createOutputChannel(vscode.l10n.t("Heroku: {0} deploy", app.name), "heroku-build"),
    );
    const view = createLineView(channel);
    const output = createBuildOutput(channel, view);
    store.add({ dispose: () => view.end() });
    outputs.set(app.id, output);
    return output;
  };
  const assertFree = ({ id, name }: App): void => {
    if (underWay.has(id))
      throw new Error(vscode.l10n.t("{0} is being deployed already. Wait for its end, or cancel it.", name));
  };

  /** The app is free again when this ends, however long the person takes to read how. */
  const attempt = async (deployment: Deployment, how: { output: BuildOutput; force: boolean }) => {
    const { app, session } = deployment;
    assertFree(app);
    const abort = new AbortController();
    underWay.set(app.id, abort);
    try {
      const before = await noBuildUnderWay(session.client, app);
      if (before === "declined") return before;
      return await deliver({ ...deployment, ...how, newestBuild: before.newest, abort, reaper });
    } finally {
      underWay.delete(app.id);
    }
  };

  return {
    assertFree,
    outputOf,
    async run(deployment) {
      const { app } = deployment;
      const output = outputOf(app);
      const again = ({ force }: { force: boolean }) => attempt(deployment, { output, force });
      const end = await again({ force: false });
      if (end !== "declined") await tellOutcome(services, deployment, { end, output, again });
    },
    dispose: () => store.dispose(),
  };
}
