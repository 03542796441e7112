import type { Word } from "../shell/shell.ts";
import type { Invocation } from "./invocation.ts";
import { flag, positionals } from "./options.ts";
import { type CommandCheck, type CommandProblem, problemAt, withoutWord } from "./process-command.ts";

const daemon = ["-d", "--daemon", "--daemonize"];

/** Flags that send a program into the background, by program. The same letters mean other things elsewhere. */
const flags: Readonly<Record<string, readonly string[]>> = {
  gunicorn: ["-D", "--daemon"],
  puma: daemon,
  unicorn: ["-D", "--daemonize"],
  unicorn_rails: ["-D", "--daemonize"],
  rackup: ["-D", "--daemonize"],
  thin: daemon,
  sidekiq: daemon,
  rails: ["-d", "--daemon"],
  passenger: daemon,
  celery: ["-D", "--detach"],
  "resque-pool": daemon,
  memcached: ["-d"],
  "php-fpm": ["-D", "--daemonize"],
  elixir: ["--detached", "-detached"],
  erl: ["-detached"],
  clockworkd: daemon,
  good_job: ["--daemonize"],
  shoryuken: ["-d", "--daemon"],
  uwsgi: ["--daemonize"],
  "redis-server": ["--daemonize"],
};

/** Verbs that mean the same. */
const verbs: Readonly<Record<string, { readonly verb: RegExp; readonly instead: string }>> = {
  delayed_job: { verb: /^(?:start|restart)$/, instead: "bundle exec rake jobs:work" },
  clockworkd: { verb: /^start$/, instead: "clockwork" },
  forever: { verb: /^start$/, instead: "node" },
  pm2: { verb: /^(?:start|restart|reload)$/, instead: "pm2-runtime" },
  apachectl: { verb: /^start$/, instead: "heroku-php-apache2" },
  apache2ctl: { verb: /^start$/, instead: "heroku-php-apache2" },
};

/** Programs told to leave the foreground. */
export const checkDaemonFlag: CommandCheck = ({ invocations, text }) => {
  if (!/-[dD]|start|reload/.test(text)) return [];
  return invocations.flatMap((invocation) => {
    const word = ownFlag(invocation);
    return word ? byFlag(invocation, word, text) : byVerb(invocation);
  });
};

function ownFlag(invocation: Invocation): Word | undefined {
  const { program, args } = invocation;
  const names = Object.hasOwn(flags, program) ? flags[program] : undefined;
  if (!names) return undefined;
  // `rails runner -d` and `celery -A x -D` differ by their verbs only.
  if (program === "rails" && !args.some(({ value }) => /^(?:s|server)$/.test(value))) return undefined;
  const word = flag(invocation, names);
  const next = word && args[args.indexOf(word) + 1];
  return word && next?.value === "no" ? undefined : word;
}

function byFlag({ program, args, quoted }: Invocation, word: Word, text: string): CommandProblem[] {
  const next = args[args.indexOf(word) + 1];
  const takesValue = program === "uwsgi" || program === "redis-server";
  const edits = [withoutWord(text, takesValue && next ? { ...word, end: next.end } : word)];
  const fixes = quoted ? [] : [{ title: `Remove ${word.value}`, safe: true, edits }];
  return [problemAt(word, { code: "daemon-flag", severity: "warning", message: sentence(program, word.value), fixes })];
}

function byVerb(invocation: Invocation): CommandProblem[] {
  const { program, args, word } = invocation;
  const known = Object.hasOwn(verbs, program) ? verbs[program] : undefined;
  const [first] = positionals(invocation, ["-n", "--name", "-i", "--pid-dir"]);
  const attached = args.some(({ value }) => value === "--no-daemon" || value === "FOREGROUND");
  if (!known || !first || !known.verb.test(first.value) || attached) return [];
  const message = `${sentence(program, first.value)} Use ${known.instead}.`;
  return [problemAt({ start: word.start, end: first.end }, { code: "daemon-flag", severity: "warning", message })];
}

function sentence(program: string, word: string): string {
  return `With ${word} ${program} goes into the background and the command ends: Heroku takes that for a crash and starts it again and again.`;
}
