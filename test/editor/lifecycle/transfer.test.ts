import assert from "node:assert/strict";
import { commands } from "../../../src/editor/identifiers.ts";
import { pendingTransfers } from "../../../src/editor/lifecycle/pending-transfers.ts";
import { transferApp } from "../../../src/editor/lifecycle/transfer.ts";
import { noticeTransfers } from "../../../src/editor/lifecycle/transfer-notices.ts";
import { settle } from "../../../src/editor/lifecycle/transfers.ts";
import { getApp } from "../../../src/heroku/resources/apps.ts";
import { cancelTransfer, createTransfer, listTransfers } from "../../../src/heroku/resources/transfers.ts";
import { asHeroku } from "../as-heroku.ts";
import { until } from "../config/signed-in.ts";
import { person, type Said, saying } from "../person.ts";
import { signInBesideOther, type TwoAccounts } from "../two-accounts.ts";

describe("handing an app over", () => {
  let accounts: TwoAccounts;

  before(async () => {
    accounts = await signInBesideOther();
    await accounts.me.send("POST", "/sandbox/teams", { name: "hand-team" });
  });
  after(() => accounts.leave());

  const heardWhile = async (answers: readonly Said[], work: () => Promise<unknown>): Promise<string> => {
    const { heard, leave } = person(...answers);
    await work().finally(leave);
    return heard.join("\n");
  };
  const stateOf = async (app: string) =>
    (await listTransfers(accounts.other)).find((transfer) => transfer.app.name === app)?.state;
  const pendingOf = async (app: string) => {
    const found = (await pendingTransfers(accounts.extension.services.sessions.all)).find(
      ({ transfer }) => transfer.app.name === app,
    );
    assert.ok(found);
    return found;
  };

  describe("to a team", () => {
    it("is done at once, and the app is the team's", async () => {
      await accounts.newApp("hand-personal");
      const heard = await saying(["hand-team"], commands.transferApp, "hand-personal");
      assert.match(heard, /Transfer hand-personal: Teams, hand-team\nhand-personal now belongs to hand-team\./);
      assert.equal((await getApp(accounts.me, "hand-personal")).team?.name, "hand-team");
      assert.equal(accounts.extension.services.apps.find("hand-personal")?.app.team?.name, "hand-team");
    });

    it("is not done when it is declined", async () => {
      await accounts.newApp("hand-kept");
      await saying([undefined], commands.transferApp, "hand-kept");
      await saying([undefined], commands.transferApp);
      assert.equal((await getApp(accounts.me, "hand-kept")).team, null);
    });

    it("is asked on Heroku itself, with what it means, and not done when that is declined", async () => {
      const services = asHeroku(accounts.extension.services);
      const heard = await heardWhile(["hand-team", undefined], () => transferApp(services, "hand-kept"));
      assert.match(heard, /Transfer hand-kept to hand-team\?\nIt belongs to hand-team at once, who then pays for it/);
      assert.equal((await getApp(accounts.me, "hand-kept")).team, null);
    });

    it("that lets this account create nothing is refused in the platform's words", async () => {
      await accounts.other.send("POST", "/sandbox/teams", { name: "hand-closed" });
      await accounts.other.send("PUT", "/teams/hand-closed/members", { email: accounts.email, role: "viewer" });
      const heard = await saying(["hand-closed"], commands.transferApp, "hand-kept");
      assert.match(heard, /hand-kept could not be transferred to hand-closed: .{10,}/);
      assert.doesNotMatch(heard, /now belongs/);
      assert.equal((await getApp(accounts.me, "hand-kept")).team, null);
    });

    it("away from a team without the permission names the missing permission and the team", async () => {
      await accounts.other.send("POST", "/teams/apps", { name: "hand-closed-app", team: "hand-closed" });
      await accounts.extension.services.apps.refresh();
      const heard = await saying(["hand-team"], commands.transferApp, "hand-closed-app");
      assert.match(heard, /could not be transferred to hand-team: This needs the permission manage on hand-closed-app/);
      assert.match(heard, /ask its owner, hand-closed\./);
    });
  });

  describe("to somebody", () => {
    it("is asked on Heroku itself, and not done when that is declined", async () => {
      await accounts.me.send("POST", "/apps/hand-kept/collaborators", { user: "other@example.com" });
      const services = asHeroku(accounts.extension.services);
      const heard = await heardWhile(["other@example.com", undefined], () => transferApp(services, "hand-kept"));
      assert.match(
        heard,
        /Transfer hand-kept to other@example\.com\?\nother@example\.com gets an e-mail and has to accept/,
      );
      assert.equal(await stateOf("hand-kept"), undefined);
    });

    it("stays offered when neither the list nor the answer is chosen", async () => {
      await saying(["other@example.com"], commands.transferApp, "hand-kept");
      await saying([undefined], commands.appTransfers);
      await saying([/hand-kept/, undefined], commands.appTransfers);
      assert.equal(await stateOf("hand-kept"), "pending");
    });

    it("that was answered in the meantime says that it could not be settled", async () => {
      const pending = await pendingOf("hand-kept");
      await cancelTransfer(accounts.me, pending.transfer.id);
      const { services } = accounts.extension;
      await assert.rejects(settle(services, pending, "cancel"), /The transfer of hand-kept could not be settled: /);
    });

    it("is accepted by nobody but the one it is offered to", async () => {
      await createTransfer(accounts.me, { app: "hand-kept", recipient: "other@example.com" });
      const pending = await pendingOf("hand-kept");
      const { services } = accounts.extension;
      await assert.rejects(settle(services, pending, "accept"), /The transfer of hand-kept could not be settled: /);
      assert.equal(await stateOf("hand-kept"), "pending");
      assert.equal((await getApp(accounts.me, "hand-kept")).owner.email, accounts.email);
    });
  });

  describe("from somebody", () => {
    it("is declined from the notice, or left alone", async () => {
      for (const name of ["hand-offered", "hand-later"]) {
        await accounts.newAppOfOther(name);
        const { heard, leave } = person();
        await createTransfer(accounts.other, { app: name, recipient: accounts.email });
        leave();
        assert.deepEqual(
          heard.filter((text) => text.includes("could not")),
          [],
        );
      }
      const { heard, leave } = person("Decline");
      await noticeTransfers(accounts.extension.services);
      await until(async () => (await Promise.all(["hand-offered", "hand-later"].map(stateOf))).includes("declined"));
      leave();
      const states = await Promise.all(["hand-offered", "hand-later"].map(stateOf));
      assert.deepEqual(states.sort(), ["declined", "pending"]);
      assert.equal(heard.filter((text) => /wants to transfer hand-\w+ to you/.test(text)).length, 2);
    });
  });
});
