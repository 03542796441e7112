import type { HerokuClient } from "../../heroku/client.ts";
import { listApps } from "../../heroku/resources/apps.ts";
import { listCollaborators } from "../../heroku/resources/collaborators.ts";
import { getConfigVars } from "../../heroku/resources/config-vars.ts";
import { listDynos } from "../../heroku/resources/dynos.ts";
import { listFormation } from "../../heroku/resources/formation.ts";
import type { AppSource } from "./app-details.ts";

/** The facts of the tree from the Platform API; the client makes every read a conditional one. */
export function platformSource(client: HerokuClient): AppSource {
  return {
    apps: (signal) => listApps(client, { signal }),
    formation: ({ id }, signal) => listFormation(client, id, { signal }),
    dynos: ({ id }, signal) => listDynos(client, id, { signal }),
    configVars: ({ id }, signal) => getConfigVars(client, id, { signal }),
    collaborators: ({ id }, signal) => listCollaborators(client, id, { signal }),
  };
}
