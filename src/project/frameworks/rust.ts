import { parse } from "smol-toml";
import type { Suggestion } from "../../language/project-facts.ts";
import { type Evidence, nothing, type Recognised, suggest, typeFor } from "./evidence.ts";

export async function recogniseRust({ files, read }: Evidence): Promise<Recognised> {
  const cargo = await read("Cargo.toml");
  if (cargo === undefined) return nothing;
  const names = [...binaries(cargo), ...binFiles(files)];
  const environment = /^rocket\b/m.test(cargo) ? "ROCKET_ADDRESS=0.0.0.0 ROCKET_PORT=$PORT " : "";
  const toSuggestion = (name: string, index: number): Suggestion =>
    suggest(
      index === 0 ? "web" : typeFor(name),
      `${environment}./target/release/${name}`,
      `binary ${name} of Cargo.toml`,
    );
  return { frameworks: ["rust"], suggestions: [...new Set(names)].map(toSuggestion) };
}

function binaries(cargo: string): string[] {
  const { package: own, bin } = parseCargo(cargo);
  const named = Array.isArray(bin) ? bin.map(nameOf) : [];
  return [...named, nameOf(own)].filter((name) => name !== "");
}

/** `src/bin/<name>.rs` is a binary of its own. */
function binFiles(files: ReadonlySet<string>): string[] {
  return [...files].flatMap((file) => /^src\/bin\/([\w-]{1,100})(?:\.rs|\/main\.rs)$/.exec(file)?.[1] ?? []);
}

function parseCargo(cargo: string): Record<string, unknown> {
  try {
    return cargo.length > 200_000 ? {} : parse(cargo);
  } catch {
    // A person is writing it.
    return {};
  }
}

function nameOf(table: unknown): string {
  const name = typeof table === "object" && table !== null && "name" in table ? table.name : "";
  return typeof name === "string" && /^[\w-]+$/.test(name) ? name : "";
}
