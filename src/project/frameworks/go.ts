import type { Suggestion } from "../../language/project-facts.ts";
import { type Evidence, marksOf, nothing, type Recognised, suggest, typeFor } from "./evidence.ts";

/** The buildpack installs each main package as `bin/<last part of its path>`. */
export async function recogniseGo({ files, marks, read }: Evidence): Promise<Recognised> {
  const module = await read("go.mod");
  if (module === undefined) return nothing;
  const path = /^module[ \t]+"?([\w./~-]{1,300})/m.exec(module)?.[1];
  const folders = new Set(
    marksOf(marks, "go-main")
      .filter(isProgram)
      .map(({ file }) => folderOf(file)),
  );
  const names = [...folders].flatMap((folder) => binaryName(folder, path));
  const fallback = names.length === 0 && path !== undefined && files.has("go.mod") ? binaryName("", path) : [];
  return { frameworks: ["go"], suggestions: webFirst([...names, ...fallback].map(toSuggestion)) };
}

function isProgram({ file }: { readonly file: string }): boolean {
  return !file.endsWith("_test.go");
}

function folderOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
}

function binaryName(folder: string, module: string | undefined): string[] {
  const path = folder === "" ? module?.replace(/\/v\d+$/, "") : folder;
  const name = path?.slice(path.lastIndexOf("/") + 1) ?? "";
  return /^[\w.-]+$/.test(name) ? [name] : [];
}

function toSuggestion(name: string): Suggestion {
  return { ...suggest(typeFor(name), `bin/${name}`, `main package ${name}`), source: "go" };
}

/** Of programs without a telling name the first is the server. */
function webFirst(suggestions: readonly Suggestion[]): Suggestion[] {
  if (suggestions.some(({ type }) => type === "web")) return [...suggestions];
  const server = suggestions.find(({ type }) => !["worker", "release", "clock"].includes(type));
  return server ? [{ ...server, type: "web" }, ...suggestions.filter((one) => one !== server)] : [...suggestions];
}
