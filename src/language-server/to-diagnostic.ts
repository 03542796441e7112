import type { Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import type { Problem, Severity } from "../language/problem.ts";
import type { Client } from "./client.ts";
import type { ProblemLink } from "./problems-page.ts";

export interface DiagnosticWorld {
  readonly uri: string;
  readonly client: Client;
  readonly linkOf: ProblemLink;
  uriOf(file: string): string;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, information: 3, hint: 4 };
const tags: Readonly<Record<"unnecessary" | "deprecated", DiagnosticTag>> = { unnecessary: 1, deprecated: 2 };

/** A problem in LSP's words, as far as the client understands them. */
export function toDiagnostic(problem: Problem, world: DiagnosticWorld): Diagnostic {
  const { code, message, range, severity } = problem;
  const diagnostic: Diagnostic = { range, severity: severities[severity], code, source: "heroku", message };
  const href = world.client.codeDescription ? world.linkOf(code) : undefined;
  if (href !== undefined) diagnostic.codeDescription = { href };
  const tag = problem.tag && tags[problem.tag];
  if (tag !== undefined && world.client.tags.has(tag)) diagnostic.tags = [tag];
  if (problem.related && world.client.relatedInformation) {
    diagnostic.relatedInformation = problem.related.map(({ message: about, range: place, file }) => ({
      message: about,
      location: { uri: file === undefined ? world.uri : world.uriOf(file), range: place },
    }));
  }
  return diagnostic;
}
