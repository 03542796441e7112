import assert from "node:assert/strict";
import { commands } from "../../../src/editor/identifiers.ts";
import { restart } from "../../../src/editor/processes/restart.ts";
import { scaleByOne, scaleProcess } from "../../../src/editor/processes/scale.ts";
import { stop } from "../../../src/editor/processes/stop.ts";
import type { AppTarget } from "../../../src/editor/services.ts";
import { asHeroku } from "../as-heroku.ts";
import { skipQuestions } from "../config/signed-in.ts";
import { type Answered, answering, back } from "../create/answering.ts";
import { person, type Said, saying } from "../person.ts";
import { signInBesideOther, type TwoAccounts } from "../two-accounts.ts";
import { deployProcesses, dynosOf, formationOf, rowOf } from "./app-with-processes.ts";

describe("processes that stay as they are", () => {
  let accounts: TwoAccounts;
  let mine: AppTarget;
  let theirs: AppTarget;

  before(async () => {
    accounts = await signInBesideOther();
    const { me, other, email } = accounts;
    await accounts.newApp("stay-mine");
    await deployProcesses(me, "stay-mine", { worker: "sleep 600", clock: "sleep 600" });
    await other.send("POST", "/sandbox/teams", { name: "stay-team" });
    await other.send("POST", "/teams/apps", { name: "stay-theirs", team: "stay-team" });
    await other.send("POST", "/teams/apps/stay-theirs/collaborators", { user: email, permissions: ["view", "deploy"] });
    await deployProcesses(other, "stay-theirs", { worker: "sleep 600" });
    const { apps } = accounts.extension.services;
    await apps.refresh();
    const [one, two] = [apps.find("stay-mine"), apps.find("stay-theirs")];
    assert.ok(one && two);
    [mine, theirs] = [one, two];
  });
  after(async () => {
    await skipQuestions(undefined);
    await accounts.leave();
  });

  const run = async (answers: readonly Answered[], said: readonly Said[], work: () => unknown): Promise<string> => {
    const [asked, told] = [answering(...answers), person(...said)];
    try {
      await work();
    } finally {
      asked.leave();
      told.leave();
    }
    return [...asked.heard, ...told.heard].join("\n");
  };
  const call = (answers: readonly Answered[], command: string, ...args: unknown[]) => {
    const asked = answering(...answers);
    return saying([], command, ...args)
      .then((heard) => [...asked.heard, heard].join("\n"))
      .finally(() => asked.leave());
  };
  const names = async (target = mine) =>
    (await dynosOf({ client: target.session.client, app: target.app.id })).map(({ name }) => name).sort();
  const ids = async (target = mine) =>
    (await dynosOf({ client: target.session.client, app: target.app.id })).map(({ id }) => id).sort();
  const unchanged = async (target: AppTarget, work: () => Promise<unknown>): Promise<void> => {
    const before = [await formationOf(target), await ids(target)];
    await work();
    assert.deepEqual([await formationOf(target), await ids(target)], before);
  };

  describe("without the permission", () => {
    it("are not scaled, by neither command, and the platform's words say what is missing", async () => {
      await unchanged(theirs, async () => {
        const asked = await call(["3", "Basic"], commands.scaleProcess, rowOf.type(theirs, "worker"));
        assert.match(
          asked,
          /worker of stay-theirs could not be scaled: This needs the permission operate on stay-theirs/,
        );
        const byOne = await saying([], commands.addDyno, rowOf.type(theirs, "worker"));
        assert.match(
          byOne,
          /worker of stay-theirs could not be scaled: This needs the permission operate on stay-theirs/,
        );
        assert.doesNotMatch(asked + byOne, /Scaled/);
      });
    });

    it("are not stopped, nor restarted", async () => {
      await unchanged(theirs, async () => {
        const heard = await saying([], commands.stopDyno, rowOf.dyno(theirs, "worker.1"));
        assert.match(heard, /worker\.1 of stay-theirs could not be stopped: This needs the permission operate/);
        assert.doesNotMatch(heard, /Stopping/);
        const again = await saying([], commands.restartDynos, rowOf.type(theirs, "worker"));
        assert.match(again, /worker of stay-theirs could not be restarted: This needs the permission operate/);
      });
    });

    it("get no one-off dyno beside them", async () => {
      const heard = await call(["sleep 600", "Basic"], commands.runOneOff, "stay-theirs");
      assert.match(heard, /The command could not be run on stay-theirs: This needs the permission operate/);
      assert.doesNotMatch(heard, /is running/);
      assert.deepEqual(await names(theirs), ["worker.1"]);
    });
  });

  describe("when it is declined", () => {
    it("scaling, at each step, also after a step back", async () => {
      await unchanged(mine, async () => {
        const worker = rowOf.type(mine, "worker");
        await call([undefined], commands.scaleProcess, worker);
        await call(["3", undefined], commands.scaleProcess, worker);
        await call(["3", back, "2", undefined], commands.scaleProcess, worker);
        await call([undefined], commands.scaleProcess, "stay-mine");
        const heard = await call(["worker", "3", "Basic", undefined], commands.scaleProcess, "stay-mine");
        assert.match(heard, /Scale 1 process type On Heroku: /);
        await saying([undefined], commands.scaleProcess);
      });
    });

    it("a number that is none is not accepted, and the reason is said", async () => {
      const heard = await call(["many", "101", undefined], commands.scaleProcess, rowOf.type(mine, "worker"));
      assert.equal(heard.match(/A whole number from 0 to 100\./g)?.length, 2);
    });

    it("stopping and restarting", async () => {
      await unchanged(mine, async () => {
        assert.match(
          await saying([undefined], commands.stopDyno, "stay-mine"),
          /Stop a dyno of stay-mine: .*worker\.1/,
        );
        assert.match(await saying([undefined], commands.restartDynos, "stay-mine"), /All dynos/);
        await saying([undefined], commands.restartAndTail, "stay-mine");
      });
    });

    it("running once, at each step", async () => {
      const before = await names();
      await call([undefined], commands.runOneOff, "stay-mine");
      await call(["sleep 600", undefined], commands.runOneOff, "stay-mine");
      await call(["sleep 600", /Config Vars/, undefined], commands.runOneOff, "stay-mine");
      assert.deepEqual(await names(), before);
    });

    it("an app without processes says what to do first", async () => {
      await accounts.newApp("stay-empty");
      assert.match(
        await saying([], commands.scaleProcess, "stay-empty"),
        /has no process types yet\. Deploy to it first/,
      );
      assert.match(await saying([], commands.stopDyno, "stay-empty"), /stay-empty runs no dynos now/);
    });
  });

  describe("on Heroku itself", () => {
    const heroku = () => asHeroku(accounts.extension.services);

    it("are not scaled against a rule: the rule is said, with the way to another size", async () => {
      await unchanged(mine, async () => {
        const heard = await run([], [], () => scaleByOne(heroku(), rowOf.type(mine, "worker"), 1));
        assert.match(heard, /Basic runs one dyno per process type; worker would have 2/);
        const chosen = await run(["2", "Basic", undefined], [], () =>
          scaleProcess(heroku(), rowOf.type(mine, "worker")),
        );
        assert.match(chosen, /Basic runs one dyno per process type; worker would have 2/);
      });
    });

    it("ask before they cost more, with the price before and after, and stay when that is declined", async () => {
      await unchanged(mine, async () => {
        const answers = ["2", "Standard-1X"];
        const heard = await run(answers, [undefined], () => scaleProcess(heroku(), rowOf.type(mine, "worker")));
        assert.match(heard, /Scale clock, worker of stay-mine\?/);
        assert.match(heard, /worker 1 × Basic → 2 × Standard-1X: \$7 → \$50 a month \(\+\$43\)/);
        assert.match(heard, /The whole app: \$14 → \$75 a month \(\+\$61\)/);
      });
    });

    it("ask before the last dyno stops, and scale in one step when that is confirmed", async () => {
      const worker = rowOf.type(mine, "worker");
      const declined = await run([], [undefined], () => scaleByOne(heroku(), worker, -1));
      assert.match(
        declined,
        /Scale worker of stay-mine\?\n.*\$7 → \$0 a month \(−\$7\)\nworker stops: what it does is left/,
      );
      const heard = await run([], ["Scale"], () => scaleByOne(heroku(), worker, -1));
      assert.match(heard, /Scaled stay-mine: worker 1 → 0 × Basic/);
      assert.deepEqual(await formationOf(mine), ["clock 1 Basic", "worker 0 Basic"]);
      const again = await run([], ["Scale and Pay, and Don't Ask Again"], () => scaleByOne(heroku(), worker, 1));
      assert.match(again, /Scaled stay-mine: worker 0 → 1 × Basic/);
      await run([], [], () => scaleByOne(heroku(), worker, -1));
      await run([], [], () => scaleByOne(heroku(), worker, 1));
      await skipQuestions(undefined);
    });

    it("ask before users are interrupted, and stay when that is declined", async () => {
      await unchanged(mine, async () => {
        const all = await run([], [undefined], () => restart(heroku(), rowOf.app(mine), undefined));
        assert.match(all, /Restart all dynos of stay-mine\?\nDynos stop and start again/);
        const one = await run([], [undefined], () => stop(heroku(), rowOf.dyno(mine, "clock.1"), undefined));
        assert.match(one, /Stop clock\.1 of stay-mine\?\nclock\.1 starts again/);
      });
    });
  });
});
