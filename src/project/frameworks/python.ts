import { readPythonDependencies } from "../readers/python-dependencies.ts";
import { djangoSuggestions } from "./django.ts";
import { type Evidence, nothing, type Recognised } from "./evidence.ts";
import { pythonSuggestions } from "./python-apps.ts";

export async function recognisePython(evidence: Evidence): Promise<Recognised> {
  const { files, marks } = evidence;
  const dependencies = await readPythonDependencies(evidence);
  const has = (name: string) => dependencies?.has(name) ?? false;
  const isDjango = has("django") || marks.some(({ kind }) => kind === "django-settings");
  if (!dependencies && !isDjango && !files.has("manage.py")) return nothing;
  const project = { evidence, has };
  return {
    frameworks: [
      ...(isDjango ? (["django"] as const) : []),
      ...(has("fastapi") ? (["fastapi"] as const) : []),
      ...(has("flask") ? (["flask"] as const) : []),
      "python",
    ],
    suggestions: [...(isDjango ? djangoSuggestions(project) : []), ...pythonSuggestions(project)],
  };
}
