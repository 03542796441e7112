import { parse } from "smol-toml";
import type { Evidence } from "../frameworks/evidence.ts";

/** What a Python project depends on, in lower case with dashes; undefined when it says so nowhere. */
export async function readPythonDependencies({ files, read }: Evidence): Promise<ReadonlySet<string> | undefined> {
  const requirements = [...files].filter(isRequirements).slice(0, 20);
  const texts = await Promise.all(requirements.map(read));
  const tables = await Promise.all(["pyproject.toml", "Pipfile"].map(read));
  const markers = [
    "uv.lock",
    "poetry.lock",
    "setup.py",
    "setup.cfg",
    "environment.yml",
    ".python-version",
    "runtime.txt",
  ];
  const said = [...texts, ...tables].some((text) => text !== undefined);
  if (!said && !markers.slice(0, 4).some((file) => files.has(file))) return undefined;
  const names = [
    ...texts.flatMap((text) => requirementNames(text ?? "")),
    ...tables.flatMap((text) => tomlNames(text ?? "")),
  ];
  return new Set(names.map((name) => name.toLowerCase().replace(/[._-]+/g, "-")));
}

function isRequirements(file: string): boolean {
  return /^(?:requirements\/[\w.-]{1,100}|(?:[\w-]{1,40}[-_.])?requirements(?:[-_.][\w-]{1,40})?)\.(?:txt|in)$/.test(
    file,
  );
}

function requirementNames(text: string): string[] {
  return [...text.matchAll(/^[ \t]{0,40}([A-Za-z0-9][A-Za-z0-9._-]{0,100})/gm)].map(([, name]) => name ?? "");
}

/** PEP 621, dependency groups, Poetry and Pipfile. */
function tomlNames(text: string): string[] {
  const root = parseToml(text);
  const project = table(root["project"]);
  const poetry = table(table(root["tool"])["poetry"]);
  const lists = [project["dependencies"], ...Object.values(table(project["optional-dependencies"]))];
  const groups = Object.values(table(root["dependency-groups"]));
  const tables = [poetry["dependencies"], root["packages"]].map(table);
  return [...[...lists, ...groups].flatMap(strings).flatMap(requirementNames), ...tables.flatMap(Object.keys)];
}

function parseToml(text: string): Record<string, unknown> {
  // A person is writing it, or it is not what its name says.
  if (text.length > 200_000) return {};
  try {
    return parse(text);
  } catch {
    return {};
  }
}

function table(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}
