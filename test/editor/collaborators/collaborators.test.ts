import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands } from "../../../src/editor/identifiers.ts";
import type { AppTarget } from "../../../src/editor/services.ts";
import { addCollaborator, listCollaborators } from "../../../src/heroku/resources/collaborators.ts";
import { addTeamCollaborator } from "../../../src/heroku/resources/team-collaborators.ts";
import { accepting, declining, type SignedIn, signIn, skipQuestions } from "../config/signed-in.ts";
import { rowOf } from "../processes/app-with-processes.ts";

describe("the collaborators of an app", () => {
  let signedIn: SignedIn;
  let target: AppTarget;

  before(async () => {
    signedIn = await signIn();
    await skipQuestions(["collaborators"]);
    target = await signedIn.newApp("shared", {});
    for (const name of ["ann", "bob", "cyd"]) {
      await addCollaborator(target.session.client, "shared", `${name}@example.com`);
    }
  });
  after(async () => {
    await skipQuestions(undefined);
    await signedIn.leave();
  });

  const call = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
  const emails = async ({ app, session }: AppTarget) =>
    (await listCollaborators(session.client, app.id)).map(({ user }) => user.email).sort();
  const others = async () => (await emails(target)).filter((email) => email !== target.app.owner.email);
  const row = (name: string) => rowOf.collaborator(target, name.includes("@") ? name : `${name}@example.com`);

  it("stay when nobody is chosen, and when adding is declined", async () => {
    await declining(call(commands.removeCollaborators, "shared"));
    await accepting(call(commands.removeCollaborators, "shared"));
    await declining(call(commands.addCollaborators, "shared"));
    assert.deepEqual(await others(), ["ann@example.com", "bob@example.com", "cyd@example.com"]);
  });

  it("go together when they are selected together; the owner stays", async () => {
    const rows = [row("ann"), row("bob"), row(target.app.owner.email)];
    await call(commands.removeCollaborators, rows[0], rows);
    assert.deepEqual(await others(), ["cyd@example.com"]);
    await call(commands.removeCollaborators, row(target.app.owner.email));
    assert.ok((await emails(target)).includes(target.app.owner.email));
  });

  it("that are gone already are said to be gone", async () => {
    await call(commands.removeCollaborators, row("ann"));
    assert.deepEqual(await others(), ["cyd@example.com"]);
  });

  it("have no permissions in an app that is no team's", async () => {
    await call(commands.changePermissions, row("cyd"));
    assert.deepEqual(await others(), ["cyd@example.com"]);
  });

  it("of a team's app get the permissions that are chosen, and keep theirs when that is declined", async () => {
    const { client } = target.session;
    await client.send("POST", "/sandbox/teams", { name: "own-team" });
    await client.send("POST", "/teams/apps", { name: "of-own-team", team: "own-team" });
    await addTeamCollaborator(client, "of-own-team", { user: "dan@example.com", permissions: ["view", "deploy"] });
    const team = await found("of-own-team");
    const permissions = async () =>
      (await listCollaborators(client, "of-own-team"))
        .find(({ user }) => user.email === "dan@example.com")
        ?.permissions?.map(({ name }) => name)
        .sort();
    await declining(call(commands.changePermissions, rowOf.collaborator(team, "dan@example.com")));
    assert.deepEqual(await permissions(), ["deploy", "view"]);
    const answered = call(commands.changePermissions, rowOf.collaborator(team, "dan@example.com"));
    await accepting(answered);
    assert.deepEqual(await permissions(), ["deploy", "view"]);
  });

  const found = async (name: string): Promise<AppTarget> => {
    await signedIn.extension.services.apps.refresh();
    const app = signedIn.extension.services.apps.find(name);
    assert.ok(app);
    return app;
  };
});
