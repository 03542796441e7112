import type { Session } from "../services.ts";
import type { AppSource } from "./app-details.ts";
import { createAppsTree } from "./apps-tree.ts";
import type { SignedInTree } from "./forest.ts";
import type { AppNode } from "./nodes.ts";

export interface SignedInTrees {
  /** The chosen account's first. */
  readonly all: readonly SignedInTree[];
  /** Takes up the accounts that are new and lets go of those that are gone; false when they are the same. */
  follow(sessions: readonly Session[]): boolean;
  dispose(): void;
}

/** One tree per account. An account whose token was renewed keeps its tree, with all that is loaded and open. */
export function createSignedInTrees(changed: (app: AppNode | undefined) => void): SignedInTrees {
  let all: readonly SignedInTree[] = [];
  return {
    get all() {
      return all;
    },
    follow(sessions) {
      const before = all;
      const kept = new Map(before.map((signedIn) => [signedIn.session.key, signedIn]));
      all = sessions.map((session) => kept.get(session.key) ?? newTree(session, changed));
      const gone = before.filter((signedIn) => !all.includes(signedIn));
      for (const { tree } of gone) tree.dispose();
      for (const [at, session] of sessions.entries()) renew(all[at], session);
      return !(all.length === before.length && all.every((signedIn, at) => signedIn === before[at]));
    },
    dispose() {
      for (const { tree } of all) tree.dispose();
      all = [];
    },
  };
}

function renew(signedIn: SignedInTree | undefined, session: Session): void {
  if (signedIn === undefined || signedIn.session === session) return;
  signedIn.session = session;
  void signedIn.tree.refresh();
}

function newTree(session: Session, changed: (app: AppNode | undefined) => void): SignedInTree {
  const source = lazySource(() => signedIn.session);
  const signedIn: SignedInTree = { session, tree: createAppsTree({ sessionKey: session.key, source, changed }) };
  return signedIn;
}

/** The client's code is loaded with the first question. */
function lazySource(session: () => Session): AppSource {
  const source = async (): Promise<AppSource> =>
    (await import("./platform-source.ts")).platformSource(session().client);
  return {
    apps: async (signal) => (await source()).apps(signal),
    pipelines: async (signal) => (await source()).pipelines(signal),
    stacks: async (signal) => (await source()).stacks(signal),
    about: async (app, signal) => (await source()).about(app, signal),
    part: async (part, app, limits) => (await source()).part(part, app, limits),
  };
}
