import type { App } from "../../heroku/resources/types.ts";
import type { AppsModel, AppTarget, Session, SessionState } from "../services.ts";
import type { Forest, SignedInTree } from "./forest.ts";
import type { ConfigVarNode, TreeNode } from "./nodes.ts";

/** What rows of the tree can be told to do. */
export interface TreeActions {
  setRevealed(node: ConfigVarNode, isRevealed: boolean): void;
  /** All of one app. */
  hideValues(node: Pick<TreeNode, "appId" | "sessionKey">): void;
  showMoreReleases(node: Pick<TreeNode, "appId" | "sessionKey">): Promise<void>;
}

export interface AppsModelOptions {
  readonly trees: { readonly all: readonly SignedInTree[] };
  readonly forest: Forest;
  readonly sessions: { reload(): Promise<SessionState> };
  /** Resolves when the remotes of the open folders are known. */
  readonly workspaceReady: () => Promise<void>;
  readonly isInWorkspace: (app: App, session: Session) => boolean;
}

/** The apps of all accounts as features see them. */
export function createAppsModel(
  options: AppsModelOptions,
): Pick<AppsModel, "find" | "isInWorkspace" | "ready" | "refresh"> & TreeActions {
  const { trees, forest, sessions, workspaceReady, isInWorkspace } = options;
  const treeOf = (sessionKey: string | undefined): SignedInTree | undefined =>
    trees.all.find(({ session }) => sessionKey === undefined || session.key === sessionKey);
  return {
    find: (idOrName, sessionKey) => findIn(trees.all, idOrName, sessionKey),
    isInWorkspace: ({ app, session }) => isInWorkspace(app, session),
    async ready() {
      await Promise.all([workspaceReady(), ...trees.all.map(({ tree }) => tree.list.ready())]);
      const states = trees.all.map(({ tree }) => tree.list.state);
      const failed = states.find(({ kind }) => kind === "failed");
      if (failed?.kind === "failed" && !states.some(({ kind }) => kind === "ready")) throw failed.problem;
      return forest.targets;
    },
    async refresh(app) {
      if (trees.all.length === 0) await sessions.reload();
      const concerned = trees.all.filter(({ tree }) => app === undefined || tree.find(app.name) !== undefined);
      // An app that no account knows yet has just been made, or renamed.
      await Promise.all((concerned.length > 0 ? concerned : trees.all).map(({ tree }) => tree.refresh(app)));
    },
    setRevealed: (node, isRevealed) => treeOf(node.sessionKey)?.tree.setRevealed(node, isRevealed),
    hideValues: ({ appId, sessionKey }) => treeOf(sessionKey)?.tree.hideValues(appId),
    showMoreReleases: async ({ appId, sessionKey }) => treeOf(sessionKey)?.tree.showMoreReleases(appId),
  };
}

function findIn(
  trees: readonly SignedInTree[],
  idOrName: string,
  sessionKey: string | undefined,
): AppTarget | undefined {
  for (const { session, tree } of trees) {
    const app = sessionKey === undefined || session.key === sessionKey ? tree.find(idOrName) : undefined;
    if (app !== undefined) return { app, session };
  }
  return undefined;
}
