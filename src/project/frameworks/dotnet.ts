import type { Suggestion } from "../../language/project-facts.ts";
import { type Evidence, nothing, type Recognised, suggest } from "./evidence.ts";

/** The buildpack publishes each project into `bin/publish` of its folder. */
export async function recogniseDotnet({ files, read }: Evidence): Promise<Recognised> {
  const projects = [...files].filter((file) => /\.(?:cs|fs|vb)proj$/.test(file)).slice(0, 20);
  if (projects.length === 0 && ![...files].some((file) => /^[^/]{1,200}\.slnx?$/.test(file))) return nothing;
  const suggestions: Suggestion[] = [];
  for (const project of projects) suggestions.push(...toSuggestion(project, (await read(project)) ?? ""));
  return { frameworks: ["dotnet"], suggestions };
}

function toSuggestion(project: string, text: string): Suggestion[] {
  const folder = project.includes("/") ? `${project.slice(0, project.lastIndexOf("/"))}/` : "";
  const file = project.slice(folder.length).replace(/\.\w+$/, "");
  const name = /<AssemblyName>\s{0,20}([\w.-]{1,200})\s{0,20}</.exec(text)?.[1] ?? file;
  if (!/^[\w./-]+$/.test(folder + name)) return [];
  if (text.includes("Microsoft.NET.Sdk.Web")) {
    return [suggest("web", `cd ${folder}bin/publish; ./${name} --urls http://*:$PORT`, `ASP.NET Core in ${project}`)];
  }
  const isWorker = text.includes("Microsoft.NET.Sdk.Worker");
  return isWorker ? [suggest("worker", `cd ${folder}bin/publish; ./${name}`, `worker service in ${project}`)] : [];
}
