import type { Trouble } from "./explanation.ts";
import type { SignedOutCause } from "./services.ts";

/** Every id that package.json and the code share; a unit test compares both, both ways. */

export const commands = {
  signIn: "herokuWorkbench.account.signIn",
  signOut: "herokuWorkbench.account.signOut",
  /** Of the row of an account. */
  signOutOf: "herokuWorkbench.account.signOutOf",
  giveSecondFactor: "herokuWorkbench.account.giveSecondFactor",
  startSandbox: "herokuWorkbench.sandbox.start",
  stopSandbox: "herokuWorkbench.sandbox.stop",
  refreshApps: "herokuWorkbench.apps.refresh",
  /** In the title of the view, where VS Code hands over whichever row has the focus: these three do not look at it. */
  deployAny: "herokuWorkbench.apps.deploy",
  importAny: "herokuWorkbench.apps.import",
  linkAny: "herokuWorkbench.apps.link",
  filterApps: "herokuWorkbench.apps.filter",
  clearFilter: "herokuWorkbench.apps.clearFilter",
  groupApps: "herokuWorkbench.apps.groupBy",
  sortApps: "herokuWorkbench.apps.sortBy",
  addFavorite: "herokuWorkbench.app.addToFavorites",
  removeFavorite: "herokuWorkbench.app.removeFromFavorites",
  openApp: "herokuWorkbench.app.open",
  openDashboard: "herokuWorkbench.app.openDashboard",
  openInEditor: "herokuWorkbench.app.openInEditor",
  appInfo: "herokuWorkbench.app.info",
  importApp: "herokuWorkbench.app.import",
  linkWorkspace: "herokuWorkbench.app.link",
  unlinkWorkspace: "herokuWorkbench.app.unlink",
  renameApp: "herokuWorkbench.app.rename",
  transferApp: "herokuWorkbench.app.transfer",
  appTransfers: "herokuWorkbench.app.transfers",
  maintenanceOn: "herokuWorkbench.app.maintenanceOn",
  maintenanceOff: "herokuWorkbench.app.maintenanceOff",
  destroyApp: "herokuWorkbench.app.destroy",
  copyAppName: "herokuWorkbench.app.copyName",
  copyAppUrl: "herokuWorkbench.app.copyUrl",
  copyGitUrl: "herokuWorkbench.app.copyGitUrl",
  moreReleases: "herokuWorkbench.releases.more",
  openAddon: "herokuWorkbench.addon.openDashboard",
  copyDomain: "herokuWorkbench.domain.copy",
  copyDnsTarget: "herokuWorkbench.domain.copyDnsTarget",
  enableFeature: "herokuWorkbench.feature.enable",
  disableFeature: "herokuWorkbench.feature.disable",
  restartDynos: "herokuWorkbench.dynos.restart",
  scaleProcess: "herokuWorkbench.process.scale",
  addDyno: "herokuWorkbench.process.addDyno",
  removeDyno: "herokuWorkbench.process.removeDyno",
  restartAndTail: "herokuWorkbench.dynos.restartAndTail",
  stopDyno: "herokuWorkbench.dynos.stop",
  runOneOff: "herokuWorkbench.dynos.run",
  addCollaborators: "herokuWorkbench.collaborators.add",
  changePermissions: "herokuWorkbench.collaborators.changePermissions",
  removeCollaborators: "herokuWorkbench.collaborators.remove",
  makeOwner: "herokuWorkbench.collaborators.makeOwner",
  revealConfigVar: "herokuWorkbench.config.reveal",
  hideConfigVar: "herokuWorkbench.config.hide",
  copyConfigVar: "herokuWorkbench.config.copy",
  revealAllConfigVars: "herokuWorkbench.config.revealAll",
  hideAllConfigVars: "herokuWorkbench.config.hideAll",
  copyConfigVarName: "herokuWorkbench.config.copyName",
  addConfigVar: "herokuWorkbench.config.add",
  editConfigVar: "herokuWorkbench.config.editOne",
  deleteConfigVars: "herokuWorkbench.config.delete",
  editConfigVars: "herokuWorkbench.config.edit",
  saveConfigVars: "herokuWorkbench.config.save",
  discardConfigVars: "herokuWorkbench.config.discard",
  pullConfigVars: "herokuWorkbench.config.pull",
  pushConfigVars: "herokuWorkbench.config.push",
  compareConfigVarsWithFile: "herokuWorkbench.config.compareWithFile",
  compareConfigVarsOfApps: "herokuWorkbench.config.compareApps",
  copyConfigVarsToApp: "herokuWorkbench.config.copyToApp",
  toggleComparedValues: "herokuWorkbench.config.toggleCompared",
  createApp: "herokuWorkbench.app.create",
  createFromTemplate: "herokuWorkbench.app.createFromTemplate",
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
  startLocal: "herokuWorkbench.local.start",
  stopLocal: "herokuWorkbench.local.stop",
  restartLocal: "herokuWorkbench.local.restart",
  startAllLocal: "herokuWorkbench.local.startAll",
  stopAllLocal: "herokuWorkbench.local.stopAll",
  startLocalAnew: "herokuWorkbench.local.startAnew",
  scaleLocal: "herokuWorkbench.local.scale",
  openLocal: "herokuWorkbench.local.open",
  copyLocalUrl: "herokuWorkbench.local.copyUrl",
  showOnlyLocal: "herokuWorkbench.local.showOnly",
  showAllLocal: "herokuWorkbench.local.showAll",
  goToLocalLine: "herokuWorkbench.local.goToLine",
  showLocalTerminal: "herokuWorkbench.local.showTerminal",
  createProcfile: "herokuWorkbench.local.createProcfile",
  attachDebugger: "herokuWorkbench.local.attachDebugger",
  attachTerminal: "herokuWorkbench.local.attachTerminal",
  runLocalCommand: "herokuWorkbench.local.runCommand",
  runLocalCommandWithConfigVars: "herokuWorkbench.local.runCommandWithConfigVars",
  startLocalWithConfigVars: "herokuWorkbench.local.startWithConfigVars",
  recordTraffic: "herokuWorkbench.local.recordTraffic",
  stopRecording: "herokuWorkbench.local.stopRecording",
  replayRecording: "herokuWorkbench.local.replayRecording",
  duplicateRequests: "herokuWorkbench.local.duplicateRequests",
  /** In the title of the view, as above: these five do not look at a row. */
  stopRecordingAny: "herokuWorkbench.local.stopRecordingAny",
  runLocalCommandAny: "herokuWorkbench.local.runCommandAny",
  startLocalWithConfigVarsAny: "herokuWorkbench.local.startWithConfigVarsAny",
  recordTrafficAny: "herokuWorkbench.local.recordTrafficAny",
  duplicateRequestsAny: "herokuWorkbench.local.duplicateRequestsAny",
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

export const views = {
  container: "herokuWorkbench",
  apps: "herokuWorkbench.apps",
  local: "herokuWorkbench.local",
} as const;

/** The type of the webviews of *App Info*; activation by it is in package.json. */
export const infoPanel = "herokuWorkbench.info";

export const authenticationProvider = "heroku-workbench";

/** Context keys and the values they take; `when` clauses of package.json use no others. */
export interface ContextKeys {
  "herokuWorkbench.session": SignedOutCause | "loading" | "signed-in" | "signed-out";
  "herokuWorkbench.appList": Trouble | "empty" | "empty-sandbox" | "filtered" | "loading" | "some";
  /** Of the list of apps. */
  "herokuWorkbench.filter": "off" | "on";
  "herokuWorkbench.sandbox": "running" | "starting" | "stopped";
  "herokuWorkbench.logs": "none" | "streaming";
  /** Of the Procfiles of the open folders. */
  "herokuWorkbench.localRun": "none" | "running" | "stopped";
  /** Of the `.env` file in the active editor. */
  "herokuWorkbench.values": "masked" | "none" | "revealed";
}

export const contextKeys: readonly (keyof ContextKeys)[] = [
  "herokuWorkbench.session",
  "herokuWorkbench.appList",
  "herokuWorkbench.filter",
  "herokuWorkbench.sandbox",
  "herokuWorkbench.logs",
  "herokuWorkbench.localRun",
  "herokuWorkbench.values",
];

/** Settings that the editor reads, and the type of their values; those of the languages are in `language/settings.ts`. */
export interface Settings {
  "herokuWorkbench.confirmations.skip": readonly Confirmation[];
  "herokuWorkbench.dotenv.maskValues": boolean;
  "herokuWorkbench.local.terminals": "merged" | "perProcess";
  "herokuWorkbench.local.dialect": "foreman" | "heroku-local" | "workbench";
  "herokuWorkbench.local.envFiles": readonly string[];
  "herokuWorkbench.local.shellFirst": boolean;
  "herokuWorkbench.local.keepGoing": boolean;
  "herokuWorkbench.local.restart": "always" | "never" | "on-failure";
  "herokuWorkbench.local.router": boolean;
}

/** Questions that a person can switch off. Destroying is always asked. */
export type Confirmation =
  | "collaborators"
  | "config"
  | "localConfig"
  | "maintenance"
  | "restart"
  | "scale"
  | "stop"
  | "traffic"
  | "transfer";

export const settings: readonly (keyof Settings)[] = [
  "herokuWorkbench.confirmations.skip",
  "herokuWorkbench.dotenv.maskValues",
  "herokuWorkbench.local.terminals",
  "herokuWorkbench.local.dialect",
  "herokuWorkbench.local.envFiles",
  "herokuWorkbench.local.shellFirst",
  "herokuWorkbench.local.keepGoing",
  "herokuWorkbench.local.restart",
  "herokuWorkbench.local.router",
];

/** Of `heroku-local`, the type of tasks and of debug configurations. */
export const localType = "heroku-local";

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
  releases: "herokuWorkbench.releases",
  release: "herokuWorkbench.release",
  addons: "herokuWorkbench.addons",
  addon: "herokuWorkbench.addon",
  domains: "herokuWorkbench.domains",
  domain: "herokuWorkbench.domain",
  buildpacks: "herokuWorkbench.buildpacks",
  buildpack: "herokuWorkbench.buildpack",
  features: "herokuWorkbench.features",
  feature: "herokuWorkbench.feature",
  /** Apps that belong together, or all of an account. */
  group: "herokuWorkbench.group",
  more: "herokuWorkbench.more",
  localProcfile: "herokuWorkbench.local.procfile",
  localProcess: "herokuWorkbench.local.process",
  localCopy: "herokuWorkbench.local.copy",
  note: "herokuWorkbench.note",
} as const;
