import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Environment, pickEnvironment } from "../../process/environment.ts";
import { machinePath } from "../machine-path.ts";
import type { Workspace } from "./workspace.ts";

/** What programs need of the machine to run and to reach the network; config vars come by ENV_DIR, as on the platform. */
const passedOn = [
  ..."LANG LC_ALL LC_CTYPE TZ TERM".split(" "),
  ..."HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY http_proxy https_proxy no_proxy all_proxy".split(" "),
  ..."NODE_EXTRA_CA_CERTS SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE".split(" "),
  ..."PIP_CERT PIP_INDEX_URL PIP_FIND_LINKS npm_config_registry npm_config_cafile NVM_DIR PYENV_ROOT".split(" "),
  ..."SystemRoot SystemDrive windir ComSpec PATHEXT ProgramFiles ProgramData APPDATA LOCALAPPDATA NUMBER_OF_PROCESSORS".split(
    " ",
  ),
];

/** The environment of buildpacks: nothing of the sandbox's own, a home that goes with the build. */
export function buildEnvironment(
  { home, temporary }: Workspace,
  { buildId, stack, version }: { buildId: string; stack: string; version: string | null },
  source: NodeJS.ProcessEnv = process.env,
): Environment {
  return {
    ...pickEnvironment(source, passedOn),
    ...packageManagerSettings(source),
    PATH: machinePath(source),
    HOME: home,
    ...(process.platform === "win32" ? { USERPROFILE: home, TEMP: temporary, TMP: temporary } : { TMPDIR: temporary }),
    STACK: stack,
    REQUEST_ID: buildId,
    SOURCE_VERSION: version ?? "",
  };
}

/** Registries and mirrors that a person has set up would be out of reach with another home. */
function packageManagerSettings(source: NodeJS.ProcessEnv): Environment {
  const home = os.homedir();
  const files = {
    NPM_CONFIG_USERCONFIG: path.join(home, ".npmrc"),
    PIP_CONFIG_FILE: source["PIP_CONFIG_FILE"] ?? path.join(home, ".config", "pip", "pip.conf"),
  };
  return Object.fromEntries(Object.entries(files).filter(([, file]) => existsSync(file)));
}
