import { checkedCopies, type Limits } from "./check-export.ts";
import { type ExportedType, nameVariable, sharedVariables } from "./copies-of.ts";
import { type Exported, type ExportedFile, type ExportRequest, signature } from "./export-request.ts";
import { shellWord } from "./shell-quote.ts";

const limits: Limits = {
  format: "systemd",
  inCommands: /\0/,
  // systemd.exec(5): of the control characters a value may hold a tab and a newline.
  inValues: /[^\P{Cc}\t\n]/u,
  // A backslash at the end would join the next line.
  inPaths: /\p{Cc}|\s$|\\$/u,
};

/** A target for the app, and for each process type a template whose instances are the copies: `shop-web@2.service`. */
export function exportSystemd(request: ExportRequest): Exported {
  const copies = checkedCopies(request, limits);
  if (copies.kind === "impossible") return copies;
  const units = copies.types.map((type) => template(request, type));
  return {
    kind: "exported",
    files: [target(request, copies.types), ...units, ...envFile(request)],
    next: nextSteps(request),
  };
}

function target({ app, user }: ExportRequest, types: readonly ExportedType[]): ExportedFile {
  const instances = types.flatMap(({ copies }) => copies.map(({ type, copy }) => `${app}-${type}@${copy}.service`));
  const text = `# ${signature(app)}
[Unit]
Description=${app}
Wants=${instances.join(" ")}

[Install]
WantedBy=${user === undefined ? "default" : "multi-user"}.target
`;
  return { name: `${app}.target`, text, isSecret: false };
}

function template(request: ExportRequest, type: ExportedType): ExportedFile {
  const { app, user, root, path, log, timeout } = request;
  const text = `# ${signature(app)}
[Unit]
Description=${app} ${type.name}.%i
PartOf=${app}.target

[Service]
${user === undefined ? "" : `User=${user}\n`}WorkingDirectory=${plain(root)}
${sharedVariables(request).length === 0 ? "" : `EnvironmentFile=${pattern(`${request.folder}/${envName(request)}`)}\n`}\
${path === undefined ? "" : `Environment=${quoted(`PATH=${path}`)}\n`}\
ExecStart=/bin/sh -c ${withOwnVariables(request, type)}
Restart=always
RestartSec=5
TimeoutStopSec=${timeout}
SuccessExitStatus=143
SyslogIdentifier=${app}-${type.name}.%i
${log === undefined ? "" : `StandardOutput=append:${plain(log)}/${type.name}.%i.log\n`}
[Install]
WantedBy=${app}.target
`;
  return { name: `${app}-${type.name}@.service`, text, isSecret: false };
}

/** The port comes from the number of the instance, so that `systemctl start shop-web@3` needs no other file. */
function withOwnVariables({ plan }: ExportRequest, { name, command, copies }: ExportedType): string {
  const [first] = copies;
  const base = (first?.port ?? plan.basePort) - (first?.copy ?? 1);
  const own = nameVariable(plan);
  const assignments = `PORT=$$((${base} + %i))${own === undefined ? "" : ` ${own}=${name}.%i`}`;
  return `"export ${assignments}; ${escaped(command).replaceAll("$", "$$$$")}"`;
}

/** Only systemd itself reads it, before it becomes the user. */
function envFile(request: ExportRequest): ExportedFile[] {
  const variables = sharedVariables(request);
  if (variables.length === 0) return [];
  const lines = variables.map(([name, value]) => `${name}="${value.replace(/["\\$`]/g, "\\$&")}"\n`);
  return [{ name: envName(request), text: `# ${signature(request.app)}\n${lines.join("")}`, isSecret: true }];
}

function envName({ app }: ExportRequest): string {
  return `${app}.env`;
}

/** Of a value that is not split into words only `%` is special (systemd.unit(5)). */
function plain(text: string): string {
  return text.replaceAll("%", "%%");
}

/** The name of a file of variables is a pattern. */
function pattern(file: string): string {
  return plain(file.replace(/[*?[\\]/g, "\\$&"));
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

function escaped(text: string): string {
  return plain(text)
    .replace(/["\\]/g, "\\$&")
    .replace(/\p{Cc}/gu, (character) => escapes(character));
}

/** Byte by byte, as systemd.syntax(7) has it. */
function escapes(character: string): string {
  return [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}

function nextSteps({ app, user, folder, log }: ExportRequest): string[] {
  const systemctl = user === undefined ? "systemctl --user" : "systemctl";
  const isLoadedFrom = /\/systemd\/(system|user)$/.test(folder);
  return [
    ...(log === undefined ? [] : [`mkdir -p ${shellWord(log)}`]),
    isLoadedFrom
      ? `${systemctl} daemon-reload`
      : `${systemctl} link ${shellWord(folder)}/${app}.target ${shellWord(folder)}/${app}-*.service`,
    `${systemctl} enable --now ${app}.target`,
  ];
}
