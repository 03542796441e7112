import assert from "node:assert/strict";
import * as vscode from "vscode";
import { checkAccount, connect } from "../../../src/editor/account/connect.ts";
import { commands } from "../../../src/editor/identifiers.ts";
import type { AppsViewInside } from "../../../src/editor/tree/apps-view.ts";
import type { AnyNode, AppNode } from "../../../src/editor/tree/nodes.ts";
import type { TestingApi } from "../../../src/extension.ts";
import { type ChildSandbox, startChildSandbox } from "../child-sandbox.ts";
import { extensionUnderTest } from "../extension-under-test.ts";

interface Shown {
  readonly node: AnyNode;
  readonly item: vscode.TreeItem;
  readonly path: string;
}

describe("the tree of a person with a company's apps", () => {
  let sandbox: ChildSandbox;
  let extension: TestingApi;
  let view: AppsViewInside;

  before(async () => {
    extension = await extensionUnderTest();
    sandbox = await startChildSandbox("company");
    const { apiUrl, gitUrl, token } = sandbox;
    const account = await checkAccount(connect({ apiUrl, token, version: "0.0.0" }));
    await extension.sessions.store.write({ use: "account", account: { apiUrl, gitUrl, token, account } });
    await extension.sessions.reload();
    view = extension.services.apps as AppsViewInside;
    await view.ready();
  });
  after(async () => {
    await arrange(commands.clearFilter);
    view.arrangement.set({ groupBy: "team", sortBy: "name" });
    await extension.sessions.store.write({ use: "nothing" });
    await extension.sessions.reload();
    await sandbox.stop();
  });

  const arrange = async (command: string, ...rest: unknown[]) => vscode.commands.executeCommand(command, ...rest);
  const children = async (node?: AnyNode): Promise<readonly AnyNode[]> => (await view.provider.getChildren(node)) ?? [];
  const itemOf = async (node: AnyNode): Promise<vscode.TreeItem> => view.provider.getTreeItem(node);

  const walk = async (depth: number, node?: AnyNode, path = ""): Promise<readonly Shown[]> => {
    const rows: Shown[] = [];
    for (const child of await children(node)) {
      const item = await itemOf(child);
      const own = `${path}/${String(item.label)}`;
      rows.push({ node: child, item, path: own });
      if (depth > 1) rows.push(...(await walk(depth - 1, child, own)));
    }
    return rows;
  };
  const groups = async () => (await walk(1)).map(({ item }) => item.label);
  const rowOf = async (name: string): Promise<AppNode> => {
    const found = (await walk(2)).find(({ node, item }) => node.kind === "app" && item.label === name);
    assert.ok(found?.node.kind === "app", `no row ${name}`);
    return found.node;
  };

  /** Opens the box, does something while it is open, and leaves it by a command that its keys run. */
  const inFilterBox = async (leave: string, act: () => void = () => {}): Promise<void> => {
    const window = vscode.window as { -readonly [K in keyof typeof vscode.window]: (typeof vscode.window)[K] };
    const { createInputBox } = window;
    const shown = new Promise<void>((resolve) => {
      window.createInputBox = () => {
        const box = createInputBox();
        const show = box.show.bind(box);
        box.show = () => {
          show();
          resolve();
        };
        return box;
      };
    });
    const left = arrange(commands.filterApps);
    await shown;
    window.createInputBox = createInputBox;
    act();
    await vscode.commands.executeCommand(leave);
    await left;
  };

  it("has a group for what is one's own, what is shared and each team", async () => {
    assert.deepEqual(await groups(), ["Favorites", "Personal", "Shared with me", "acme", "acme-labs", "globex"]);
  });

  it("speaks every row, with all that it shows, and tells nothing by an icon alone", async () => {
    const rows = await walk(6);
    const kinds = new Set(rows.map(({ node }) => node.kind));
    for (const kind of ["app", "processes", "configVar", "release", "addon", "domain", "feature", "group"] as const)
      assert.ok(kinds.has(kind), `no row of kind ${kind}`);
    assert.equal(new Set(rows.map(({ item }) => item.id)).size, rows.length);
    const seen = new Map<string, Set<string>>();
    for (const { item, path } of rows) {
      const spoken = item.accessibilityInformation?.label ?? "";
      const facts = String(item.description ?? "").split(" · ");
      assert.notEqual(item.label, "", path);
      for (const fact of facts.filter((it) => it !== "" && !it.startsWith("•")))
        assert.ok(spoken.includes(fact), `${path} shows but does not speak "${fact}": ${spoken}`);
      assert.match(item.contextValue ?? "", /^herokuWorkbench\./, path);
      assert.ok(item.iconPath instanceof vscode.ThemeIcon, path);
      // What an icon tells about the state of a row is among its words: the same words never come with two icons.
      const words = `${item.contextValue?.split("+")[0]} ${spoken}`;
      seen.set(words, (seen.get(words) ?? new Set()).add(item.iconPath.id));
    }
    for (const [words, icons] of seen) assert.equal(icons.size, 1, `${words}: ${[...icons].join(", ")}`);
  });

  it("explains an app when the pointer rests on it", async () => {
    const node = await rowOf("acme-shop-production");
    const { token } = new vscode.CancellationTokenSource();
    const item = await view.provider.resolveTreeItem?.(await itemOf(node), node, token);
    assert.ok(item?.tooltip instanceof vscode.MarkdownString);
    assert.match(item.tooltip.value, /\| Owner \| acme \(team\) \|/);
    assert.match(item.tooltip.value, /\| Last release \| v\d+ by /);
    const legacy = await rowOf("acme-legacy");
    const old = await view.provider.resolveTreeItem?.(await itemOf(legacy), legacy, token);
    assert.ok(old?.tooltip instanceof vscode.MarkdownString);
    assert.match(old.tooltip.value, /deprecated, ends on/);
  });

  it("marks an app that is locked, and one in maintenance", async () => {
    const node = await rowOf("acme-legacy");
    await children(node);
    const session = await extension.sessions.require();
    await session?.client.send("PATCH", "/teams/apps/acme-legacy", { locked: true });
    await view.refresh({ name: "acme-legacy" });
    const locked = await itemOf(node);
    assert.match(String(locked.description), /^locked/);
    assert.match(locked.contextValue ?? "", /\+locked(\+|$)/);
    const closed = await itemOf(await rowOf("acme-billing"));
    assert.match(String(closed.description), /^maintenance/);
  });

  it("filters, takes it back on Escape, keeps it on Enter, and clears it", async () => {
    await inFilterBox("workbench.action.closeQuickOpen", () =>
      view.arrangement.set({ filter: "my" }, { isTried: true }),
    );
    assert.equal(view.arrangement.value.filter, "");
    view.arrangement.set({ filter: "region:eu" });
    assert.deepEqual(await groups(), ["Personal", "acme", "globex"]);
    assert.match(view.view.message ?? "", /^Filter: region:eu \(3 of \d+ apps\)/);
    await inFilterBox("workbench.action.acceptSelectedQuickOpenItem");
    assert.equal(view.arrangement.value.filter, "region:eu");
    await arrange(commands.clearFilter);
    assert.equal((await groups()).length, 6);
    assert.doesNotMatch(view.view.message ?? "", /Filter/);
  });

  it("groups by pipeline with its stages in order, by region, and not at all", async () => {
    view.arrangement.set({ groupBy: "pipeline" });
    const rows = await walk(2);
    const inPipeline = rows.filter(({ path }) => path.startsWith("/acme-shop/")).map(({ item }) => item);
    assert.deepEqual(
      inPipeline.map(({ label, description }) => `${String(label)}: ${String(description).split(" · ")[0]}`),
      ["acme-shop-dev: development", "acme-shop-staging: staging", "acme-shop-production: production"],
    );
    view.arrangement.set({ groupBy: "region" });
    assert.deepEqual(await groups(), ["Favorites", "eu", "us"]);
    view.arrangement.set({ groupBy: "none" });
    assert.equal((await groups())[0], "acme-billing");
    view.arrangement.set({ groupBy: "team" });
  });

  it("keeps favorites on top, several at once, and lets them go", async () => {
    const rows = [await rowOf("acme-shop-production"), await rowOf("my-blog")];
    await arrange(commands.addFavorite, rows[0], rows);
    const favorites = (await children())[0];
    assert.deepEqual(
      (await children(favorites)).map((node) => node.id),
      rows.map(({ id }) => id),
    );
    assert.match((await itemOf(await rowOf("my-blog"))).contextValue ?? "", /\+favorite(\+|$)/);
    await arrange(commands.removeFavorite, rows[0], rows);
    assert.deepEqual((await children((await children())[0])).length, 0);
  });

  it("copies the names of all apps that are selected", async () => {
    const rows = [await rowOf("my-blog"), await rowOf("my-notes")];
    await arrange(commands.copyAppName, rows[0], rows);
    assert.equal(await vscode.env.clipboard.readText(), "my-blog\nmy-notes");
    await arrange(commands.copyGitUrl, rows[0]);
    assert.match(await vscode.env.clipboard.readText(), /\/my-blog\.git$/);
  });

  it("turns a feature on and off, and says why it may not", async () => {
    const app = await rowOf("my-notes");
    const group = (await children(app)).find(({ kind }) => kind === "features");
    const [feature] = await children(group);
    assert.ok(feature?.kind === "feature");
    const isEnabled = async () => /\+enabled(\+|$)/.test((await itemOf(feature)).contextValue ?? "");
    const before = await isEnabled();
    await arrange(before ? commands.disableFeature : commands.enableFeature, feature);
    assert.equal(await isEnabled(), !before);
    await arrange(before ? commands.enableFeature : commands.disableFeature, feature);
    assert.equal(await isEnabled(), before);
  });

  it("copies a domain and its DNS target", async () => {
    const app = await rowOf("acme-shop-production");
    const group = (await children(app)).find(({ kind }) => kind === "domains");
    const domain = (await children(group)).find(
      (node) => node.kind === "domain" && node.hostname === "www.acme.example",
    );
    await arrange(commands.copyDomain, domain);
    assert.equal(await vscode.env.clipboard.readText(), "www.acme.example");
    await arrange(commands.copyDnsTarget, domain);
    assert.match(await vscode.env.clipboard.readText(), /\.herokudns\.com$/);
  });
});
