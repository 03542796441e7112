import assert from "node:assert/strict";
import * as vscode from "vscode";
import { checkAccount, connect } from "../../../src/editor/account/connect.ts";
import { commands } from "../../../src/editor/identifiers.ts";
import type { AppsViewInside } from "../../../src/editor/tree/apps-view.ts";
import type { AnyNode, AppNode, TreeNode } from "../../../src/editor/tree/nodes.ts";
import type { TestingApi } from "../../../src/extension.ts";
import type { HerokuClient } from "../../../src/heroku/client.ts";
import { listAppFeatures } from "../../../src/heroku/resources/app-features.ts";
import { changeConfigVars } from "../../../src/heroku/resources/config-vars.ts";
import { type ChildSandbox, startChildSandbox } from "../child-sandbox.ts";
import { talking } from "../create/answering.ts";
import { extensionUnderTest } from "../extension-under-test.ts";
import { type Front, startFront } from "../front.ts";

describe("what one does with rows of a company's apps", () => {
  let sandbox: ChildSandbox;
  let front: Front;
  let extension: TestingApi;
  let view: AppsViewInside;
  let client: HerokuClient;

  before(async () => {
    extension = await extensionUnderTest();
    sandbox = await startChildSandbox("company");
    front = await startFront(sandbox.apiUrl);
    const { gitUrl, token } = sandbox;
    client = connect({ apiUrl: sandbox.apiUrl, token, version: "0.0.0" });
    const account = await checkAccount(client);
    await extension.sessions.store.write({ use: "account", account: { apiUrl: front.apiUrl, gitUrl, token, account } });
    await extension.sessions.reload();
    view = extension.services.apps as AppsViewInside;
    await view.ready();
    view.arrangement.set({ groupBy: "none", sortBy: "name", filter: "" });
  });
  afterEach(() => front.pass());
  after(async () => {
    view.arrangement.setFavorites([...view.arrangement.value.favorites], false);
    view.arrangement.set({ groupBy: "team", sortBy: "name", filter: "" });
    await extension.sessions.store.write({ use: "nothing" });
    await extension.sessions.reload();
    await front.close();
    await sandbox.stop();
  });

  const children = async (node?: AnyNode): Promise<readonly AnyNode[]> => (await view.provider.getChildren(node)) ?? [];
  const itemOf = async (node: AnyNode): Promise<vscode.TreeItem> => view.provider.getTreeItem(node);
  const contextOf = async (node: AnyNode) => (await itemOf(node)).contextValue ?? "";
  const appRow = (name: string): AppNode => {
    const target = extension.services.apps.find(name);
    assert.ok(target, `no app ${name}`);
    const { app, session } = target;
    return {
      kind: "app",
      id: `${session.key}/app/${app.id}`,
      parent: undefined,
      appId: app.id,
      sessionKey: session.key,
    };
  };
  const rowsUnder = async (name: string, group: TreeNode["kind"]): Promise<readonly AnyNode[]> => {
    const groups = await children(appRow(name));
    return children(groups.find(({ kind }) => kind === group));
  };
  const labels = async (nodes: readonly AnyNode[]) =>
    Promise.all(nodes.map(async (node) => String((await itemOf(node)).label)));
  const apps = async () => labels(await children());

  describe("features", () => {
    const featureOf = async (app: string) => {
      const row = (await rowsUnder(app, "features")).find(
        (node) => node.kind === "feature" && node.feature === "preboot",
      );
      assert.ok(row);
      return row;
    };
    const isEnabled = async (app: string) =>
      (await listAppFeatures(client, app)).find(({ name }) => name === "preboot")?.enabled;

    it("cannot be turned on or off without the permission, in the platform's words", async () => {
      const row = await featureOf("labs-robot");
      for (const [command, done] of [
        [commands.enableFeature, "enabled"],
        [commands.disableFeature, "disabled"],
      ] as const) {
        const heard = await talking({}, command, row);
        assert.match(
          heard,
          new RegExp(`preboot could not be ${done} on labs-robot: This needs the permission operate`),
        );
      }
      assert.equal(await isEnabled("labs-robot"), false);
      assert.doesNotMatch(await contextOf(row), /\+enabled/);
    });

    it("stay as they are when the platform fails, and are turned on once it does not", async () => {
      const row = await featureOf("my-notes");
      front.on(/^PATCH .*features/);
      assert.match(await talking({}, commands.enableFeature, row), /could not be enabled on my-notes: Heroku rests/);
      assert.doesNotMatch(await contextOf(row), /\+enabled/);
      front.pass();
      assert.equal(await talking({}, commands.enableFeature, row), "");
      assert.equal(await isEnabled("my-notes"), true);
      assert.match(await contextOf(row), /\+enabled/);
    });
  });

  describe("the dashboard of an add-on", () => {
    const { openExternal } = vscode.env;
    const opened: string[] = [];

    before(() => {
      Object.assign(vscode.env, {
        openExternal: async (uri: vscode.Uri) => {
          opened.push(uri.toString(true));
          return true;
        },
      });
    });
    after(() => void Object.assign(vscode.env, { openExternal }));
    beforeEach(() => void opened.splice(0));

    const withPages = (page: string) =>
      front.on(/^GET \/apps\/[^/]+\/addons/, (body) =>
        (body as { name: string }[]).map((addon) => ({ ...addon, web_url: `${page}${addon.name}` })),
      );

    it("opens from its row, and from a pick", async () => {
      withPages("https://addons-sso.example/open/");
      const row = (await rowsUnder("acme-shop-production", "addons")).find(
        (node) => node.kind === "addon" && node.addon.startsWith("redis"),
      );
      await talking({}, commands.openAddon, row);
      await talking({ said: [/^postgresql-curved/] }, commands.openAddon, "acme-shop-production");
      assert.deepEqual(opened, [
        "https://addons-sso.example/open/redis-round-10002",
        "https://addons-sso.example/open/postgresql-curved-10001",
      ]);
    });

    it("is not opened when the pick is declined, it has none or one that is no web page, or there are no add-ons", async () => {
      await talking({ said: [undefined] }, commands.openAddon, "acme-shop-production");
      const none = await talking({ said: [/^redis/] }, commands.openAddon, "acme-shop-production");
      assert.match(none, /redis-round-10002 has no dashboard/);
      withPages("file:///etc/");
      await talking({ said: [/^redis/] }, commands.openAddon, "acme-shop-production");
      assert.match(await talking({}, commands.openAddon, "my-notes"), /my-notes has no add-ons/);
      front.on(/^GET .*addons/);
      const failed = await talking({}, commands.openAddon, "acme-shop-production");
      assert.match(failed, /The add-ons of acme-shop-production could not be read: Heroku rests/);
      assert.deepEqual(opened, []);
    });
  });

  describe("domains", () => {
    const domainOf = async (hostname: string) => {
      const rows = await rowsUnder("acme-shop-production", "domains");
      const row = rows.find((node) => node.kind === "domain" && node.hostname === hostname);
      assert.ok(row);
      return row;
    };

    it("are copied together, and nothing is where nothing is selected", async () => {
      const rows = [await domainOf("www.acme.example"), await domainOf("shop.acme.example")];
      await talking({}, commands.copyDomain, rows[0], rows);
      await talking({}, commands.copyDomain);
      assert.equal(await vscode.env.clipboard.readText(), "www.acme.example\nshop.acme.example");
    });

    it("say when they have no DNS target, or it cannot be had", async () => {
      await vscode.env.clipboard.writeText("before");
      const rows = await rowsUnder("acme-shop-production", "domains");
      const own = rows.find((node) => node.kind === "domain" && !node.hostname.endsWith(".example"));
      if (own) assert.match(await talking({}, commands.copyDnsTarget, own), /has no DNS target/);
      front.on(/^GET .*domains/);
      const heard = await talking({}, commands.copyDnsTarget, await domainOf("www.acme.example"));
      assert.match(heard, /The domains of acme-shop-production could not be read: Heroku rests/);
      assert.equal(await vscode.env.clipboard.readText(), "before");
    });
  });

  it("shows older releases, page after page, and says when they cannot be had", async () => {
    for (let at = 0; at < 20; at++) await changeConfigVars(client, "my-blog", { COUNT: String(at) });
    await view.refresh();
    const first = await rowsUnder("my-blog", "releases");
    const more = first.at(-1);
    assert.deepEqual([more?.kind, first.length], ["more", 16]);
    front.on(/^GET .*releases/);
    assert.match(await talking({}, commands.moreReleases, more), /Older releases could not be loaded: Heroku rests/);
    front.pass();
    assert.equal((await rowsUnder("my-blog", "releases")).length, 16);
    assert.equal(await talking({}, commands.moreReleases, more), "");
    const all = await labels(await rowsUnder("my-blog", "releases"));
    assert.equal(all.at(-1), "v1");
    assert.ok(all.length > 20, `${all.length}`);
    assert.equal(await talking({}, commands.moreReleases), "");
  });

  describe("favorites", () => {
    const favorites = () => {
      const { value } = view.arrangement;
      return view.all.flatMap(({ app }) => (value.favorites.has(app.id) ? [app.name] : []));
    };

    it("are added from a pick, by name and by several rows; declining adds none", async () => {
      await talking({ said: [undefined] }, commands.addFavorite);
      assert.deepEqual(favorites(), []);
      await talking({ said: ["my-blog"] }, commands.addFavorite);
      await talking({}, commands.addFavorite, "my-notes");
      const rows = [appRow("acme-legacy"), appRow("labs-robot")];
      await talking({}, commands.addFavorite, rows[0], rows);
      assert.deepEqual(favorites(), ["acme-legacy", "labs-robot", "my-blog", "my-notes"]);
      assert.deepEqual((await apps()).slice(0, 4), favorites(), "on top");
      assert.match(await talking({}, commands.addFavorite, "nobodys"), /That app is no longer there/);
    });

    it("are removed from a pick of them; declining removes none", async () => {
      assert.match(await talking({ said: [undefined] }, commands.removeFavorite), /acme-legacy, labs-robot, my-blog/);
      assert.equal(favorites().length, 4);
      await talking({ said: ["my-blog"] }, commands.removeFavorite);
      assert.deepEqual(favorites(), ["acme-legacy", "labs-robot", "my-notes"]);
      const rows = favorites().map(appRow);
      await talking({}, commands.removeFavorite, rows[0], rows);
      assert.match(await talking({}, commands.removeFavorite), /There are no favorites/);
    });
  });

  describe("the arrangement", () => {
    const context = () => extension.services.context;
    afterEach(() => view.arrangement.set({ groupBy: "none", sortBy: "name", filter: "" }));

    it("is grouped by what is picked, which is remembered; declining changes nothing", async () => {
      assert.match(await talking({ said: [undefined] }, commands.groupApps), /Team, Pipeline, Region, No groups/);
      assert.equal(view.arrangement.value.groupBy, "none");
      await talking({ said: ["Region"] }, commands.groupApps);
      assert.deepEqual(await apps(), ["Favorites", "eu", "us"]);
      assert.equal(context().globalState.get("tree.groupBy"), "region");
    });

    it("is sorted by what is picked, which is remembered; declining changes nothing", async () => {
      await talking({ said: [undefined] }, commands.sortApps);
      assert.equal(view.arrangement.value.sortBy, "name");
      await talking({ said: ["Created"] }, commands.sortApps);
      assert.equal((await apps()).at(-1), "acme-legacy", "the oldest");
      await talking({ said: ["Last release"] }, commands.sortApps);
      const released = new Map(view.all.map(({ app }) => [app.name, app.released_at ?? ""]));
      const times = (await apps()).map((name) => released.get(name) ?? "");
      assert.deepEqual(times, times.toSorted().reverse(), "the latest first");
      assert.equal(context().globalState.get("tree.sortBy"), "released");
    });

    it("is filtered by what is typed, kept on Enter for this workspace, and taken back on Escape", async () => {
      await talking({ boxes: ["  region:eu acme "] }, commands.filterApps);
      assert.deepEqual(await apps(), ["acme-billing"]);
      assert.equal(context().workspaceState.get("tree.filter"), "region:eu acme");
      await talking({ boxes: [undefined] }, commands.filterApps);
      assert.deepEqual(await apps(), ["acme-billing"]);
      await talking({ boxes: [""] }, commands.filterApps);
      assert.ok((await apps()).length > 5);
    });
  });
});
