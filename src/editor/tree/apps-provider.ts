import * as vscode from "vscode";
import type { App } from "../../heroku/resources/types.ts";
import { sessionNotes } from "../account/session-notes.ts";
import { explainInLine } from "../explanation.ts";
import type { Session } from "../services.ts";
import type { Arrangement } from "./arrangement.ts";
import type { Forest, SignedInTree } from "./forest.ts";
import { awayLook, groupLook, groupNoteLook } from "./group-look.ts";
import { lookOf, type RowLook } from "./look.ts";
import { type AnyNode, type AppNode, isOfApp } from "./nodes.ts";
import { rowsNow } from "./rows.ts";
import { createShownRows } from "./shown-rows.ts";
import { toTreeItem } from "./tree-item.ts";

export interface AppsProviderOptions {
  readonly trees: { readonly all: readonly SignedInTree[] };
  readonly forest: Forest;
  readonly arrangement: { readonly value: Arrangement };
  /** Resolves when the apps of an account can be shown, or why not. */
  readonly ready: (signedIn: SignedInTree) => Promise<unknown>;
  readonly isInWorkspace: (app: App, session: Session) => boolean;
  /** VS Code shows the rows under this row now. */
  readonly onOpen: (node: AnyNode) => void;
}

export interface AppsProvider extends vscode.TreeDataProvider<AnyNode>, vscode.Disposable {
  /** Shows again what differs: of an app, or of everything. */
  update(app?: AppNode): void;
  /** Shows everything again: other accounts, other groups. */
  reset(): void;
}

/** Forwards between VS Code and the model. */
export function createAppsProvider(options: AppsProviderOptions): AppsProvider {
  const { trees, forest, ready, onOpen } = options;
  const emitter = new vscode.EventEmitter<AnyNode | AnyNode[] | undefined>();
  const shown = createShownRows<AnyNode>();
  const treeOf = ({ sessionKey }: AnyNode): SignedInTree | undefined =>
    trees.all.find(({ session }) => session.key === sessionKey);
  const look = (node: AnyNode): RowLook => lookNow(node, treeOf(node), options) ?? goneLook;
  const rows = (node: AnyNode): readonly AnyNode[] => {
    if (node.kind === "group") return forest.group(node)?.rows ?? [];
    if (!isOfApp(node)) return [];
    const details = treeOf(node)?.tree.entry(node.appId)?.details;
    return details ? rowsNow(node, details) : [];
  };
  const load = async (node: AnyNode | undefined): Promise<void> => {
    const { all } = trees;
    if (node === undefined && all.length === 1) await Promise.all(all.map(ready));
    const signedIn = node && treeOf(node);
    if (node === undefined || signedIn === undefined) return;
    if (node.kind === "group" && node.parent === undefined && all.length > 1) await ready(signedIn);
    if (isOfApp(node)) await signedIn.tree.children(node);
  };

  return {
    onDidChangeTreeData: emitter.event,
    dispose: () => emitter.dispose(),
    update(app) {
      const now = { look, rows };
      const differing = app ? shown.differing(app, now) : shown.differingBelow(forest.roots, now);
      if (differing === undefined) this.reset();
      else if (differing.length > 0) emitter.fire([...differing]);
    },
    reset() {
      shown.clear();
      emitter.fire(undefined);
    },
    async getChildren(node) {
      if (node) onOpen(node);
      await load(node);
      const found = node ? rows(node) : forest.roots;
      shown.listed(node, found);
      return [...found];
    },
    getParent: (node) => (node.kind === "app" ? forest.groupOf(node)?.node : node.parent),
    getTreeItem(node) {
      const now = look(node);
      shown.looked(node, now);
      return toTreeItem(node, now, node.kind === "group" ? forest.group(node)?.away : undefined);
    },
    async resolveTreeItem(item, node, token) {
      const signedIn = treeOf(node);
      if (signedIn && isOfApp(node)) {
        const { toTooltip } = await import("./tooltip-item.ts");
        item.tooltip = await toTooltip(node, signedIn, token);
      }
      return item;
    },
  };
}

/** The row of an app that has just gone; the list without it is under way. */
const goneLook: RowLook = {
  label: "",
  description: "",
  icon: { id: "blank" },
  spoken: "",
  context: "",
  children: "none",
};

function lookNow(
  node: AnyNode,
  signedIn: SignedInTree | undefined,
  { forest, isInWorkspace, arrangement }: AppsProviderOptions,
): RowLook | undefined {
  const group = node.kind === "group" ? forest.group(node) : undefined;
  if (group?.kind === "away") return awayLook(group);
  if (signedIn === undefined) return undefined;
  const { session, tree } = signedIn;
  if (node.kind === "groupNote") return groupNoteLook(tree.list.state, explainInLine);
  if (node.kind === "group") return group && groupLook(group, session, tree.list.state, sessionNotes(session));
  const entry = tree.entry(node.appId);
  if (entry === undefined) return undefined;
  const pipelines = tree.pipelines.state;
  return lookOf(node, entry, {
    now: new Date(),
    isInWorkspace: isInWorkspace(entry.app, session),
    isFavorite: arrangement.value.favorites.has(node.appId),
    isSandbox: session.isSandbox,
    ownEmail: session.account.email,
    group: forest.groupOf(entry.node)?.kind,
    stage: pipelines.kind === "ready" ? pipelines.value.get(node.appId)?.stage : undefined,
    sortedBy: arrangement.value.sortBy,
    explain: explainInLine,
  });
}
