import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";
import type { Collaborator } from "./types.ts";

/** What a collaborator may do with an app of a team; everybody of the four may see it. */
export type Permission = "deploy" | "manage" | "operate" | "view";

export interface TeamMember {
  readonly email: string;
  /** `admin`, `collaborator`, `member`, `owner`, `viewer`; null where it has none. */
  readonly role: string | null;
}

/** Only for apps of a team; members and people from outside alike. The platform writes them an e-mail. */
export function addTeamCollaborator(
  client: HerokuClient,
  app: string,
  added: { readonly user: string; readonly permissions: readonly Permission[] },
  options?: CallOptions,
): Promise<Collaborator> {
  return client.send<Collaborator>("POST", path`/teams/apps/${app}/collaborators`, added, options);
}

/** Sets the permissions of a collaborator anew; none of the old ones stays by itself. */
export function changePermissions(
  client: HerokuClient,
  app: string,
  { email, permissions }: { readonly email: string; readonly permissions: readonly Permission[] },
  options?: CallOptions,
): Promise<Collaborator> {
  return client.send<Collaborator>("PATCH", path`/teams/apps/${app}/collaborators/${email}`, { permissions }, options);
}

export function listTeamMembers(client: HerokuClient, team: string, options?: CallOptions): Promise<TeamMember[]> {
  return allPages(client.list<TeamMember>(path`/teams/${team}/members`, options));
}

/**
 * Whether the apps of a team have permissions for each collaborator: those of an enterprise team do. The official CLI
 * decides by the same feature.
 */
export async function hasAccessControls(client: HerokuClient, team: string, options?: CallOptions): Promise<boolean> {
  const features = await allPages(client.list<{ readonly name: string }>(path`/teams/${team}/features`, options));
  return features.some(({ name }) => name === "org-access-controls");
}
