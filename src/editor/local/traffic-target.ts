import * as vscode from "vscode";
import { confirm } from "../commands/confirm.ts";
import { pickApp } from "../commands/pick-app.ts";
import { hasTypedName } from "../commands/typed-name.ts";
import type { Services } from "../services.ts";
import { isHere, originOf } from "./addresses.ts";
import { isProduction } from "./app-stage.ts";
import type { LocalRun } from "./local-runs.ts";

/** Where requests are sent to. */
export interface TrafficTarget {
  /** `https://shop.example.com`, without a path. */
  readonly url: string;
  /** For people: an app's name, or the host. */
  readonly name: string;
  /** How sure a person has to be: `typed` where people depend on it, or may do so. */
  readonly consent: "none" | "asked" | "typed";
  readonly isApp?: boolean;
}

interface TargetItem extends vscode.QuickPickItem {
  readonly choose: () => Promise<TrafficTarget | undefined>;
}

/** One of these runs, an app, or an address that the person types. Undefined when they decline. */
export async function chooseTarget(
  services: Services,
  title: string,
  runs: readonly LocalRun[],
): Promise<TrafficTarget | undefined> {
  const local = runs.flatMap((run): TargetItem[] => {
    const url = addressOf(run);
    if (url === undefined) return [];
    const label = vscode.l10n.t("The local run of {0}", vscode.workspace.asRelativePath(run.entry.procfile));
    return [{ label, description: url, choose: async () => ({ url, name: label, consent: "none" }) }];
  });
  const items: TargetItem[] = [
    ...local,
    { label: vscode.l10n.t("An app…"), choose: () => chooseApp(services, title) },
    { label: vscode.l10n.t("Another address…"), choose: () => askForAddress(title) },
  ];
  return (await vscode.window.showQuickPick(items, { title }))?.choose();
}

/** Asks as firmly as the target needs; true when nobody has to be asked. */
export function isAllowed(target: TrafficTarget, { question, detail, yes }: ConsentWords): Promise<boolean> {
  if (target.consent === "none") return Promise.resolve(true);
  if (target.consent === "asked") return confirm("traffic", { question, detail, yes });
  const prompt = target.isApp
    ? vscode.l10n.t("{0} is in production. Type its name to send requests to it", target.name)
    : vscode.l10n.t("{0} may be in production. Type its name to send requests to it", target.name);
  return hasTypedName(target.name, { title: question, prompt });
}

export interface ConsentWords {
  readonly question: string;
  readonly detail: string;
  readonly yes: string;
}

/** What people open: the router of a run, else its first web process; undefined when it has neither. */
export function addressOf({ traffic, copies }: LocalRun): string | undefined {
  const port = traffic?.port ?? [...copies.values()].find(({ type }) => type === "web")?.port;
  return port === undefined ? undefined : `http://localhost:${port}`;
}

async function chooseApp(services: Services, title: string): Promise<TrafficTarget | undefined> {
  const chosen = await pickApp(services, { title });
  if (chosen === undefined) return undefined;
  const { name, web_url: address } = chosen.app;
  if (address === null) throw new Error(vscode.l10n.t("{0} has no web address.", name));
  return { url: new URL(address).origin, name, consent: (await isProduction(chosen)) ? "typed" : "asked", isApp: true };
}

async function askForAddress(title: string): Promise<TrafficTarget | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("Its address, without a path"),
    placeHolder: "https://staging.example.com",
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === "" || originOf(text) ? undefined : vscode.l10n.t("Such as http://localhost:3000."),
  });
  const url = typed && originOf(typed);
  return url ? { url, name: new URL(url).host, consent: isHere(url) ? "none" : "typed" } : undefined;
}
