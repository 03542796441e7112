import type { LanguageService } from "vscode-json-languageservice";
import { manifestSchema } from "../../manifest/schema.ts";

let service: Promise<LanguageService> | undefined;

/** Loaded with the first completion in an app.json: a Procfile never pays for it. */
export function jsonService(): Promise<LanguageService> {
  service ??= load();
  return service;
}

async function load(): Promise<LanguageService> {
  const { getLanguageService } = await import("vscode-json-languageservice");
  const uri = "heroku-workbench://schemas/app.json";
  const loaded = getLanguageService({
    // Whatever `$schema` names, nothing is fetched: the documentation's schema is the one that counts.
    schemaRequestService: async () => JSON.stringify(manifestSchema),
    clientCapabilities: {
      textDocument: { completion: { completionItem: { documentationFormat: ["markdown", "plaintext"] } } },
    },
  });
  loaded.configure({
    validate: false,
    allowComments: false,
    schemas: [{ uri, fileMatch: ["*"], schema: manifestSchema }],
  });
  return loaded;
}
