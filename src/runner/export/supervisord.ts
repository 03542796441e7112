import type { Instance } from "../plan.ts";
import { checkedCopies, type Limits } from "./check-export.ts";
import { ownVariables } from "./copies-of.ts";
import { type Exported, type ExportRequest, signature } from "./export-request.ts";
import { shellEnvFile, withEnvFile } from "./shell-env-file.ts";
import { shellQuote, shellWord } from "./shell-quote.ts";

const limits: Limits = {
  format: "supervisord",
  inCommands: /[\0\n\r]/,
  inValues: /\0/,
  // After white space these begin a comment, and there is nothing to quote with.
  inPaths: /\p{Cc}|"|^\s|\s$|\s[;#]/u,
};

/** One file with a program for each copy, and a group for the app. */
export function exportSupervisord(request: ExportRequest): Exported {
  const copies = checkedCopies(request, limits);
  if (copies.kind === "impossible") return copies;
  const instances = copies.types.flatMap((type) => type.copies);
  const programs = instances.map((instance) => program(request, instance));
  const text = `; ${signature(request.app)}
${programs.join("\n")}
[group:${request.app}]
programs=${instances.map((instance) => nameOf(request, instance)).join(",")}
`;
  const secrets = shellEnvFile(request);
  return {
    kind: "exported",
    files: [{ name: `${request.app}.conf`, text, isSecret: false }, ...secrets],
    next: nextSteps(
      request,
      secrets.map(({ name }) => name),
    ),
  };
}

function program(request: ExportRequest, instance: Instance): string {
  const { user, root, path, plan, timeout, log } = request;
  const variables = { ...(path === undefined ? {} : { PATH: path }), ...ownVariables(plan, instance) };
  const environment = Object.entries(variables).map(([name, value]) => `${name}="${plain(value)}"`);
  return `[program:${nameOf(request, instance)}]
command=/bin/sh -c ${quoted(withHome(withEnvFile(instance.command, request), user))}
directory=${plain(root)}
${user === undefined ? "" : `user=${user}\n`}environment=${environment.join(",")}
autostart=true
autorestart=true
stopsignal=TERM
stopwaitsecs=${timeout}
stopasgroup=true
killasgroup=true
redirect_stderr=true
${log === undefined ? "" : `stdout_logfile=${plain(log)}/${instance.name}.log\n`}`;
}

function nameOf({ app }: ExportRequest, { type, copy }: Instance): string {
  return `${app}-${type}-${copy}`;
}

/** It becomes the user, and leaves HOME and USER as its own. */
function withHome(command: string, user: string | undefined): string {
  return user === undefined ? command : `export HOME=~${user} USER=${user}; ${command}`;
}

/** `%` begins an expansion everywhere in the file. */
function plain(text: string): string {
  return text.replaceAll("%", "%%");
}

/** A `;` or `#` after white space would begin a comment even between quotes, so a pair of quotes comes between. */
function quoted(text: string): string {
  return plain(shellQuote(text).replace(/(?<=[\s\p{Cc}])[;#]/gu, "''$&"));
}

function nextSteps({ folder, app, user, log }: ExportRequest, secrets: readonly string[]): string[] {
  const isIncluded = /\/(supervisor\/conf|supervisord)\.d$/.test(folder);
  return [
    ...(log === undefined ? [] : [`mkdir -p ${shellWord(log)}`]),
    ...(user === undefined ? [] : secrets.map((name) => `chown ${user} ${shellWord(`${folder}/${name}`)}`)),
    ...(isIncluded ? [] : [`ln -s ${shellWord(`${folder}/${app}.conf`)} /etc/supervisor/conf.d/`]),
    "supervisorctl update",
  ];
}
