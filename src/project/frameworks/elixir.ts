import { type Evidence, nothing, type Recognised, suggest } from "./evidence.ts";

export async function recogniseElixir({ read }: Evidence): Promise<Recognised> {
  const mix = await read("mix.exs");
  if (mix === undefined) return nothing;
  const phoenix = /\{\s{0,20}:phoenix\b/.test(mix);
  const ecto = /\{\s{0,20}:(?:ecto_sql|phoenix_ecto)\b/.test(mix);
  return {
    frameworks: ["elixir"],
    suggestions: [
      suggest("web", phoenix ? "mix phx.server" : "mix run --no-halt", phoenix ? "Phoenix" : "mix.exs"),
      ...(ecto ? [suggest("release", "POOL_SIZE=2 mix ecto.migrate", "migrations of Ecto")] : []),
    ],
  };
}
