import { type CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import { inLine, type Position } from "../../language/text.ts";
import type { Context } from "../contexts.ts";

interface Offer {
  readonly text: string;
  readonly detail: string;
}

/** What a line of a small file may begin with: options, keys, versions, folders. */
export function smallFileCompletion(context: Context, position: Position): CompletionItem[] {
  const line = context.text.getText(inLine(position.line, 0, Number.MAX_SAFE_INTEGER)).replace(/[\r\n]+$/, "");
  const typed = line.slice(0, position.character).trimStart();
  if (typed.startsWith("#") || line.slice(position.character).trim() !== "") return [];
  const range = inLine(position.line, position.character - typed.length, position.character);
  return offersOf(context).map(({ text, detail }, index) => ({
    label: text,
    kind: CompletionItemKind.Value,
    detail,
    filterText: text,
    sortText: String(index).padStart(4, "0"),
    textEdit: { range, newText: text },
  }));
}

function offersOf({ surroundings }: Context): readonly Offer[] {
  const { file, facts } = surroundings;
  const name = file.slice(file.lastIndexOf("/") + 1);
  if (name === ".foreman") return foremanOptions([...(facts.processTypes?.keys() ?? [])]);
  if (name === ".slugignore") return folders(facts.files);
  if (name === ".python-version") return pythonVersions;
  return name === "system.properties" ? javaProperties : [];
}

function foremanOptions(types: readonly string[]): Offer[] {
  const formation = types.map((type) => `${type}=1`).join(",") || "all=1";
  return [
    { text: `formation: ${formation}`, detail: "How many of each process type start; those left out do not" },
    { text: "port: 5000", detail: "Port of the first process type" },
    { text: "env: .env", detail: "Files with config vars, separated by commas" },
    { text: "procfile: Procfile", detail: "Another Procfile" },
    { text: "root: .", detail: "Folder in which the processes run" },
    { text: "timeout: 5", detail: "Seconds from SIGTERM to SIGKILL" },
    { text: "timestamp: true", detail: "Time before each line of output" },
    { text: "color: true", detail: "Colours even when the output is no terminal" },
  ];
}

/** What a running app can mostly do without. */
const unneeded = [
  "test",
  "tests",
  "spec",
  "docs",
  "doc",
  "examples",
  "e2e",
  "cypress",
  "features",
  "design",
  ".github",
];

function folders(files: ReadonlySet<string>): Offer[] {
  const top = new Set([...files].flatMap((file) => (file.includes("/") ? [file.slice(0, file.indexOf("/"))] : [])));
  const found = unneeded.filter((folder) => top.has(folder));
  return [
    ...found.map((folder) => ({ text: `/${folder}`, detail: "A folder of this project" })),
    ...["*.md", "*.pdf", "*.psd"].map((text) => ({ text, detail: "Files with this ending, in any folder" })),
  ];
}

const pythonVersions: readonly Offer[] = ["3.14", "3.13", "3.12", "3.11"].map((text) => ({
  text,
  detail: "Its latest release at each build",
}));

const javaProperties: readonly Offer[] = [
  ...["25", "21", "17", "11", "1.8"].map((version) => ({
    text: `java.runtime.version=${version}`,
    detail: "The JDK that builds and runs the app",
  })),
  { text: "maven.version=3.9.9", detail: "The Maven that builds the app, instead of the buildpack's" },
];
