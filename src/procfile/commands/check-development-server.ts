import { developmentServer } from "./development-servers.ts";
import type { Invocation } from "./invocation.ts";
import { type CommandCheck, type CommandProblem, problemAt, type Setting, scriptOf } from "./process-command.ts";
import { scriptCall } from "./script-calls.ts";

const code = "development-server";

/** Servers and watchers that belong on a developer's machine. */
export const checkDevelopmentServer: CommandCheck = (process, setting) => {
  if (setting.forDevelopment || process.name === "release") return [];
  return process.invocations.flatMap((invocation) => inItself(invocation, setting) ?? inScript(invocation, setting));
};

function inItself(invocation: Invocation, setting: Setting): CommandProblem[] | undefined {
  const why = developmentServer(invocation);
  const { program, word, args } = invocation;
  if (why !== undefined) {
    const last = args.findLast(({ value }) =>
      /^(?:runserver\w*|run|dev|develop|serve|start|watch|--reload|-S)$/.test(value),
    );
    const subject = /^python|^manage|^django/.test(program) ? "runserver" : program;
    const end = Math.max(word.end, last?.end ?? 0);
    const message = `On Heroku this runs in production, but ${subject} ${why}.${advice(subject)}`;
    return [problemAt({ start: word.start, end }, { code, severity: "warning", message })];
  }
  return webrick(invocation, setting);
}

function inScript(invocation: Invocation, { facts }: Setting): CommandProblem[] {
  const call = scriptCall(invocation);
  if (!call) return [];
  const inner = scriptOf(facts, call.name);
  if (!inner) return byName(call);
  const [culprit] = inner.filter((one) => developmentServer(one) !== undefined);
  if (!culprit) return [];
  const message = `On Heroku this runs in production, but the script ${call.name} runs ${culprit.program}, which ${developmentServer(culprit)}.`;
  return [problemAt(call.place, { code, severity: "warning", message })];
}

function byName({ name, place }: { name: string; place: { start: number; end: number } }): CommandProblem[] {
  if (!/^(?:dev|develop|development|watch|hot)$|^(?:start|serve):(?:dev|watch|hot)$|^dev:/.test(name)) return [];
  const message = `On Heroku this runs in production, and the name of the script ${name} says that it is for development.`;
  return [problemAt(place, { code, severity: "warning", message })];
}

function webrick({ program, args, word }: Invocation, { facts }: Setting): CommandProblem[] | undefined {
  if (program !== "rails" || !facts.complete || !facts.files.has("Gemfile")) return undefined;
  const verb = args.find(({ value }) => /^(?:s|server)$/.test(value));
  if (!verb) return undefined;
  const named = args.some(({ value }) => /puma|falcon|thin|unicorn|-u/.test(value));
  if (named || [...serverFiles].some((file) => facts.files.has(file))) return undefined;
  const message =
    "Nothing here says which server this starts: rails server runs puma when the Gemfile has it, and otherwise WEBrick, which is for development. Name it: bundle exec puma -C config/puma.rb.";
  return [problemAt({ start: word.start, end: verb.end }, { code, severity: "information", message })];
}

const serverFiles = ["config/puma.rb", "config/unicorn.rb", "config/thin.yml", "Passengerfile.json", "falcon.rb"];

function advice(program: string): string {
  if (program === "runserver" || program === "flask") return " Use gunicorn, which reads $PORT.";
  if (program === "php") return " Use heroku-php-apache2 or heroku-php-nginx.";
  return "";
}
