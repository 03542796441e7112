import { invocationsOf } from "../procfile/commands/invocation.ts";
import { expandCommand } from "../procfile/expand.ts";
import { parseShell } from "../procfile/shell/parse-shell.ts";

/** Which debugger a command needs, and what to tell it. */
export type DebuggerOf =
  | { readonly kind: "node" }
  | ({ readonly kind: "python"; readonly args: readonly string[]; readonly folder: string } & PythonStart)
  | { readonly kind: "other"; readonly program: string };

type PythonStart = { readonly module: string } | { readonly program: string };

/** Looks at the last program of the command: what comes before it prepares something. */
export function debuggerOf(command: string, variables: Readonly<Record<string, string>>): DebuggerOf {
  const expanded = expandCommand(command, new Map(Object.entries(variables)));
  const invocations = invocationsOf(parseShell(expanded));
  const python = invocations.findLast(({ program, isModule }) => isModule || isPython(program) || program in modules);
  if (python) {
    const { program, path, isModule, folder = "" } = python;
    const args = python.args.map(({ value }) => value);
    if (isModule) return { kind: "python", module: path, args, folder };
    const [script, ...rest] = args;
    if (!isPython(program)) return { kind: "python", module: modules[program] ?? program, args, folder };
    if (script !== undefined && !script.startsWith("-")) return { kind: "python", program: script, args: rest, folder };
  }
  if (invocations.some(({ program, path }) => nodePrograms.has(program) || isScript(path))) return { kind: "node" };
  return { kind: "other", program: invocations.at(-1)?.program ?? command };
}

function isPython(program: string): boolean {
  return /^python[\d.]*$/.test(program);
}

function isScript(path: string): boolean {
  return path.includes("node_modules/") || /\.[cm]?[jt]s$/.test(path);
}

const nodePrograms: ReadonlySet<string> = new Set([
  ...["node", "nodejs", "npm", "npx", "yarn", "pnpm", "corepack"],
  ...["nodemon", "tsx", "ts-node", "next", "nuxt", "nest", "vite", "remix-serve", "react-scripts", "pm2-runtime"],
]);

/** Programs that Python packages install, and the module behind each. */
const modules: Readonly<Record<string, string>> = {
  celery: "celery",
  daphne: "daphne",
  "django-admin": "django",
  dramatiq: "dramatiq",
  fastapi: "fastapi",
  flask: "flask",
  gunicorn: "gunicorn",
  hypercorn: "hypercorn",
  streamlit: "streamlit",
  uvicorn: "uvicorn",
  "waitress-serve": "waitress",
};
