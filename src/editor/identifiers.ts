import type { Trouble } from "./explanation.ts";
import type { SignedOutCause } from "./services.ts";

/** Every id that package.json and the code share; a unit test compares both, both ways. */

export const commands = {
  signIn: "herokuWorkbench.account.signIn",
  signOut: "herokuWorkbench.account.signOut",
  startSandbox: "herokuWorkbench.sandbox.start",
  stopSandbox: "herokuWorkbench.sandbox.stop",
  refreshApps: "herokuWorkbench.apps.refresh",
  openApp: "herokuWorkbench.app.open",
  openDashboard: "herokuWorkbench.app.openDashboard",
  copyAppName: "herokuWorkbench.app.copyName",
  copyAppUrl: "herokuWorkbench.app.copyUrl",
  restartDynos: "herokuWorkbench.dynos.restart",
  scaleProcess: "herokuWorkbench.process.scale",
  revealConfigVar: "herokuWorkbench.config.reveal",
  hideConfigVar: "herokuWorkbench.config.hide",
  copyConfigVar: "herokuWorkbench.config.copy",
  deploy: "herokuWorkbench.app.deploy",
  viewLogs: "herokuWorkbench.logs.view",
  stopLogs: "herokuWorkbench.logs.stop",
  showLog: "herokuWorkbench.log.show",
  runProcess: "herokuWorkbench.procfile.run",
  debugProcess: "herokuWorkbench.procfile.debug",
  scaleLineProcess: "herokuWorkbench.procfile.scale",
  viewLineLogs: "herokuWorkbench.procfile.logs",
  turnOffProblem: "herokuWorkbench.problems.turnOff",
  revealValues: "herokuWorkbench.dotenv.reveal",
  revealValueAtCursor: "herokuWorkbench.dotenv.revealLine",
  maskValues: "herokuWorkbench.dotenv.mask",
  createAppJsonFromApp: "herokuWorkbench.appJson.createFromApp",
  createAppJsonFromWorkspace: "herokuWorkbench.appJson.createFromWorkspace",
  insertDeployButton: "herokuWorkbench.markdown.insertDeployButton",
  restartLanguageServer: "herokuWorkbench.languageServer.restart",
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

export const views = {
  container: "herokuWorkbench",
  apps: "herokuWorkbench.apps",
} as const;

export const authenticationProvider = "heroku-workbench";

/** Context keys and the values they take; `when` clauses of package.json use no others. */
export interface ContextKeys {
  "herokuWorkbench.session": SignedOutCause | "loading" | "signed-in" | "signed-out";
  "herokuWorkbench.appList": Trouble | "empty" | "empty-sandbox" | "loading" | "some";
  "herokuWorkbench.sandbox": "running" | "starting" | "stopped";
  "herokuWorkbench.logs": "none" | "streaming";
  /** Of the `.env` file in the active editor. */
  "herokuWorkbench.values": "masked" | "none" | "revealed";
}

export const contextKeys: readonly (keyof ContextKeys)[] = [
  "herokuWorkbench.session",
  "herokuWorkbench.appList",
  "herokuWorkbench.sandbox",
  "herokuWorkbench.logs",
  "herokuWorkbench.values",
];

/** Settings that the editor reads, and the type of their values; those of the languages are in `language/settings.ts`. */
export interface Settings {
  "herokuWorkbench.confirmations.skip": readonly Confirmation[];
  "herokuWorkbench.dotenv.maskValues": boolean;
}

/** Questions that a person can switch off. Destroying is always asked. */
export type Confirmation = "restart" | "scale";

export const settings: readonly (keyof Settings)[] = [
  "herokuWorkbench.confirmations.skip",
  "herokuWorkbench.dotenv.maskValues",
];

/** `viewItem` of a row, for the menus of package.json; flags of its state follow, each behind a `+`: `herokuWorkbench.app+favorite+maintenance`. */
export const rowContexts = {
  app: "herokuWorkbench.app",
  processes: "herokuWorkbench.processes",
  process: "herokuWorkbench.process",
  oneOff: "herokuWorkbench.oneOff",
  dyno: "herokuWorkbench.dyno",
  /** Cannot be restarted: it runs once. */
  oneOffDyno: "herokuWorkbench.oneOffDyno",
  config: "herokuWorkbench.config",
  maskedConfigVar: "herokuWorkbench.configVar.masked",
  revealedConfigVar: "herokuWorkbench.configVar.revealed",
  collaborators: "herokuWorkbench.collaborators",
  collaborator: "herokuWorkbench.collaborator",
  note: "herokuWorkbench.note",
} as const;
