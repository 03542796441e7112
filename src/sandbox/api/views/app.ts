import type { AppRecord } from "../../store/records.ts";
import type { Call } from "../call.ts";
import { generationReference, regionReference, stackReference, teamReference } from "./references.ts";

export const appView = ({ parts: { apiUrl, router }, isSdk }: AppViewer, app: AppRecord) => ({
  acm: false,
  archived_at: null,
  build_stack: stackReference(app.buildStackName),
  buildpack_provided_description: app.buildpackProvidedDescription,
  created_at: app.createdAt,
  git_url: `${apiUrl}/${app.name}.git`,
  id: app.id,
  internal_routing: null,
  maintenance: app.maintenance,
  name: app.name,
  organization: teamReference(app),
  owner: { email: app.ownerEmail, id: app.ownerId },
  region: regionReference(app.regionName),
  released_at: app.releasedAt,
  repo_size: app.repoSize,
  slug_size: app.slugSize,
  space: null,
  stack: stackReference(app.stackName),
  team: teamReference(app),
  updated_at: app.updatedAt,
  web_url: `http://${app.name}.localhost:${router.port}/`,
  ...(isSdk ? ofSdk : { generation: generationReference }),
});

type AppViewer = Pick<Call, "parts" | "isSdk">;

/** The two variants disagree on what a generation is. */
const ofSdk = {
  base_image_name: null,
  buildpacks: null,
  current_build_architecture: [],
  generation: generationReference.name,
};
