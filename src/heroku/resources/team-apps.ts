import type { CallOptions, HerokuClient } from "../client.ts";
import { path } from "../path.ts";

/** What a team's app has beyond others. */
export interface TeamApp {
  readonly id: string;
  /** Members of the team may not join. */
  readonly locked: boolean;
  /** The account is a collaborator. */
  readonly joined: boolean;
}

export function getTeamApp(client: HerokuClient, app: string, options?: CallOptions): Promise<TeamApp> {
  return client.get<TeamApp>(path`/teams/apps/${app}`, options);
}
