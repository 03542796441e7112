import type { Problem } from "../language/problem.ts";
import type { Surroundings } from "../language/project-facts.ts";
import type { LanguageSettings } from "../language/settings.ts";
import { parse } from "../procfile/syntax.ts";
import type { DocumentKind } from "./document-kind.ts";
import type { OpenDocument } from "./documents.ts";

/** What is wrong with a document. A language's code is loaded with its first document. */
export const checks: Readonly<
  Record<DocumentKind, (document: OpenDocument, surroundings: Surroundings) => Promise<readonly Problem[]>>
> = {
  async procfile({ procfile, text }, surroundings) {
    const { checkProcfile } = await import("../procfile/check-procfile.ts");
    return checkProcfile(procfile ?? parse(text.getText()), surroundings);
  },
  async dotenv({ text }, surroundings) {
    const whole = text.getText();
    const [{ parseDotenv }, { checkDotenv }] = await Promise.all([
      import("../dotenv/parse-dotenv.ts"),
      import("../dotenv/check-dotenv.ts"),
    ]);
    return checkDotenv(whole, parseDotenv(whole), surroundings);
  },
  async appJson({ text }, surroundings) {
    const { checkManifest } = await import("../manifest/check-manifest.ts");
    return checkManifest(text.getText(), surroundings);
  },
  async smallFile({ text }, surroundings) {
    const { checkSmallFile } = await import("../manifest/small-files/check-small-file.ts");
    return checkSmallFile(surroundings.file, text.getText(), surroundings) ?? [];
  },
};

/** Whether a person left this language switched on. The small files go with app.json. */
export function isEnabled(kind: DocumentKind, { procfile, dotenv, appJson }: LanguageSettings): boolean {
  if (kind === "procfile") return procfile.enabled;
  return kind === "dotenv" ? dotenv.enabled : appJson.enabled;
}
