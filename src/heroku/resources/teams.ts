import { allPages, type CallOptions, type HerokuClient } from "../client.ts";

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly type: "enterprise" | "team";
  /** Of the account that asks: `admin`, `collaborator`, `member`, `owner`, `viewer`; null where it has none. */
  readonly role: string | null;
}

/** The teams that the account belongs to. */
export function listTeams(client: HerokuClient, options?: CallOptions): Promise<Team[]> {
  return allPages(client.list<Team>("/teams", options));
}
