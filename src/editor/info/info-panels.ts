import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { getConfigVars } from "../../heroku/resources/config-vars.ts";
import { createDisposables, type Disposable, type Disposables } from "../disposables.ts";
import { explainInLine, isMissing } from "../explanation.ts";
import { commands, infoPanel } from "../identifiers.ts";
import { showError } from "../messages.ts";
import type { AppTarget, Services, Session } from "../services.ts";
import { type AppKey, commandOf } from "./actions.ts";
import { readFacts } from "./facts.ts";
import { frame } from "./frame.ts";
import { notePage, pageOf } from "./page.ts";

/** What a page remembers over a reload of the window. */
interface PageState extends AppKey {
  readonly name: string;
}

export interface InfoPanels extends Disposable {
  /** The page of an app; the one that is open already comes to the front. */
  show(target: AppTarget): void;
  /** A page that the window had before it was reloaded. */
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

interface Page {
  readonly panel: vscode.WebviewPanel;
  readonly store: Disposables;
  state: PageState;
  /** What was sent last; undefined until there is something. */
  html: string | undefined;
  isOld: boolean;
  loading: Promise<void> | undefined;
}

/** One page per app and account. Asks for nothing while it is hidden. */
export function createInfoPanels(services: Services): InfoPanels {
  const store = createDisposables();
  const pages = new Map<string, Page>();
  const renew = (page: Page): void => {
    page.isOld = true;
    if (page.panel.visible) void load(services, page);
  };
  const renewAll = (): void => pages.forEach(renew);
  store.add(services.apps.onDidRefresh(renewAll));
  store.add(services.sessions.onDidChange(renewAll));
  // The pages themselves stay: a window that is reloaded has them again.
  store.add({ dispose: () => pages.forEach((page) => void page.store.dispose()) });

  const open = (panel: vscode.WebviewPanel, state: PageState): void => {
    const page: Page = { panel, state, store: createDisposables(), html: undefined, isOld: true, loading: undefined };
    pages.set(keyOf(state), page);
    page.store.add(panel.webview.onDidReceiveMessage((message) => void receive(services, page, message)));
    page.store.add(panel.onDidChangeViewState(() => page.isOld && renew(page)));
    panel.onDidDispose(() => {
      pages.delete(keyOf(state));
      page.store.dispose();
    });
    const nonce = randomBytes(16).toString("hex");
    panel.webview.options = { enableScripts: true, localResourceRoots: [], enableCommandUris: false };
    panel.iconPath = vscode.Uri.joinPath(services.context.extensionUri, "media", "icon.png");
    panel.webview.html = frame({ title: state.name, nonce, loading: vscode.l10n.t("Loading…") });
  };

  return {
    show({ app, session }) {
      const state = { appId: app.id, sessionKey: session.key, name: app.name };
      const known = pages.get(keyOf(state));
      if (known) return known.panel.reveal();
      const panel = vscode.window.createWebviewPanel(infoPanel, app.name, vscode.ViewColumn.Active, {
        enableFindWidget: true,
      });
      return open(panel, state);
    },
    restore(panel, written) {
      const state = readState(written);
      if (state === undefined || pages.has(keyOf(state))) panel.dispose();
      else open(panel, state);
    },
    dispose: () => store.dispose(),
  };
}

function keyOf({ appId, sessionKey }: AppKey): string {
  return `${sessionKey} ${appId}`;
}

function readState(written: unknown): PageState | undefined {
  if (typeof written !== "object" || written === null) return undefined;
  const { appId, sessionKey, name } = written as Partial<Record<keyof PageState, unknown>>;
  const isWhole = typeof appId === "string" && typeof sessionKey === "string" && typeof name === "string";
  return isWhole ? { appId, sessionKey, name } : undefined;
}

/** One load at a time; what changes meanwhile is asked for again. */
function load(services: Services, page: Page): Promise<void> {
  page.loading ??= (async () => {
    while (page.isOld && page.panel.visible) {
      page.isOld = false;
      await loadOnce(services, page);
    }
  })()
    .catch((error) => showError(services, error))
    .finally(() => {
      page.loading = undefined;
    });
  return page.loading;
}

async function loadOnce({ sessions }: Services, page: Page): Promise<void> {
  const { state } = page;
  const session = sessions.all.find(({ key }) => key === state.sessionKey);
  if (session === undefined) return tellSignedOut(page, sessions.state.kind === "loading");
  try {
    const facts = await readFacts(session, state.appId);
    page.state = { ...state, name: facts.app.name };
    page.panel.title = facts.app.name;
    const { email } = session.account;
    send(page, pageOf(facts, { now: new Date(), account: email, isSandbox: session.isSandbox }));
  } catch (error) {
    if (isMissing(error)) page.panel.dispose();
    else if (page.html === undefined) send(page, notePage(state.name, explainInLine(error), false));
  }
}

function tellSignedOut(page: Page, isLoading: boolean): void {
  const words = isLoading
    ? vscode.l10n.t("Loading…")
    : vscode.l10n.t("The account that sees this app is not signed in.");
  send(page, notePage(page.state.name, words, !isLoading));
}

function send(page: Page, html: string): void {
  page.html = html;
  void page.panel.webview.postMessage({ kind: "page", html, state: page.state });
}

async function receive(services: Services, page: Page, message: unknown): Promise<void> {
  const { action, of } = readMessage(message);
  if (action === "ready") {
    // The page was hidden: its document is a new one.
    if (page.html !== undefined) send(page, page.html);
    return load(services, page);
  }
  if (action === "signIn") return void vscode.commands.executeCommand(commands.signIn);
  if (action === "reveal") return reveal(services, page, of);
  if (action === "hide") return void page.panel.webview.postMessage(valueMessage(of, undefined));
  const known = commandOf(action, of, page.state);
  if (known) await vscode.commands.executeCommand(known.command, known.row);
}

function readMessage(message: unknown): { readonly action: string; readonly of: string } {
  const { action, of } = (typeof message === "object" && message !== null ? message : {}) as Record<string, unknown>;
  return { action: typeof action === "string" ? action : "", of: typeof of === "string" ? of : "" };
}

/** The one way for a value into the page: a person asked for this one. */
async function reveal(services: Services, page: Page, key: string): Promise<void> {
  const session: Session | undefined = services.sessions.all.find((it) => it.key === page.state.sessionKey);
  if (session === undefined) return;
  try {
    const value = (await getConfigVars(session.client, page.state.appId))[key];
    await page.panel.webview.postMessage(valueMessage(key, value));
  } catch (error) {
    showError(services, error);
  }
}

function valueMessage(key: string, value: string | undefined) {
  return value === undefined
    ? { kind: "value", key, value: "••••••••", label: vscode.l10n.t("Reveal"), next: "reveal" }
    : { kind: "value", key, value, label: vscode.l10n.t("Hide"), next: "hide" };
}
