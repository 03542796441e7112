import type { Parts } from "../../parts.ts";
import type { AppRecord } from "../../store/records.ts";
import { regionReference, stackReference } from "./references.ts";

export const appView = ({ store, apiUrl, router }: Parts, app: AppRecord) => ({
  acm: false,
  archived_at: null,
  base_image_name: null,
  build_stack: stackReference(app.buildStackName),
  buildpack_provided_description: app.buildpackProvidedDescription,
  buildpacks: null,
  created_at: app.createdAt,
  current_build_architecture: [],
  generation: "cedar",
  git_url: `${apiUrl}/${app.name}.git`,
  id: app.id,
  internal_routing: null,
  maintenance: app.maintenance,
  name: app.name,
  organization: null,
  owner: { email: store.accounts.find(app.ownerId)?.email ?? "", id: app.ownerId },
  region: regionReference(app.regionName),
  released_at: app.releasedAt,
  repo_size: app.repoSize,
  slug_size: app.slugSize,
  space: null,
  stack: stackReference(app.stackName),
  team: null,
  updated_at: app.updatedAt,
  web_url: `http://${app.name}.localhost:${router.port}/`,
});
