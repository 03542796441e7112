import { setTimeout as wait } from "node:timers/promises";
import type { HerokuClient } from "../../heroku/client.ts";
import { readOutput } from "../../heroku/output-stream.ts";
import { type AppSetup, getAppSetup } from "../../heroku/resources/app-setups.ts";

export interface Follow {
  readonly onLine: (text: string) => void;
  readonly signal: AbortSignal;
  /** Milliseconds between two looks. */
  readonly pause?: number;
}

/** Shows the build of an app setup and what it does afterwards, and resolves with how it ended. */
export async function followSetup(client: HerokuClient, id: string, options: Follow): Promise<AppSetup> {
  const { onLine, signal, pause = 1000 } = options;
  let isBuildShown = false;
  for (;;) {
    const setup = await getAppSetup(client, id, { signal });
    const url = setup.build?.output_stream_url;
    if (url && !isBuildShown) {
      isBuildShown = true;
      for await (const line of readOutput(client, url, { signal })) onLine(line);
      continue;
    }
    if (setup.status !== "pending") {
      for (const line of setup.postdeploy?.output.trimEnd().split(/\r?\n/) ?? []) onLine(line);
      return setup;
    }
    await wait(pause, undefined, { signal });
  }
}

/** Why it failed, in the platform's words. */
export function failureOf({ failure_message: message, manifest_errors: errors }: AppSetup): string {
  const reasons = [message, ...(errors ?? [])].filter((reason) => typeof reason === "string" && reason !== "");
  return reasons.map((reason) => `${reason}`.replace(/[.\s]*$/, ".")).join(" ") || "The platform does not say why.";
}
