import type { Word } from "../shell/shell.ts";

/** How a program that runs another one is written. */
interface Wrapper {
  /** The word after it must be one of these: `bundle exec`. */
  readonly verbs?: readonly string[];
  /** Options of it whose value is the next word. */
  readonly values?: readonly string[];
  /** Words of its own before the program: the seconds of `timeout`. */
  readonly own?: number;
  /** The program comes after `--` only. */
  readonly dashes?: true;
}

const plain: Wrapper = {};
const run: Wrapper = { verbs: ["run"] };

const wrappers: Readonly<Record<string, Wrapper>> = {
  exec: { values: ["-a"] },
  command: plain,
  builtin: plain,
  nohup: plain,
  setsid: plain,
  time: plain,
  env: { values: ["-u", "-C", "--unset", "--chdir"] },
  "cross-env": plain,
  "cross-env-shell": plain,
  nice: { values: ["-n"] },
  ionice: { values: ["-c", "-n"] },
  timeout: { values: ["-s", "-k"], own: 1 },
  stdbuf: { values: ["-i", "-o", "-e"] },
  unbuffer: plain,
  "xvfb-run": { values: ["-s", "-n", "-e", "-f"] },
  "dumb-init": plain,
  tini: plain,
  bundle: { verbs: ["exec"] },
  poetry: run,
  pipenv: run,
  pdm: run,
  rye: run,
  uv: {
    verbs: ["run"],
    values: ["--with", "--python", "-p", "--env-file", "--extra", "--group", "--project", "--directory"],
  },
  npx: { values: ["-p", "--package"] },
  bunx: plain,
  pnpm: { verbs: ["exec", "dlx"] },
  yarn: { verbs: ["exec", "dlx"] },
  dotenv: { values: ["-e", "-f"] },
  dotenvx: { verbs: ["run"], values: ["-f"] },
  "env-cmd": { values: ["-f", "-e"] },
  doppler: { verbs: ["run"], dashes: true },
  infisical: { verbs: ["run"], dashes: true },
  "newrelic-admin": { verbs: ["run-program"] },
  "ddtrace-run": plain,
  "opentelemetry-instrument": {
    values: ["--service_name", "--traces_exporter", "--metrics_exporter", "--logs_exporter"],
  },
  "scout-apm": plain,
  "start-traffic-duplicator": plain,
  "start-nginx": plain,
  "start-nginx-debug": plain,
  "start-pgbouncer": plain,
  "start-pgbouncer-stunnel": plain,
  "start-stunnel": plain,
  "jemalloc.sh": plain,
  with_jmap: plain,
  with_jstack: plain,
  proximo: plain,
  qgsocksify: plain,
  qgtunnel: plain,
};

/** How many words from `index` on only wrap what follows; 0 when a program stands there that is not a wrapper. */
export function wrapperLength(words: readonly Word[], index: number): number {
  const word = words[index];
  if (!word || words[index + 1] === undefined) return 0;
  const name = word.value.slice(word.value.lastIndexOf("/") + 1);
  if (name.startsWith("python") && /^python[\d.]*$/.test(name)) return pythonModule(words, index);
  const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
  if (!wrapper) return 0;
  const next = skip(words, index + 1, wrapper);
  return next === undefined || next >= words.length ? 0 : next - index;
}

function skip(words: readonly Word[], from: number, wrapper: Wrapper): number | undefined {
  let index = from;
  if (wrapper.verbs) {
    if (!wrapper.verbs.includes(words[index]?.value ?? "")) return undefined;
    index += 1;
  }
  if (wrapper.dashes) {
    const dashes = words.findIndex(({ value }, place) => place >= index && value === "--");
    return dashes === -1 ? undefined : dashes + 1;
  }
  return skipOptions(words, index, wrapper) + (wrapper.own ?? 0);
}

function skipOptions(words: readonly Word[], from: number, { values = [] }: Wrapper): number {
  let index = from;
  for (let word = words[index]; word; word = words[index]) {
    if (!word.value.startsWith("-") && !/^[A-Za-z_]\w*=/.test(word.value)) break;
    index += values.includes(word.value) ? 2 : 1;
  }
  return index;
}

/** `python -u -m` runs the module that is the next word. */
function pythonModule(words: readonly Word[], index: number): number {
  let next = index + 1;
  while (/^-[a-ln-zA-Z]+$/.test(words[next]?.value ?? "")) next += /^-[WX]$/.test(words[next]?.value ?? "") ? 2 : 1;
  return words[next]?.value === "-m" && words[next + 1] ? next + 1 - index : 0;
}
