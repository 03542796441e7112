import * as vscode from "vscode";
import type { AppTooltipFacts } from "./app-tooltip.ts";
import { appTooltip } from "./app-tooltip.ts";
import type { SignedInTree } from "./forest.ts";
import type { AppNode, TreeNode } from "./nodes.ts";
import { valueIn } from "./row-look.ts";
import { tooltipOf } from "./tooltip.ts";

/** Loaded when the pointer rests on a row for the first time. */
export async function toTooltip(
  node: TreeNode,
  signedIn: SignedInTree,
  token: vscode.CancellationToken,
): Promise<vscode.MarkdownString | undefined> {
  const text = node.kind === "app" ? await appText(node, signedIn, token) : ofLoaded(node, signedIn);
  return text === undefined ? undefined : new vscode.MarkdownString(text);
}

function ofLoaded(node: TreeNode, { session, tree }: SignedInTree): string | undefined {
  const details = tree.entry(node.appId)?.details;
  return details && tooltipOf(node, details, new Date(), session.isSandbox);
}

/** Everything that is missing is asked for at once: the tooltip is there after one round trip. */
async function appText(
  node: AppNode,
  { session, tree }: SignedInTree,
  token: vscode.CancellationToken,
): Promise<string | undefined> {
  const entry = tree.entry(node.appId);
  if (entry === undefined) return undefined;
  const about = tree.about(node.appId);
  await Promise.all([about?.refresh(), tree.stacks.ready()]);
  if (token.isCancellationRequested) return undefined;
  const facts: AppTooltipFacts = {
    app: entry.app,
    about: about && valueIn(about.state, undefined),
    stacks: valueIn(tree.stacks.state, []),
    isSandbox: session.isSandbox,
    now: new Date(),
  };
  return appTooltip(facts);
}
