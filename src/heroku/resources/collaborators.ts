import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";
import type { Collaborator } from "./types.ts";

export function listCollaborators(client: HerokuClient, app: string, options?: CallOptions): Promise<Collaborator[]> {
  return allPages(client.list<Collaborator>(path`/apps/${app}/collaborators`, options));
}

/** The platform writes them an e-mail. */
export function addCollaborator(
  client: HerokuClient,
  app: string,
  email: string,
  options?: CallOptions,
): Promise<Collaborator> {
  return client.send<Collaborator>("POST", path`/apps/${app}/collaborators`, { user: email }, options);
}

export function removeCollaborator(
  client: HerokuClient,
  app: string,
  emailOrId: string,
  options?: CallOptions,
): Promise<Collaborator> {
  return client.send<Collaborator>("DELETE", path`/apps/${app}/collaborators/${emailOrId}`, undefined, options);
}
