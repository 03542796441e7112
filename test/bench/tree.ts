import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Session } from "../../src/editor/services.ts";
import { type AppsTree, createAppsTree } from "../../src/editor/tree/apps-tree.ts";
import type { Arrangement } from "../../src/editor/tree/arrangement.ts";
import { createForest, type Forest } from "../../src/editor/tree/forest.ts";
import { groupLook } from "../../src/editor/tree/group-look.ts";
import { lookOf } from "../../src/editor/tree/look.ts";
import type { AnyNode, TreeNode } from "../../src/editor/tree/nodes.ts";
import { platformSource } from "../../src/editor/tree/platform-source.ts";
import { createShownRows } from "../../src/editor/tree/shown-rows.ts";
import { createClient } from "../../src/heroku/client.ts";
import type { Transport } from "../../src/heroku/transport.ts";
import { globalFetch } from "../../src/heroku/transports/global-fetch.ts";
import { type Figure, kilobytes, median } from "./figures.ts";
import { type SandboxProcess, withSandbox } from "./sandbox-process.ts";

const expanded = 10;

/** The tree of an account with 2000 apps, without VS Code around it: what it takes from the list to rows, and what it asks. */
export async function tree(): Promise<readonly Figure[]> {
  return withSandbox(measure, { seed: "many" });
}

async function measure(sandbox: SandboxProcess): Promise<readonly Figure[]> {
  const counter = countingTransport();
  const model = modelOf(sandbox, counter.transport);
  const opening = await timed(() => model.tree.list.ready());
  const opened = counter.take();
  const first = await timed(async () => model.draw());
  const unchanged = await timed(() => model.tree.refresh());
  const refreshed = counter.take();
  const filters = ["n", "no", "team:many-north", "eu heroku-24", ""];
  const filtering = await Promise.all(filters.map((filter) => timed(async () => model.arrange({ filter }))));
  const apps = model.tree.entries.slice(0, expanded).map(({ node }) => node);
  const expanding = await timed(() => Promise.all(apps.map((app) => expand(model.tree, app))));
  const asked = counter.take();
  const megabytes = await modelMegabytes(sandbox);
  const { all } = model.forest.count;
  return [
    figure(
      `rows of ${all} apps after the list has answered`,
      `${first.toFixed(0)} ms (the list took ${opening.toFixed(0)} ms)`,
      "under 100 ms",
      first < 100,
    ),
    figure("memory of the model", `${megabytes.toFixed(1)} MB`, "under 40 MB", megabytes < 40),
    figure("opening the tree asks", words(opened), "2 requests, pages of 1000 apps", opened.requests === 2),
    figure(
      "refreshing it unchanged asks",
      `${words(refreshed)}, ${unchanged.toFixed(0)} ms`,
      "2 requests under 4 kB",
      refreshed.requests === 2 && refreshed.bytes < 4000,
    ),
    figure(
      `expanding ${expanded} apps asks`,
      `${words(asked)}, ${expanding.toFixed(0)} ms`,
      "at most 3 requests an app",
      asked.requests <= 3 * expanded,
    ),
    figure(
      "rows anew after a key in the filter",
      `${median(filtering).toFixed(0)} ms`,
      "under 50 ms",
      median(filtering) < 50,
    ),
  ];
}

function figure(name: string, value: string, target: string, isMet: boolean): Figure {
  return { name, value, target, isMet };
}

interface Asked {
  readonly requests: number;
  /** Bodies, as they come. */
  readonly bytes: number;
}

function words({ requests, bytes }: Asked): string {
  return `${requests} requests, ${kilobytes(bytes)}`;
}

function countingTransport(): { transport: Transport; take(): Asked } {
  let asked = { requests: 0, bytes: 0 };
  return {
    async transport(request) {
      asked.requests += 1;
      const { status, headers, body } = await globalFetch(request);
      return { status, headers, body: body && counted(body) };
    },
    take() {
      const taken = asked;
      asked = { requests: 0, bytes: 0 };
      return taken;
    },
  };
  async function* counted(body: AsyncIterable<Uint8Array>) {
    for await (const chunk of body) {
      asked.bytes += chunk.length;
      yield chunk;
    }
  }
}

interface Model {
  readonly tree: AppsTree;
  readonly forest: Forest;
  /** Every row that VS Code is given for the first screen. */
  draw(): void;
  arrange(change: Partial<Arrangement>): void;
}

function modelOf({ client: { apiUrl }, gitUrl, token }: SandboxProcess, transport: Transport): Model {
  const client = createClient({ apiUrl, token, transport, userAgent: "heroku-workbench/bench" });
  const session: Session = {
    key: `${apiUrl}/bench`,
    account: { id: "bench", email: "bench@example.com", name: null },
    client,
    ...{ apiUrl, gitUrl, token, isSandbox: false },
    pushToken: () => token,
    secondFactorUntil: () => undefined,
    endsAt: undefined,
  };
  let arrangement: Arrangement = { groupBy: "team", sortBy: "name", filter: "", favorites: new Set() };
  const apps = createAppsTree({ sessionKey: session.key, source: platformSource(client), changed: () => {} });
  const forest = createForest({
    trees: () => [{ session, tree: apps }],
    away: () => [],
    arrangement: () => arrangement,
    isInWorkspace: () => false,
  });
  const shown = createShownRows();
  const draw = (): void => drawRows(apps, forest, session, shown);
  return {
    tree: apps,
    forest,
    draw,
    arrange(change) {
      arrangement = { ...arrangement, ...change };
      forest.invalidate();
      draw();
    },
  };
}

function drawRows(apps: AppsTree, forest: Forest, session: Session, shown: ReturnType<typeof createShownRows>): void {
  const around = { isInWorkspace: false, isFavorite: false, isSandbox: false, ownEmail: "", explain: String };
  const visit = (parent: AnyNode | undefined, rows: readonly AnyNode[]): void => {
    shown.listed(parent, rows);
    for (const row of rows) {
      const group = row.kind === "group" ? forest.group(row) : undefined;
      if (group) {
        shown.looked(row, groupLook(group, session, apps.list.state));
        visit(row, group.rows);
      } else if (row.kind === "app") {
        const entry = apps.entry(row.appId);
        if (entry) shown.looked(row, lookOf(row, entry, { ...around, now: new Date(), sortedBy: "name" }));
      }
    }
  };
  visit(undefined, forest.roots);
}

/** What VS Code does when an app is opened: its groups, and the one that is open at first. */
async function expand(apps: AppsTree, app: TreeNode): Promise<void> {
  const [processes] = await apps.children(app);
  if (processes) await apps.children(processes);
}

/** Heap that the model of a second account takes, rows and kept answers included. */
async function modelMegabytes(sandbox: SandboxProcess): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const heap = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const model = modelOf(sandbox, globalFetch);
  await model.tree.list.ready();
  model.draw();
  for (const { node } of model.tree.entries.slice(0, expanded)) await openAll(model.tree, node);
  const after = heap();
  // Used once more, so that it is not collected before.
  if (model.forest.count.all === 0) throw new Error("There are no apps.");
  return (after - before) / 1024 / 1024;
}

async function openAll(apps: AppsTree, app: TreeNode): Promise<void> {
  for (const group of await apps.children(app)) await apps.children(group);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
