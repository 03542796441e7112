import type { Suggestion } from "../../language/project-facts.ts";
import { type Evidence, marksOf, suggest } from "./evidence.ts";
import { moduleOf, type PythonModule } from "./python-module.ts";

export interface PythonProject {
  readonly evidence: Evidence;
  /** Whether the project depends on it; names in lower case with dashes. */
  has(dependency: string): boolean;
}

/** Commands of a Django project, with the name of its own package. */
export function djangoSuggestions(project: PythonProject): Suggestion[] {
  const manage = manageFile(project.evidence);
  const migrate = manage === undefined ? [] : [migration(`python ${manage} migrate`)];
  return [...webOf(project), ...migrate, ...workersOf(project, manage)];
}

function migration(command: string): Suggestion {
  return suggest("release", command, "migrations of Django");
}

function manageFile({ files, marks }: Evidence): string | undefined {
  if (files.has("manage.py")) return "manage.py";
  return marksOf(marks, "django-settings").find(({ file }) => file.endsWith("/manage.py"))?.file;
}

function webOf({ evidence, has }: PythonProject): Suggestion[] {
  const wsgi = entry(evidence, "wsgi");
  const asgi = entry(evidence, "asgi");
  if (asgi && has("daphne")) {
    return [suggest("web", `daphne -b 0.0.0.0 -p $PORT ${asgi.module}:application`, "Daphne")];
  }
  if (asgi && has("uvicorn") && has("gunicorn")) {
    const command = `gunicorn${chdir(asgi)} -k uvicorn.workers.UvicornWorker ${asgi.module}:application`;
    return [suggest("web", command, "Django with gunicorn and Uvicorn")];
  }
  if (asgi && has("uvicorn")) {
    return [suggest("web", `uvicorn ${asgi.module}:application --host 0.0.0.0 --port $PORT`, "Uvicorn")];
  }
  if (!wsgi) return [];
  if (has("waitress")) return [suggest("web", `waitress-serve --port=$PORT ${wsgi.module}:application`, "Waitress")];
  return [suggest("web", `gunicorn${chdir(wsgi)} ${wsgi.module}`, `Django, ${wsgi.file}`)];
}

/** `shop/wsgi.py`: that of the settings' package first. */
function entry({ files, marks }: Evidence, kind: "wsgi" | "asgi"): PythonModule | undefined {
  const packages = marksOf(marks, "django-settings").map(({ file, name }) => {
    const folder = file.includes("/") && file.endsWith("/manage.py") ? file.slice(0, -"manage.py".length) : "";
    return `${folder}${name.split(".")[0]}/${kind}.py`;
  });
  const others = [...files].filter((file) => file.endsWith(`/${kind}.py`)).toSorted((a, b) => a.length - b.length);
  const file = [...packages.filter((candidate) => files.has(candidate)), ...others][0];
  return file === undefined ? undefined : moduleOf(file, files);
}

function chdir({ folder }: PythonModule): string {
  return folder === "" ? "" : ` --chdir ${folder}`;
}

function workersOf({ has }: PythonProject, manage: string | undefined): Suggestion[] {
  if (manage === undefined) return [];
  const known: readonly [string, string, string][] = [
    ["django-rq", "rqworker default", "Django RQ"],
    ["django-q", "qcluster", "Django Q"],
    ["django-q2", "qcluster", "Django Q"],
    ["huey", "run_huey", "Huey"],
    ["django-dramatiq", "rundramatiq", "Dramatiq"],
  ];
  return known
    .filter(([name]) => has(name))
    .map(([, command, why]) => suggest("worker", `python ${manage} ${command}`, why));
}
