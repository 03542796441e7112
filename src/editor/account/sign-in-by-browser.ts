import * as vscode from "vscode";
import { type BrowserLogin, loginHostOf, startBrowserLogin } from "../../heroku/browser-login.ts";
import { globalFetch } from "../../heroku/transports/global-fetch.ts";
import { during, isCancelling } from "../explanation.ts";
import type { StoredAccount } from "./choice.ts";
import { ourDescription, userAgentOf } from "./connect.ts";
import { accountOfToken, type SignInContext } from "./sign-in-way.ts";

/** Opens a page where the person is, which may be another machine than this. */
export type OpenPage = (url: vscode.Uri) => Thenable<boolean>;

/**
 * Signs in on the page of Heroku's login service and waits for that. `api-key` when the person would rather paste one,
 * undefined when they decline.
 */
export async function signInByBrowser(
  context: SignInContext,
  open: OpenPage = vscode.env.openExternal,
): Promise<StoredAccount | "api-key" | undefined> {
  const loginHost = loginHostOf(context.env, context.host.apiUrl);
  return during(vscode.l10n.t("The sign-in with the browser did not work"), async () => {
    const login = await startBrowserLogin({
      loginHost,
      description: ourDescription(),
      transport: globalFetch,
      userAgent: userAgentOf(context.version),
    });
    const page = vscode.Uri.parse(login.url, true);
    await open(page);
    const token = await waitForPerson(login, () => void open(page));
    if (token === undefined || token.kind === "api-key") return token?.kind;
    return accountOfToken(context, token.value, "browser");
  });
}

type Waited = { readonly kind: "api-key" } | { readonly kind: "token"; readonly value: string };

/** A picker that is busy until the service answers; closing it ends the login. */
function waitForPerson(login: BrowserLogin, openAgain: () => void): Promise<Waited | undefined> {
  const picker = vscode.window.createQuickPick<WaitingItem>();
  Object.assign(picker, {
    title: vscode.l10n.t("Sign in to Heroku"),
    placeholder: vscode.l10n.t("Waiting until you have signed in, in the browser. Esc cancels"),
    busy: true,
    ignoreFocusOut: true,
    items: waitingItems(),
  });
  const aborter = new AbortController();
  return new Promise<Waited | undefined>((resolve, reject) => {
    const act = async (action: WaitingAction): Promise<void> => {
      if (action === "copy") await vscode.env.clipboard.writeText(login.url);
      if (action === "open") openAgain();
      if (action === "api-key") resolve({ kind: "api-key" });
      if (action === "copy") picker.placeholder = vscode.l10n.t("Link copied. Open it in any browser, on any machine");
    };
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (item) void act(item.action);
    });
    picker.onDidHide(() => resolve(undefined));
    login.wait(aborter.signal).then(
      (value) => resolve({ kind: "token", value }),
      (error: unknown) => (isCancelling(error) ? resolve(undefined) : reject(error)),
    );
    picker.show();
  }).finally(() => {
    aborter.abort();
    picker.dispose();
  });
}

type WaitingAction = "api-key" | "copy" | "open";

interface WaitingItem extends vscode.QuickPickItem {
  readonly action: WaitingAction;
}

function waitingItems(): readonly WaitingItem[] {
  const icon = (name: string) => new vscode.ThemeIcon(name);
  return [
    { action: "copy", label: vscode.l10n.t("Copy Link"), iconPath: icon("copy") },
    { action: "open", label: vscode.l10n.t("Open the Page Again"), iconPath: icon("link-external") },
    { action: "api-key", label: vscode.l10n.t("Paste an API Key Instead"), iconPath: icon("key") },
  ];
}
