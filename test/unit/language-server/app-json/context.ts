import { TextDocument } from "vscode-languageserver-textdocument";
import { noFacts, noSurroundings, type ProjectFacts } from "../../../../src/language/project-facts.ts";
import { defaultSettings } from "../../../../src/language/settings.ts";
import type { Position } from "../../../../src/language/text.ts";
import type { Context } from "../../../../src/language-server/contexts.ts";

export const at = (file: string, line = 0) => ({
  file,
  range: { start: { line, character: 0 }, end: { line, character: 4 } },
});

export const facts: ProjectFacts = {
  ...noFacts,
  complete: true,
  processTypes: new Map([
    ["web", { command: "npm start", place: at("Procfile") }],
    ["worker", { command: "node worker.js", place: at("Procfile", 1) }],
    ["release", { command: "npm run migrate", place: at("Procfile", 2) }],
  ]),
  npmScripts: new Map([["seed", { command: "node seed.js", place: at("package.json", 5) }]]),
  configVarUses: new Map([
    ["API_TOKEN", [at("src/api.js", 3), at("src/other.js", 9)]],
    ["PORT", [at("src/server.js")]],
  ]),
  dotenvKeys: new Map([
    ["API_TOKEN", at(".env", 1)],
    ["SESSION_SECRET", at(".env", 2)],
  ]),
};

/** An app.json in which `|` stands where the cursor is. */
export function contextOf(marked: string, more: Partial<Context> = {}): { context: Context; position: Position } {
  const offset = marked.indexOf("|");
  const content = offset === -1 ? marked : marked.slice(0, offset) + marked.slice(offset + 1);
  const text = TextDocument.create("file:///project/app.json", "json", 1, content);
  const context: Context = {
    uri: text.uri,
    text,
    surroundings: {
      ...noSurroundings,
      file: "app.json",
      facts,
      appConfigVars: new Set(["API_TOKEN", "STRIPE_KEY"]),
      appName: "calm-river",
    },
    settings: defaultSettings,
    app: {
      name: "calm-river",
      configVars: ["API_TOKEN", "STRIPE_KEY"],
      processes: [{ type: "web", quantity: 2, size: "Standard-1X", dynos: [] }],
    },
    client: { snippets: true },
    uriOf: (file) => `file:///project/${file}`,
    read: async () => undefined,
    ...more,
  };
  return { context, position: text.positionAt(Math.max(0, offset)) };
}
