import type { Instance } from "../plan.ts";
import { checkedCopies, type Limits } from "./check-export.ts";
import { ownVariables } from "./copies-of.ts";
import { type Exported, type ExportedFile, type ExportRequest, signature } from "./export-request.ts";
import { shellEnvFile, withEnvFile } from "./shell-env-file.ts";
import { shellWord } from "./shell-quote.ts";

/** XML 1.0 has no way to write these, not even as a reference. */
const notInXml = /[^\P{Cc}\t\n\r\u0080-\u009f]|[\ufffe\uffff]/u;

const limits: Limits = { format: "launchd", inCommands: notInXml, inValues: /\0/, inPaths: notInXml };

/** A property list for each copy: `shop-web-1.plist`. */
export function exportLaunchd(request: ExportRequest): Exported {
  const copies = checkedCopies(request, limits);
  if (copies.kind === "impossible") return copies;
  const instances = copies.types.flatMap((type) => type.copies);
  const lists = instances.map((instance) => propertyList(request, instance));
  const secrets = shellEnvFile(request);
  return { kind: "exported", files: [...lists, ...secrets], next: nextSteps(request, lists, secrets) };
}

function propertyList(request: ExportRequest, instance: Instance): ExportedFile {
  const { app, user, root, log, timeout, path, plan } = request;
  const label = `${app}-${instance.type}-${instance.copy}`;
  const file = log === undefined ? undefined : `${log}/${instance.name}.log`;
  const list = dictionary({
    Label: label,
    UserName: user,
    WorkingDirectory: root,
    ProgramArguments: ["/bin/sh", "-c", withEnvFile(instance.command, request)],
    EnvironmentVariables: { ...(path === undefined ? {} : { PATH: path }), ...ownVariables(plan, instance) },
    RunAtLoad: true,
    KeepAlive: true,
    ExitTimeOut: timeout,
    StandardOutPath: file,
    StandardErrorPath: file,
  });
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<!-- ${signature(app)} -->
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${list}
</plist>
`;
  return { name: `${label}.plist`, text, isSecret: false };
}

type Value = string | number | boolean | readonly string[] | { readonly [key: string]: Value | undefined };

function dictionary(values: { readonly [key: string]: Value | undefined }): string {
  const entries = Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return `<dict>\n${entries.map(([key, value]) => indented(`<key>${escaped(key)}</key>\n${element(value)}`)).join("\n")}\n</dict>`;
}

function element(value: Value): string {
  if (typeof value === "string") return `<string>${escaped(value)}</string>`;
  if (typeof value === "number") return `<integer>${value}</integer>`;
  if (typeof value === "boolean") return `<${value}/>`;
  if (isList(value)) return `<array>\n${value.map((each) => indented(element(each))).join("\n")}\n</array>`;
  return dictionary(value);
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

/** A carriage return as it is would be read as a newline. */
function escaped(text: string): string {
  return text.replace(/[&<>\r\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}

function nextSteps(
  { user, folder, log }: ExportRequest,
  lists: readonly ExportedFile[],
  secrets: readonly ExportedFile[],
): string[] {
  const domain = user === undefined ? "gui/$(id -u)" : "system";
  return [
    ...(log === undefined ? [] : [`mkdir -p ${shellWord(log)}`]),
    ...(user === undefined ? [] : secrets.map(({ name }) => `chown ${user} ${shellWord(`${folder}/${name}`)}`)),
    ...lists.map(({ name }) => `launchctl bootstrap ${domain} ${shellWord(`${folder}/${name}`)}`),
  ];
}
