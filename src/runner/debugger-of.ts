import { programsIn } from "./programs-in.ts";

/** Which debugger a command needs. */
export type DebuggerOf =
  | { readonly kind: DebuggerKind }
  /** None that is known here. */
  | { readonly kind: "other"; readonly program: string };

export const debuggerKinds = ["go", "java", "node", "python", "ruby"] as const;

export type DebuggerKind = (typeof debuggerKinds)[number];

/**
 * Looks at the last program of the command: what comes before it prepares something. `isThere` tells of files in the
 * folder where it starts, such as `go.mod`, by which the language of a program in it is known.
 */
export function debuggerOf(
  command: string,
  variables: Readonly<Record<string, string>>,
  isThere: (file: string) => boolean = () => false,
): DebuggerOf {
  const programs = programsIn(command, new Map(Object.entries(variables)));
  for (const words of programs.toReversed()) {
    for (const word of words) {
      const kind = kindOf(word, isThere);
      if (kind !== undefined) return { kind };
    }
  }
  return { kind: "other", program: nameOf(programs.at(-1)?.[0] ?? command) };
}

function kindOf(path: string, isThere: (file: string) => boolean): DebuggerKind | undefined {
  const program = nameOf(path);
  if (isPython(program) || path.endsWith(".py")) return "python";
  const known = kinds.get(program);
  if (known !== undefined) return known;
  if (path.endsWith(".rb")) return "ruby";
  if (/node_modules\/|\.[cm]?[jt]s$/.test(path)) return "node";
  if (/\b(?:build\/install|universal\/stage|appassembler)\//.test(path)) return "java";
  if (!path.includes("/")) return undefined;
  if (isThere("go.mod")) return "go";
  return /^(?:\.\/)?(?:bin|exe)\//.test(path) && isThere("Gemfile") ? "ruby" : undefined;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:exe|cmd|bat)$/i, "");
}

function isPython(program: string): boolean {
  return /^python[\d.]*$/.test(program);
}

const byKind: Readonly<Record<DebuggerKind, string>> = {
  go: "go",
  java: "java",
  node: "node nodejs npm npx yarn pnpm corepack nodemon tsx ts-node next nuxt nest vite remix-serve react-scripts pm2-runtime",
  python:
    "celery daphne django-admin dramatiq fastapi flask gunicorn hypercorn streamlit uvicorn waitress-serve poetry pipenv uv",
  ruby: "ruby bundle rails rackup puma unicorn thin sidekiq rake resque good_job falcon iodine jekyll",
};

const kinds: ReadonlyMap<string, DebuggerKind> = new Map(
  (Object.entries(byKind) as [DebuggerKind, string][]).flatMap(([kind, names]) =>
    names.split(" ").map((name): [string, DebuggerKind] => [name, kind]),
  ),
);
