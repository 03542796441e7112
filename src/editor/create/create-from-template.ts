import path from "node:path";
import * as vscode from "vscode";
import { remoteOfApp } from "../../git/app-of-remote.ts";
import { localGit } from "../../git/local-git.ts";
import { findGit } from "../../git/program.ts";
import { isPlatformError } from "../../heroku/errors.ts";
import type { LazyDeployments } from "../deploy/deploy-commands.ts";
import { during, explainInLine, isCancelling } from "../explanation.ts";
import { gitOfSettings } from "../git-setting.ts";
import type { Services, Session } from "../services.ts";
import { type Answer, back } from "../steps.ts";
import { chooseSource } from "./choose-source.ts";
import { rememberOwner } from "./create-app.ts";
import { isFree } from "./land.ts";
import { askName, type Refused } from "./name-step.ts";
import { emptyPlan } from "./plan.ts";
import { settlePlan } from "./plan-step.ts";
import { askForParent, askVariable, folderOf, type ProjectPlan, projectLines, withValue } from "./project-plan.ts";
import { type FirstDeploy, firstDeploys, habits, type Opening, remember, setFirstDeploys } from "./remembered.ts";
import { setUp } from "./set-up.ts";
import { openVariables, overrides } from "./template.ts";
import type { TemplateSource } from "./template-source.ts";

/** **Create App from Template…**: the gallery, or at once the template whose id is given. */
export async function createFromTemplate(
  services: Services,
  deployments: LazyDeployments,
  target: unknown,
): Promise<void> {
  const use = (id: string): Promise<boolean> => useTemplate(services, deployments, id);
  if (typeof target === "string") return void (await use(target));
  const { openGallery } = await import("./gallery.ts");
  await openGallery(services, use);
}

async function useTemplate(services: Services, deployments: LazyDeployments, id: string): Promise<boolean> {
  const session = await services.sessions.require();
  const source = session && (await chooseSource(services.context.extensionPath, id));
  if (session === undefined || source === undefined) return false;
  try {
    const task = await askAndSetUp(services, session, source);
    if (task === undefined) return false;
    await startFirstDeploy(services, deployments, task.first, task.opening);
    return true;
  } finally {
    await source.discard();
  }
}

interface Started {
  readonly first: FirstDeploy;
  readonly opening: Opening;
}

/** Asks, step by step and back, until the platform takes it. Undefined when the person declines: nothing was made then. */
async function askAndSetUp(services: Services, session: Session, source: TemplateSource): Promise<Started | undefined> {
  const { template, name: projectName } = source;
  const { accounts, parent, opening } = habits(services.context);
  const title = vscode.l10n.t("Create app from {0}", template.name || projectName);
  const open = openVariables(template.variables);
  const totalSteps = open.length + 2;
  let plan: ProjectPlan = {
    ...emptyPlan,
    ...accounts?.[session.key],
    values: new Map(),
    parent: parent ?? "",
    projectName,
    opening: opening ?? (vscode.workspace.workspaceFolders ? "new" : "this"),
  };
  let refused: Refused | undefined;
  let about = addonWords(source);
  const keep = (changed: ProjectPlan): void => {
    plan = changed;
  };
  const ask = async (step: number): Promise<Answer<ProjectPlan>> => {
    const place = { title, step: step + 1, totalSteps, canGoBack: step > 0 };
    if (step === 0) {
      const name = await askName(session, place, { value: plan.name, refused });
      return typeof name === "string" ? { ...plan, name } : name;
    }
    const variable = open[step - 1];
    if (variable !== undefined) {
      const value = await askVariable(variable, place, plan.values.get(variable.key) ?? "");
      return typeof value === "string" ? { ...plan, values: withValue(plan.values, variable.key, value) } : value;
    }
    const chosen = plan.parent || (await askForParent(""));
    if (chosen === undefined) return back;
    plan = { ...plan, parent: chosen };
    const lines = projectLines(session, template.variables);
    return settlePlan(place, { plan, lines, verb: vscode.l10n.t("Create App and Deploy"), about, keep });
  };
  for (let step = 0; ; ) {
    const answer = await ask(step);
    if (answer === undefined) return undefined;
    if (answer === back) {
      step -= 1;
      continue;
    }
    plan = answer;
    step += 1;
    if (step < totalSteps) continue;
    step -= 1;
    const outcome = await attempt(services, session, source, plan);
    if (outcome.kind === "started") return outcome;
    if (outcome.kind === "cancelled") return undefined;
    about = outcome.words;
    if (!outcome.isAboutName) continue;
    refused = { name: plan.name, words: outcome.words };
    step = 0;
  }
}

type Outcome =
  | ({ readonly kind: "started" } & Started)
  | { readonly kind: "cancelled" }
  | { readonly kind: "refused"; readonly words: string; readonly isAboutName: boolean };

async function attempt(
  services: Services,
  session: Session,
  source: TemplateSource,
  plan: ProjectPlan,
): Promise<Outcome> {
  const to = plan.name ? folderOf(plan) : await freeFolder(folderOf(plan));
  if (!(await isFree(to))) {
    const words = vscode.l10n.t("{0} is not empty. Choose another folder.", to);
    return { kind: "refused", words, isAboutName: false };
  }
  try {
    const first = await make(services, session, { source, plan, to });
    return { kind: "started", first, opening: plan.opening };
  } catch (error) {
    if (isCancelling(error)) return { kind: "cancelled" };
    if (!isPlatformError(error)) throw error;
    services.log.warn(`${error.request}: ${error.id} (${error.requestId})`);
    const isAboutName = error.status === 422 && plan.name !== "";
    return { kind: "refused", words: explainInLine(error), isAboutName };
  }
}

/** Another name beside a folder that is taken: `node-express-2`. */
async function freeFolder(folder: string): Promise<string> {
  for (let number = 2; number < 100; number++) {
    const candidate = number === 2 ? folder : `${folder}-${number - 1}`;
    if (await isFree(candidate)) return candidate;
  }
  return folder;
}

interface Making {
  readonly source: TemplateSource;
  readonly plan: ProjectPlan;
  readonly to: string;
}

async function make(services: Services, session: Session, { source, plan, to }: Making): Promise<FirstDeploy> {
  const git = await findGit({ preferred: gitOfSettings() });
  const env = overrides(source.template.variables, plan.values);
  const title = vscode.l10n.t("Creating {0}", plan.name || plan.projectName);
  const steps = {
    copy: vscode.l10n.t("making the folder {0}", path.basename(to)),
    upload: vscode.l10n.t("sending it"),
    create: vscode.l10n.t("creating the app"),
  };
  const location = vscode.ProgressLocation.Notification;
  const { project, setup } = await vscode.window.withProgress(
    { location, title, cancellable: true },
    (progress, cancellation) => {
      const abort = new AbortController();
      cancellation.onCancellationRequested(() => abort.abort());
      const report = (step: keyof typeof steps) => progress.report({ message: steps[step] });
      return setUp({ git, client: session.client, plan, env, from: source.folder, to, signal: abort.signal, report });
    },
  );
  const { app, id } = setup;
  await during(vscode.l10n.t("{0} was created, but the git remote of {1} was not", app.name, to), () =>
    localGit(git, project.folder).run("remote", "add", "--", "heroku", remoteOfApp(app.name, session.gitUrl)),
  );
  await rememberOwner(services, session, plan);
  await remember(services.context, { parent: plan.parent, opening: plan.opening });
  return { setup: id, app: { id: app.id, name: app.name }, sessionKey: session.key, folder: to, at: Date.now() };
}

/** Here, or in the window that opens the folder: what is under way is remembered for it. */
async function startFirstDeploy(
  services: Services,
  deployments: LazyDeployments,
  task: FirstDeploy,
  opening: Opening,
): Promise<void> {
  if (opening === "none") {
    const { followFirstDeploy } = await import("./first-deploy.ts");
    return followFirstDeploy(services, await deployments(services), task);
  }
  await setFirstDeploys(services.context, [...firstDeploys(services.context), task]);
  const uri = vscode.Uri.file(task.folder);
  if (opening === "add") {
    vscode.workspace.updateWorkspaceFolders(vscode.workspace.workspaceFolders?.length ?? 0, 0, { uri });
    return;
  }
  const how = opening === "new" ? { forceNewWindow: true } : { forceReuseWindow: true };
  await vscode.commands.executeCommand("vscode.openFolder", uri, how);
}

/** What an app.json buys is said before. */
function addonWords({ template: { addons } }: TemplateSource): string | undefined {
  if (addons.length === 0) return undefined;
  const plans = addons.map(({ plan, about }) => (about ? `${plan} (${about})` : plan)).join("; ");
  return vscode.l10n.t("Comes with {0}", plans);
}
