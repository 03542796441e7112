import type { Suggestion } from "../../language/project-facts.ts";
import type { Mark } from "../marks.ts";
import type { PythonProject } from "./django.ts";
import { marksOf, suggest } from "./evidence.ts";
import { moduleOf, type PythonModule } from "./python-module.ts";

/** Commands of Flask, FastAPI, Celery and their kin, with the name of the app object where it was found. */
export function pythonSuggestions(project: PythonProject): Suggestion[] {
  return [...fastapi(project), ...flask(project), ...other(project), ...migrations(project), ...workers(project)];
}

function fastapi({ evidence, has }: PythonProject): Suggestion[] {
  const app = firstModule(evidence, "fastapi-app");
  if (!app) return [];
  const { module, folder, name } = app;
  const uvicorn = `uvicorn ${module}:${name} --host 0.0.0.0 --port $PORT`;
  const suggestions = [suggest("web", folder ? `${uvicorn} --app-dir ${folder}` : uvicorn, `FastAPI in ${app.file}`)];
  if (!has("gunicorn")) return suggestions;
  const gunicorn = `gunicorn${chdir(app)} -k uvicorn.workers.UvicornWorker ${module}:${name}`;
  return [...suggestions, suggest("web", gunicorn, "gunicorn with Uvicorn")];
}

function flask({ evidence, has }: PythonProject): Suggestion[] {
  const app = firstModule(evidence, "flask-app");
  const factory = firstModule(evidence, "flask-factory");
  const target = app ? `${app.module}:${app.name}` : factory ? `"${factory.module}:${factory.name}()"` : undefined;
  const found = app ?? factory;
  if (!found || target === undefined || !(app || has("flask"))) return [];
  if (has("waitress") && !has("gunicorn")) {
    const call = app ? target : `--call ${found.module}:${found.name}`;
    return [suggest("web", `waitress-serve --port=$PORT ${call}`, `Flask in ${found.file}`)];
  }
  return [suggest("web", `gunicorn${chdir(found)} ${target}`, `Flask in ${found.file}`)];
}

function other({ evidence, has }: PythonProject): Suggestion[] {
  const streamlit = has("streamlit") ? marksOf(evidence.marks, "streamlit")[0] : undefined;
  const dash = has("dash") ? firstModule(evidence, "dash-server") : undefined;
  const command = `streamlit run ${streamlit?.file} --server.port $PORT --server.address 0.0.0.0`;
  return [
    ...(streamlit ? [suggest("web", command, "Streamlit")] : []),
    ...(dash ? [suggest("web", `gunicorn ${dash.module}:${dash.name}`, `Dash in ${dash.file}`)] : []),
  ];
}

function migrations({ evidence, has }: PythonProject): Suggestion[] {
  if (has("flask-migrate")) {
    const app = firstModule(evidence, "flask-app") ?? firstModule(evidence, "flask-factory");
    const target = app ? ` --app ${app.module}` : "";
    return [suggest("release", `flask${target} db upgrade`, "migrations of Flask-Migrate")];
  }
  const alembic = evidence.files.has("alembic.ini");
  return alembic ? [suggest("release", "alembic upgrade head", "migrations of Alembic")] : [];
}

function workers({ evidence, has }: PythonProject): Suggestion[] {
  const celery = firstModule(evidence, "celery-app");
  // Celery finds `shop.celery` from `shop`.
  const app = celery?.module.replace(/\.celery$/, "");
  const place = celery?.folder ? ` --workdir ${celery.folder}` : "";
  const start = `celery -A ${app}${place}`;
  return [
    ...(celery ? [suggest("worker", `${start} worker --loglevel=info`, `Celery in ${celery.file}`)] : []),
    ...(celery ? [suggest("clock", `${start} beat --loglevel=info`, `Celery in ${celery.file}`)] : []),
    ...(has("rq") ? [suggest("worker", "rq worker --url $REDIS_URL", "RQ")] : []),
  ];
}

type NamedModule = PythonModule & { readonly name: string };

function firstModule({ files, marks }: PythonProject["evidence"], kind: Mark["kind"]): NamedModule | undefined {
  const [mark] = marksOf(marks, kind);
  return mark ? { ...moduleOf(mark.file, files), name: mark.name } : undefined;
}

function chdir({ folder }: PythonModule): string {
  return folder === "" ? "" : ` --chdir ${folder}`;
}
