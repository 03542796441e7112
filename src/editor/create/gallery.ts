import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { showError } from "../messages.ts";
import type { Services } from "../services.ts";
import { galleryEntries } from "./gallery-entries.ts";
import { shippedTemplates } from "./shipped-templates.ts";

let open: vscode.WebviewPanel | undefined;

/** Shows the templates; `use` gets the id of the one chosen, `folder` or `git`, and says whether an app came of it. */
export async function openGallery(services: Services, use: (id: string) => Promise<boolean>): Promise<void> {
  const { context, sessions } = services;
  const templates = await shippedTemplates(context.extensionPath);
  if (open !== undefined) return open.reveal();
  const isSandbox = sessions.all.length > 0 && sessions.all.every((session) => session.isSandbox);
  const entries = galleryEntries(templates, isSandbox);
  const media = vscode.Uri.joinPath(context.extensionUri, "media", "gallery");
  const panel = vscode.window.createWebviewPanel(
    "herokuWorkbench.templates",
    vscode.l10n.t("Heroku Templates"),
    vscode.ViewColumn.Active,
    { enableScripts: true, localResourceRoots: [media] },
  );
  panel.iconPath = vscode.Uri.joinPath(context.extensionUri, "media", "icon.png");
  open = panel;
  const store = context.subscriptions;
  store.push(panel);
  let isBusy = false;
  panel.onDidDispose(() => {
    open = undefined;
    store.splice(store.indexOf(panel), 1);
  });
  panel.webview.onDidReceiveMessage(async (message: unknown) => {
    const id = entries.find((entry) => entry.id === chosenIn(message))?.id;
    if (isBusy || id === undefined) return;
    isBusy = true;
    try {
      if (await use(id)) panel.dispose();
    } catch (error) {
      showError(services, error);
    } finally {
      isBusy = false;
    }
  });
  panel.webview.html = page(panel.webview, media, entries);
}

function chosenIn(message: unknown): unknown {
  return typeof message === "object" && message !== null && "use" in message ? message.use : undefined;
}

function page(webview: vscode.Webview, media: vscode.Uri, entries: unknown): string {
  const nonce = randomBytes(16).toString("base64");
  const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
  const title = vscode.l10n.t("Create an app from a template");
  const words = {
    one: vscode.l10n.t("1 template"),
    many: vscode.l10n.t("{0} templates", "{0}"),
    nothing: vscode.l10n.t("Nothing here is called that."),
    variables: vscode.l10n.t("Config vars"),
  };
  // Nothing in it can end the element.
  const data = JSON.stringify({ entries, words }).replaceAll("<", "\\u003c");
  const security = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${security}">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="${address("gallery.css")}">
<title>${title}</title>
</head>
<body>
<h1>${title}</h1>
<input id="search" type="search" placeholder="${vscode.l10n.t("Search by language, framework or word")}" aria-label="${vscode.l10n.t("Search templates")}" aria-controls="list">
<p id="count" role="status"></p>
<main>
<ul id="list" role="listbox" tabindex="0" aria-label="${vscode.l10n.t("Templates")}"></ul>
<article id="details" aria-live="polite" aria-label="${vscode.l10n.t("Details of the template")}"></article>
</main>
<script type="application/json" id="data" nonce="${nonce}">${data}</script>
<script type="module" nonce="${nonce}" src="${address("gallery.js")}"></script>
</body>
</html>`;
}
