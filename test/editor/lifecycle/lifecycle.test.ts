import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import { noticeTransfers } from "../../../src/editor/lifecycle/transfer-notices.ts";
import { isPlatformError } from "../../../src/heroku/errors.ts";
import { getApp } from "../../../src/heroku/resources/apps.ts";
import { createTransfer, listTransfers } from "../../../src/heroku/resources/transfers.ts";
import { type GitFolder, gitFolder } from "../git-folder.ts";
import { person, saying } from "../person.ts";
import { signInBesideOther, type TwoAccounts } from "../two-accounts.ts";

describe("the life of an app", () => {
  let accounts: TwoAccounts;
  let folder: GitFolder;

  before(async () => {
    accounts = await signInBesideOther();
    folder = await gitFolder();
  });
  after(async () => {
    await folder.remove();
    await accounts.leave();
  });

  const ownerOf = async (app: string) => (await getApp(accounts.me, app)).owner.email;
  const isGone = (app: string) =>
    getApp(accounts.me, app).then(
      () => false,
      (error) => isPlatformError(error, "not_found"),
    );

  describe("renaming", () => {
    it("takes the remotes of the workspace along", async () => {
      await accounts.newApp("life-old");
      await folder.git("remote", "add", "heroku", `${accounts.gitUrl}/life-old.git`);
      await folder.git("remote", "add", "origin", "https://github.com/me/life-old.git");
      const heard = await saying(["life-new"], commands.renameApp, "life-old");
      assert.match(heard, /life-old is now called life-new\. Followed by the git remote heroku in hello-node/);
      assert.equal(await folder.git("remote", "get-url", "heroku"), `${accounts.gitUrl}/life-new.git`);
      assert.equal(await folder.git("remote", "get-url", "origin"), "https://github.com/me/life-old.git");
      assert.ok(accounts.extension.services.apps.find("life-new"));
    });

    it("is not done when it is declined or the name stays", async () => {
      await saying([undefined], commands.renameApp, "life-new");
      await saying(["life-new"], commands.renameApp, "life-new");
      assert.equal((await getApp(accounts.me, "life-new")).name, "life-new");
    });

    it("refuses a bad name and one that is taken while it is typed", async () => {
      await accounts.newApp("life-taken");
      assert.match(await saying(["Life"], commands.renameApp, "life-new"), /Only lower-case letters/);
      assert.match(await saying(["life-taken"], commands.renameApp, "life-new"), /An app is called life-taken/);
    });

    it("asks again with the platform's reason", async () => {
      await accounts.other.send("POST", "/apps", { name: "life-theirs" });
      const heard = await saying(["life-theirs", undefined], commands.renameApp, "life-new");
      assert.equal(heard.match(/Rename life-new/g)?.length, 2);
    });

    it("of an app of others names the owner, and asks nothing", async () => {
      await accounts.newAppOfOther("life-shared");
      const heard = await saying([], commands.renameApp, "life-shared");
      assert.match(heard, /life-shared belongs to other@example\.com: only its owner may rename it/);
    });
  });

  describe("maintenance mode", () => {
    const isOn = async (app: string) => (await getApp(accounts.me, app)).maintenance;

    it("is turned on and off, and says what visitors see", async () => {
      assert.match(await saying([], commands.maintenanceOn, "life-new"), /is on for life-new: visitors get status 503/);
      assert.equal(await isOn("life-new"), true);
      assert.match(await saying([], commands.maintenanceOn, "life-new"), /is on already for life-new/);
      assert.match(await saying([], commands.maintenanceOff, "life-new"), /off for life-new/);
      assert.equal(await isOn("life-new"), false);
    });

    it("is turned on for all selected rows at once", async () => {
      const rows = ["life-new", "life-taken"].map((name) => {
        const target = accounts.extension.services.apps.find(name);
        return { kind: "app", id: name, appId: target?.app.id, sessionKey: target?.session.key };
      });
      const heard = await saying([], commands.maintenanceOn, rows[0], rows);
      assert.match(heard, /on for life-new and life-taken: visitors get status 503/);
      assert.deepEqual([await isOn("life-new"), await isOn("life-taken")], [true, true]);
      await saying([], commands.maintenanceOff, rows[0], rows);
      assert.deepEqual([await isOn("life-new"), await isOn("life-taken")], [false, false]);
    });
  });

  describe("a transfer", () => {
    it("waits for the collaborator, is shown, and is cancelled", async () => {
      await accounts.newApp("life-given");
      await accounts.me.send("POST", "/apps/life-given/collaborators", { user: "other@example.com" });
      const heard = await saying(["other@example.com"], commands.transferApp, "life-given");
      assert.match(heard, /life-given is offered to other@example\.com\. It stays yours until they accept/);
      assert.match(await saying([/life-given/, undefined], commands.appTransfers), /Cancel the transfer/);
      assert.match(await saying([/life-given/, /Cancel/], commands.appTransfers), /life-given stays yours/);
      assert.equal(await ownerOf("life-given"), accounts.email);
      assert.match(await saying([], commands.appTransfers), /No transfer waits/);
    });

    it("needs somebody to go to", async () => {
      await accounts.newApp("life-alone");
      assert.match(await saying([], commands.transferApp, "life-alone"), /has no collaborators/);
    });

    it("of an app of others names the owner", async () => {
      assert.match(await saying([], commands.transferApp, "life-shared"), /only its owner may transfer it/);
    });

    it("that comes in is told once, and accepted", async () => {
      const app = "life-offered";
      await accounts.newAppOfOther(app);
      await createTransfer(accounts.other, { app, recipient: accounts.email });
      const { heard, leave } = person();
      await noticeTransfers(accounts.extension.services);
      await noticeTransfers(accounts.extension.services);
      leave();
      assert.deepEqual(
        heard.filter((text) => text.includes("transfer")),
        ["other@example.com wants to transfer life-offered to you."],
      );
      assert.match(await saying([/life-offered/, /Accept/], commands.appTransfers), /life-offered is yours now/);
      assert.equal(await ownerOf(app), accounts.email);
    });

    it("that comes in is declined", async () => {
      await createTransfer(accounts.other, { app: "life-shared", recipient: accounts.email });
      assert.match(await saying([/life-shared/, /Decline/], commands.appTransfers), /stays with other@example\.com/);
      const all = await listTransfers(accounts.me);
      assert.equal(all.find(({ app }) => app.name === "life-shared")?.state, "declined");
    });
  });

  describe("destroying", () => {
    it("lists what is lost, takes the typed name alone, and offers to remove the remotes", async () => {
      await accounts.me.send("POST", "/apps/life-new/addons", { plan: "heroku-postgresql:essential-0" });
      await accounts.me.send("POST", "/apps/life-new/domains", { hostname: "www.example.com", sni_endpoint: null });
      const { heard, leave } = person("Continue…", "life-new", "Remove Remotes");
      await vscode.commands.executeCommand(commands.destroyApp, "life-new");
      await remotesAre("origin");
      leave();
      const all = heard.join("\n");
      assert.match(all, /Owner: .*, which is you/);
      assert.match(all, /add-on postgresql-.* \(heroku-postgresql:essential-0\) with all its data/);
      assert.match(all, /the domain www\.example\.com/);
      assert.match(all, /Kept: the local folder .*hello-node/);
      assert.match(all, /life-new is destroyed\. Its local folder stays/);
      assert.equal(await isGone("life-new"), true);
    });

    it("is not done when it is declined, at either step, or another name is typed", async () => {
      await saying([undefined], commands.destroyApp, "life-taken");
      await saying(["Continue…", undefined], commands.destroyApp, "life-taken");
      const heard = await saying(["Continue…", "life-take"], commands.destroyApp, "life-taken");
      assert.match(heard, /This is not the name; type life-taken/);
      assert.equal(await isGone("life-taken"), false);
    });

    it("of an app of others names the owner", async () => {
      assert.match(await saying([], commands.destroyApp, "life-shared"), /only its owner may destroy it/);
      assert.equal(await isGone("life-shared"), false);
    });

    it("in a team without the permission says so in the platform's words, and names the team", async () => {
      await accounts.other.send("POST", "/sandbox/teams", { name: "life-team" });
      await accounts.other.send("POST", "/teams/apps", { name: "life-team-app", team: "life-team" });
      const permissions = ["view", "deploy"];
      const member = { user: accounts.email, permissions };
      await accounts.other.send("POST", "/teams/apps/life-team-app/collaborators", member);
      await accounts.extension.services.apps.refresh();
      const heard = await saying(["Continue…", "life-team-app"], commands.destroyApp, "life-team-app");
      assert.match(heard, /life-team-app could not be destroyed: .*ask its owner, life-team\./);
      assert.match(await saying(["life-mine"], commands.renameApp, "life-team-app"), /ask its owner, life-team\./);
    });

    it("says that the app is gone already", async () => {
      assert.match(await saying([], commands.destroyApp, "life-new"), /That app is no longer there/);
    });
  });

  /** A notice's button works after the command has ended. */
  async function remotesAre(wanted: string): Promise<void> {
    while ((await folder.git("remote")) !== wanted) await new Promise((resolve) => setImmediate(resolve));
  }
});
