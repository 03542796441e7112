import type { Exit } from "../process/child.ts";

/** What happens when a process ends by itself. `never`: everything stops, or goes on without it with `--keep-going`. */
export type RestartPolicy = (typeof policies)[number];

export const policies = ["never", "on-failure", "always"] as const;

/** By process type; `all` for the others. */
export interface RestartPolicies {
  readonly others: RestartPolicy;
  readonly types: ReadonlyMap<string, RestartPolicy>;
}

export const neverRestart: RestartPolicies = { others: "never", types: new Map() };

export type PoliciesReading =
  | { readonly kind: "policies"; readonly policies: RestartPolicies }
  | { readonly kind: "invalid"; readonly message: string };

/** Reads `on-failure` or `web=always,all=on-failure`. */
export function parsePolicies(text: string): PoliciesReading {
  const types = new Map<string, RestartPolicy>();
  for (const piece of text.split(",").map((part) => part.trim())) {
    const [name, policy] = piece.includes("=") ? piece.split("=", 2) : ["all", piece];
    if (!name || !isPolicy(policy)) return { kind: "invalid", message: badPolicy(piece) };
    types.set(name, policy);
  }
  const others = types.get("all") ?? "never";
  types.delete("all");
  return { kind: "policies", policies: { others, types } };
}

export function isRestarted({ others, types }: RestartPolicies, type: string, exit: Exit): boolean {
  const policy = types.get(type) ?? others;
  const isFailure = exit.kind !== "exited" || exit.code !== 0;
  return policy === "always" || (policy === "on-failure" && isFailure);
}

/** Milliseconds before the next start: 1 s, doubled for each end within ten seconds of its start, at most 30 s. */
export function backOff(quickEnds: number): number {
  return Math.min(1000 * 2 ** Math.max(0, quickEnds - 1), 30_000);
}

function isPolicy(text: string | undefined): text is RestartPolicy {
  return (policies as readonly (string | undefined)[]).includes(text);
}

function badPolicy(piece: string): string {
  return `"${piece}" is no restart policy. Write never, on-failure or always, for one type as web=always.`;
}
