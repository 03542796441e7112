/** Something in a source file that tells how the program is started. */
export interface Mark {
  readonly kind: MarkKind;
  readonly file: string;
  /** What it is bound to: `app` in `app = Flask(__name__)`, a package, a settings module; empty when nothing. */
  readonly name: string;
}

export type MarkKind =
  | "flask-app"
  | "flask-factory"
  | "fastapi-app"
  | "celery-app"
  | "dash-server"
  | "django-settings"
  | "streamlit"
  | "bull-worker"
  | "sinatra-app"
  | "go-main";

/** What tells how a program is started in one source file. */
export function findMarks(file: string, text: string): Mark[] {
  const extension = file.slice(file.lastIndexOf(".") + 1);
  return (expressions[extension] ?? []).flatMap(([kind, expression]) => {
    const match = expression.exec(text);
    return match ? [{ kind, file, name: match[1] ?? "" }] : [];
  });
}

const python: readonly [MarkKind, RegExp][] = [
  ["flask-app", /^([A-Za-z_]\w*)[ \t]*(?::[ \t]*Flask[ \t]*)?=[ \t]*(?:flask\.)?Flask\(/m],
  ["flask-factory", /^def[ \t]+((?:create|make)_app)[ \t]*\(/m],
  ["fastapi-app", /^([A-Za-z_]\w*)[ \t]*(?::[ \t]*FastAPI[ \t]*)?=[ \t]*(?:fastapi\.)?FastAPI\(/m],
  ["celery-app", /^([A-Za-z_]\w*)[ \t]*(?::[ \t]*Celery[ \t]*)?=[ \t]*(?:celery\.)?Celery\(/m],
  ["dash-server", /^([A-Za-z_]\w*)[ \t]*=[ \t]*\w+\.server[ \t]*$/m],
  ["django-settings", /DJANGO_SETTINGS_MODULE["']\s{0,9},\s{0,9}["']([\w.]+)["']/],
  ["streamlit", /^(?:import|from)[ \t]+streamlit\b/m],
];

const javascript: readonly [MarkKind, RegExp][] = [
  ["bull-worker", /\bnew[ \t]+Worker\(\s{0,99}["'`][^"'`]{1,200}["'`]\s{0,9},|[qQ]ueue\.process\(/],
];

const expressions: Readonly<Record<string, readonly [MarkKind, RegExp][]>> = {
  py: python,
  js: javascript,
  mjs: javascript,
  cjs: javascript,
  ts: javascript,
  rb: [["sinatra-app", /^\s{0,9}require[ \t]*\(?["']sinatra["']/m]],
  go: [["go-main", /^package[ \t]+(main)\b/m]],
};
