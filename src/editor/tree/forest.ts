import type { App } from "../../heroku/resources/types.ts";
import type { AppTarget, AwayAccount, Session } from "../services.ts";
import type { AppsTree } from "./apps-tree.ts";
import { type Arrangement, arrange, type Section, type SectionKind } from "./arrangement.ts";
import type { AnyNode, AppGroupNode, AppNode } from "./nodes.ts";

export interface SignedInTree {
  /** Another one when the account's token was renewed. */
  session: Session;
  readonly tree: AppsTree;
}

/** A row with apps under it. */
export interface AppGroup {
  readonly node: AppGroupNode;
  readonly kind: SectionKind | "account" | "away";
  readonly label: string;
  readonly rows: readonly AnyNode[];
  /** Apps under it, at any depth. */
  readonly count: number;
  readonly isExpanded: boolean;
  /** Why an account has no apps to show. */
  readonly away?: AwayAccount;
}

/** The apps of every account, in groups. */
export interface Forest {
  readonly roots: readonly AnyNode[];
  /** Apps that pass the filter, and all. */
  readonly count: { readonly shown: number; readonly all: number };
  /** Every app, this workspace's first, then by name. */
  readonly targets: readonly AppTarget[];
  group(node: AppGroupNode): AppGroup | undefined;
  /** The group that an app is shown in; undefined where there are none. */
  groupOf(app: AppNode): AppGroup | undefined;
  /** What it is made of is different now. */
  invalidate(): void;
}

export interface ForestOptions {
  readonly trees: () => readonly SignedInTree[];
  readonly away: () => readonly AwayAccount[];
  readonly arrangement: () => Arrangement;
  readonly isInWorkspace: (app: App, session: Session) => boolean;
}

/** With more apps than this a group of a team, a pipeline or a region is closed at first. */
const roomy = 60;

/** Found out when it is first asked for, and kept until something changes. */
export function createForest(options: ForestOptions): Forest {
  let planted: Planted | undefined;
  let targets: readonly AppTarget[] | undefined;
  const now = (): Planted => {
    planted ??= plant(options);
    return planted;
  };
  return {
    get roots() {
      return now().roots;
    },
    get count() {
      return now().count;
    },
    get targets() {
      targets ??= targetsOf(options);
      return targets;
    },
    group: (node) => now().groups.get(node.id),
    groupOf: (app) => now().groupOfApp.get(app.id),
    invalidate() {
      planted = undefined;
      targets = undefined;
    },
  };
}

interface Planted {
  readonly roots: readonly AnyNode[];
  readonly count: { shown: number; all: number };
  readonly groups: Map<string, AppGroup>;
  readonly groupOfApp: Map<string, AppGroup>;
}

function plant({ trees, away, arrangement, isInWorkspace }: ForestOptions): Planted {
  const planted: Planted = { roots: [], count: { shown: 0, all: 0 }, groups: new Map(), groupOfApp: new Map() };
  const wanted = arrangement();
  const all = trees();
  // With none signed in the view itself says why.
  const others = all.length > 0 ? away() : [];
  const rowsOf = (signedIn: SignedInTree, parent: AppGroupNode | undefined): readonly AnyNode[] =>
    rowsOfAccount(signedIn, { parent, wanted, planted, isInWorkspace });
  if (all.length + others.length < 2) return { ...planted, roots: all.flatMap((it) => rowsOf(it, undefined)) };
  const accounts = all.map((signedIn): AnyNode => {
    const { session, tree } = signedIn;
    const node = accountNode(session.key);
    const own = rowsOf(signedIn, node);
    const note: AnyNode = { kind: "groupNote", id: `${node.id}/note`, parent: node, sessionKey: session.key };
    const label = isOnlySandbox(session, all, others) ? "Local sandbox" : session.account.email;
    const rows = own.length > 0 ? own : [note];
    return add(planted, { node, kind: "account", label, rows, count: tree.entries.length, isExpanded: true });
  });
  const absent = others.map((it): AnyNode => {
    const group = { node: accountNode(it.key), label: it.label, rows: [], count: 0, isExpanded: false };
    return add(planted, { ...group, kind: "away", away: it });
  });
  return { ...planted, roots: [...accounts, ...absent] };
}

/** A sandbox may have several accounts, signed in or away, and then it takes more to tell them apart. */
function isOnlySandbox(
  { isSandbox, apiUrl }: Session,
  all: readonly SignedInTree[],
  away: readonly AwayAccount[],
): boolean {
  const isAlone = all.filter(({ session }) => session.isSandbox).length === 1;
  return isSandbox && isAlone && !away.some(({ key }) => key.startsWith(`${apiUrl}/`));
}

interface Soil {
  readonly parent: AppGroupNode | undefined;
  readonly wanted: Arrangement;
  readonly planted: Planted;
  readonly isInWorkspace: ForestOptions["isInWorkspace"];
}

/** A single group is not shown, its apps are. */
function rowsOfAccount({ session, tree }: SignedInTree, soil: Soil): readonly AnyNode[] {
  const { parent, wanted, planted, isInWorkspace } = soil;
  const sections = arrange(tree.entries, wanted, {
    ownEmail: session.account.email,
    isInWorkspace: (app) => isInWorkspace(app, session),
    pipelines: tree.pipelines.state.kind === "ready" ? tree.pipelines.state.value : undefined,
  });
  planted.count.all += tree.entries.length;
  planted.count.shown += appsIn(sections);
  if (sections.length < 2) return sections.flatMap(({ entries }) => entries.map(({ node }) => node));
  const isFiltered = wanted.filter !== "";
  // Rows that VS Code knows stay as open as they are; those of a filtered list are others, and open.
  const prefix = `${session.key}/group/${isFiltered ? "filtered/" : ""}`;
  const isOpen = isFiltered || tree.entries.length <= roomy;
  return (isFiltered ? sections : withFavorites(sections)).map((section) =>
    add(planted, groupOf(section, { parent, session, prefix, isOpen })),
  );
}

function accountNode(key: string): AppGroupNode {
  return { kind: "group", id: `${key}/account`, parent: undefined, sessionKey: key };
}

function add({ groups, groupOfApp }: Planted, group: AppGroup): AnyNode {
  groups.set(group.node.id, group);
  for (const row of group.rows) if (row.kind === "app") groupOfApp.set(row.id, group);
  return group.node;
}

function appsIn(sections: readonly Section[]): number {
  return sections.reduce((total, { entries }) => total + entries.length, 0);
}

/** An empty group is a place to drag the first favorite to. */
function withFavorites(sections: readonly Section[]): readonly Section[] {
  if (sections.some(({ kind }) => kind === "favorites")) return sections;
  // Another row than that of favorites that are there: VS Code would leave that one closed.
  const empty: Section = { kind: "favorites", key: "no-favorites", label: "Favorites", entries: [] };
  const at = sections.findIndex(({ kind }) => kind !== "workspace");
  return sections.toSpliced(at, 0, empty);
}

interface Place {
  readonly parent: AppGroupNode | undefined;
  readonly session: Session;
  readonly prefix: string;
  readonly isOpen: boolean;
}

function groupOf({ kind, key, label, entries }: Section, { parent, session, prefix, isOpen }: Place): AppGroup {
  return {
    node: { kind: "group", id: `${prefix}${key}`, parent, sessionKey: session.key },
    kind,
    label,
    rows: entries.map(({ node }) => node),
    count: entries.length,
    isExpanded: isOpen || kind === "workspace" || kind === "favorites" || kind === "personal",
  };
}

function targetsOf({ trees, isInWorkspace }: ForestOptions): readonly AppTarget[] {
  const all = trees().flatMap(({ session, tree }) => tree.entries.map(({ app }): AppTarget => ({ app, session })));
  const isOwn = ({ app, session }: AppTarget): boolean => isInWorkspace(app, session);
  return [...all.filter(isOwn), ...all.filter((target) => !isOwn(target))];
}
