import assert from "node:assert/strict";
import { makeOwner } from "../../../src/editor/collaborators/make-owner.ts";
import { commands } from "../../../src/editor/identifiers.ts";
import type { AppTarget } from "../../../src/editor/services.ts";
import type { HerokuClient } from "../../../src/heroku/client.ts";
import { getApp } from "../../../src/heroku/resources/apps.ts";
import { listCollaborators } from "../../../src/heroku/resources/collaborators.ts";
import { listTransfers } from "../../../src/heroku/resources/transfers.ts";
import { skipQuestions } from "../config/signed-in.ts";
import { saying } from "../person.ts";
import { rowOf } from "../processes/app-with-processes.ts";
import { signInBesideOther, type TwoAccounts } from "../two-accounts.ts";

const other = "other@example.com";

describe("what collaborators may do", () => {
  let accounts: TwoAccounts;

  before(async () => {
    accounts = await signInBesideOther();
    const { me, other: them, email } = accounts;
    await accounts.newApp("may-own");
    for (const user of [other, "ann@example.com"]) await me.send("POST", "/apps/may-own/collaborators", { user });
    await me.send("POST", "/sandbox/teams", { name: "may-team" });
    await me.send("POST", "/teams/apps", { name: "may-team-app", team: "may-team" });
    await share(me, "may-team-app", "dan@example.com", ["view", "deploy"]);
    await share(me, "may-team-app", other, ["view"]);
    await them.send("POST", "/sandbox/teams", { name: "their-team" });
    await them.send("POST", "/teams/apps", { name: "their-team-app", team: "their-team" });
    await share(them, "their-team-app", "eve@example.com", ["view"]);
    await share(them, "their-team-app", email, ["view", "deploy"]);
    await accounts.newAppOfOther("theirs-shared");
  });
  after(async () => {
    await skipQuestions(undefined);
    await accounts.leave();
  });

  const share = (client: HerokuClient, app: string, user: string, permissions: readonly string[]) =>
    client.send("POST", `/teams/apps/${app}/collaborators`, { user, permissions });
  const find = (name: string): AppTarget => {
    const target = accounts.extension.services.apps.find(name);
    assert.ok(target, name);
    return target;
  };
  const row = (app: string, email: string) => rowOf.collaborator(find(app), email);
  const permissionsOf = async (app: string, email: string, client = accounts.me) =>
    (await listCollaborators(client, app))
      .find(({ user }) => user.email === email)
      ?.permissions?.map(({ name }) => name)
      .sort();
  const emails = async (app: string, client = accounts.me) =>
    (await listCollaborators(client, app)).map(({ user }) => user.email);

  describe("changing permissions", () => {
    it("gives what is chosen and takes what is not, and says it", async () => {
      const heard = await saying([/operate/], commands.changePermissions, row("may-team-app", "dan@example.com"));
      assert.match(heard, /What may dan@example\.com do with may-team-app\?: view, deploy, operate, manage/);
      assert.match(heard, /dan@example\.com may now: view, operate\./);
      assert.deepEqual(await permissionsOf("may-team-app", "dan@example.com"), ["operate", "view"]);
    });

    it("asks for the app and the person where no row says them, and changes nothing when that is declined", async () => {
      await saying([undefined], commands.changePermissions);
      await saying([/may-team-app/, undefined], commands.changePermissions);
      await saying([/may-team-app/, "dan@example.com", undefined], commands.changePermissions);
      assert.deepEqual(await permissionsOf("may-team-app", "dan@example.com"), ["operate", "view"]);
    });

    it("without the permission is refused in the platform's words", async () => {
      const heard = await saying([/manage/], commands.changePermissions, row("their-team-app", "eve@example.com"));
      assert.match(heard, /The permissions of eve@example\.com could not be changed: This needs the permission manage/);
      assert.deepEqual(await permissionsOf("their-team-app", "eve@example.com", accounts.other), ["view"]);
    });

    it("is not for personal apps, nor for an owner, and says why", async () => {
      const personal = await saying([], commands.changePermissions, row("may-own", "ann@example.com"));
      assert.match(personal, /Only apps of a team with access controls have permissions/);
      const owner = await saying([], commands.changePermissions, row("may-own", accounts.email));
      assert.match(owner, /owns may-own and may do everything/);
    });
  });

  describe("adding", () => {
    it("several, with the permissions that are chosen, and says whom no team has yet", async () => {
      const answers = ["gus@example.com, hal@example.com", /deploy/];
      const heard = await saying(answers, commands.addCollaborators, "may-team-app");
      assert.match(heard, /an unknown address gets an account in it/);
      assert.match(heard, /Added gus@example\.com, hal@example\.com to may-team-app/);
      assert.deepEqual(await permissionsOf("may-team-app", "hal@example.com"), ["deploy", "view"]);
    });

    it("nobody when the permissions are declined, or the address is none or works on it already", async () => {
      const before = await emails("may-team-app");
      await saying(["ida@example.com", undefined], commands.addCollaborators, "may-team-app");
      assert.match(await saying(["ida"], commands.addCollaborators, "may-team-app"), /ida/);
      assert.match(await saying(["dan@example.com"], commands.addCollaborators, "may-team-app"), /dan@example\.com.*/);
      assert.deepEqual(await emails("may-team-app"), before);
    });

    it("without the permission is refused in the platform's words, for the whole command", async () => {
      const heard = await saying(["ida@example.com", /view/], commands.addCollaborators, "their-team-app");
      assert.match(heard, /ida@example\.com could not be added to their-team-app: This needs the permission manage/);
      assert.doesNotMatch(heard, /Added/);
      const shared = await saying(["ida@example.com"], commands.addCollaborators, "theirs-shared");
      assert.match(shared, /could not be added to theirs-shared: Only the owner of theirs-shared, other@example\.com/);
      assert.ok(!(await emails("theirs-shared", accounts.other)).includes("ida@example.com"));
    });
  });

  describe("removing", () => {
    it("is asked, and not done when that is declined", async () => {
      const heard = await saying([undefined], commands.removeCollaborators, row("may-own", "ann@example.com"));
      assert.match(heard, /Remove ann@example\.com from may-own\?\nThey can no longer deploy, see or change the app/);
      assert.ok((await emails("may-own")).includes("ann@example.com"));
    });

    it("the owner is refused, with what to do instead, and asks nothing", async () => {
      const heard = await saying([], commands.removeCollaborators, row("may-own", accounts.email));
      assert.match(heard, /owns may-own and cannot be removed; make somebody else the owner first/);
      assert.ok((await emails("may-own")).includes(accounts.email));
    });

    it("without the permission is refused in the platform's words", async () => {
      const heard = await saying(["Remove"], commands.removeCollaborators, row("their-team-app", "eve@example.com"));
      assert.match(
        heard,
        /eve@example\.com from their-team-app could not be removed: This needs the permission manage/,
      );
      assert.ok((await emails("their-team-app", accounts.other)).includes("eve@example.com"));
    });

    it("yourself is asked in any case, and takes the app from the tree", async () => {
      const mine = row("theirs-shared", accounts.email);
      await skipQuestions(["collaborators"]);
      const declined = await saying([undefined], commands.removeCollaborators, mine);
      assert.match(declined, /This is you: theirs-shared will be gone from your apps/);
      assert.ok((await emails("theirs-shared", accounts.other)).includes(accounts.email));
      const heard = await saying(["Remove"], commands.removeCollaborators, mine);
      assert.match(heard, /Removed .* from theirs-shared\./);
      assert.ok(!(await emails("theirs-shared", accounts.other)).includes(accounts.email));
      await accounts.extension.services.apps.refresh();
      assert.equal(accounts.extension.services.apps.find("theirs-shared"), undefined);
    });
  });

  describe("making somebody the owner", () => {
    const pending = async () => (await listTransfers(accounts.me)).filter(({ state }) => state === "pending");

    it("is not done when nobody is chosen, and needs somebody else", async () => {
      await saying([undefined], commands.makeOwner, "may-own");
      const heard = await saying([], commands.makeOwner, row("may-own", accounts.email));
      assert.match(heard, /already owns may-own/);
      assert.deepEqual(await pending(), []);
    });

    it("offers a personal app to the collaborator of the row, and keeps it until they accept", async () => {
      const heard = await saying([], commands.makeOwner, row("may-own", other));
      assert.match(heard, /may-own is offered to other@example\.com\. It stays yours until they accept/);
      assert.deepEqual(
        (await pending()).map(({ app, recipient }) => [app.name, recipient.email]),
        [["may-own", other]],
      );
      assert.equal((await getApp(accounts.me, "may-own")).owner.email, accounts.email);
    });

    it("says that an offer is made already", async () => {
      const heard = await saying([], commands.makeOwner, row("may-own", "ann@example.com"));
      assert.match(heard, /may-own could not be transferred to ann@example\.com: /);
      assert.equal((await pending()).length, 1);
    });

    it("gives an app of a team at once", async () => {
      const heard = await saying([other], commands.makeOwner, "may-team-app");
      assert.match(heard, /may-team-app now belongs to other@example\.com\./);
      const app = await getApp(accounts.other, "may-team-app");
      assert.deepEqual([app.owner.email, app.team], [other, null]);
    });

    it("of an app of others is refused: the owner is named, or the missing permission", async () => {
      await accounts.newAppOfOther("theirs-too");
      await accounts.other.send("POST", "/apps/theirs-too/collaborators", { user: "ann@example.com" });
      const heard = await saying([], commands.makeOwner, row("theirs-too", "ann@example.com"));
      assert.match(heard, /theirs-too belongs to other@example\.com: only its owner may transfer it/);
      const team = await saying([], commands.makeOwner, row("their-team-app", "eve@example.com"));
      assert.match(team, /could not be transferred to eve@example\.com: This needs the permission manage/);
    });

    it("does nothing without a person to ask about", async () => {
      await makeOwner(accounts.extension.services, row("may-own", "nobody@example.com"));
      assert.equal((await pending()).length, 1);
    });
  });
});
