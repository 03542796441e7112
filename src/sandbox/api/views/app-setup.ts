import type { Parts } from "../../parts.ts";
import type { AppSetupRecord } from "../../store/resource-records.ts";

export const appSetupView = ({ apiUrl, outputs }: Pick<Parts, "apiUrl" | "outputs">, setup: AppSetupRecord) => ({
  app: { id: setup.appId, name: setup.appName },
  build:
    setup.buildId === null
      ? null
      : {
          id: setup.buildId,
          output_stream_url: `${apiUrl}${outputs.pathOf(setup.buildId)}`,
          status: setup.buildStatus,
        },
  created_at: setup.createdAt,
  failure_message: setup.failureMessage,
  id: setup.id,
  manifest_errors: setup.manifestErrors,
  postdeploy:
    setup.postdeployExitCode === null
      ? null
      : { exit_code: setup.postdeployExitCode, output: setup.postdeployOutput ?? "" },
  resolved_success_url: setup.successUrl,
  status: setup.status,
  updated_at: setup.updatedAt,
});
