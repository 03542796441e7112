import assert from "node:assert/strict";
import * as vscode from "vscode";

const id = "heroku-workbench.heroku-workbench";

describe("the extension", () => {
  it("is there and activates", async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it("has its view in the activity bar", async () => {
    const { views } = vscode.extensions.getExtension(id)?.packageJSON.contributes ?? {};
    const ids = Object.values<{ id: string }[]>(views).flatMap((group) => group.map((view) => view.id));
    assert.ok(ids.length > 0);
    // VS Code makes this command for every view that really exists.
    const commands = new Set(await vscode.commands.getCommands());
    for (const view of ids) assert.ok(commands.has(`${view}.focus`), `the view ${view} does not exist`);
  });
});
