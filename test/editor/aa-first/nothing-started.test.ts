import assert from "node:assert/strict";
import { extensionUnderTest } from "../extension-under-test.ts";
import { createScratchFolder } from "../languages/scratch-folder.ts";

describe("the languages, before all else", () => {
  it("start nothing before a file of theirs is open", async () => {
    const { languages } = await extensionUnderTest();
    const scratch = await createScratchFolder();
    try {
      assert.equal(languages.client, undefined);
      await scratch.open("notes.json", "{}");
      assert.equal(languages.client, undefined);
    } finally {
      await scratch.remove();
    }
  });
});
