import type { Route } from "./call.ts";
import { accountRoutes } from "./resources/account.ts";
import { addonAttachmentRoutes } from "./resources/addon-attachments.ts";
import { addonServiceRoutes } from "./resources/addon-services.ts";
import { addonRoutes } from "./resources/addons.ts";
import { appSetupRoutes } from "./resources/app-setups.ts";
import { appTransferRoutes } from "./resources/app-transfers.ts";
import { appRoutes } from "./resources/apps.ts";
import { authorizationRoutes } from "./resources/authorizations.ts";
import { buildpackRoutes } from "./resources/buildpacks.ts";
import { buildRoutes } from "./resources/builds.ts";
import { collaboratorRoutes } from "./resources/collaborators.ts";
import { configVarRoutes } from "./resources/config-vars.ts";
import { domainRoutes } from "./resources/domains.ts";
import { dynoSizeRoutes } from "./resources/dyno-sizes.ts";
import { dynoRoutes } from "./resources/dynos.ts";
import { emptyListRoutes } from "./resources/empty-lists.ts";
import { featureRoutes } from "./resources/features.ts";
import { formationRoutes } from "./resources/formation.ts";
import { logSessionRoutes } from "./resources/log-sessions.ts";
import { pipelineCouplingRoutes } from "./resources/pipeline-couplings.ts";
import { pipelineRoutes } from "./resources/pipelines.ts";
import { regionRoutes } from "./resources/regions.ts";
import { releaseRoutes } from "./resources/releases.ts";
import { sandboxRoutes } from "./resources/sandbox.ts";
import { sandboxAccountRoutes } from "./resources/sandbox-accounts.ts";
import { slugRoutes } from "./resources/slugs.ts";
import { sourceRoutes } from "./resources/sources.ts";
import { stackRoutes } from "./resources/stacks.ts";
import { teamAppRoutes } from "./resources/team-apps.ts";
import { teamMemberRoutes } from "./resources/team-members.ts";
import { teamRoutes } from "./resources/teams.ts";

/** Everything the API answers to. */
export const routes: readonly Route[] = [
  accountRoutes,
  addonAttachmentRoutes,
  addonRoutes,
  addonServiceRoutes,
  appRoutes,
  appSetupRoutes,
  buildRoutes,
  buildpackRoutes,
  collaboratorRoutes,
  configVarRoutes,
  domainRoutes,
  dynoRoutes,
  dynoSizeRoutes,
  emptyListRoutes,
  featureRoutes,
  formationRoutes,
  logSessionRoutes,
  pipelineCouplingRoutes,
  pipelineRoutes,
  regionRoutes,
  releaseRoutes,
  sandboxRoutes,
  slugRoutes,
  sourceRoutes,
  stackRoutes,
  teamRoutes,
  teamMemberRoutes,
  teamAppRoutes,
  sandboxAccountRoutes,
  authorizationRoutes,
  appTransferRoutes,
].flat();
