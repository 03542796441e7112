import os from "node:os";
import path from "node:path";

/** Where downloads live that outlast a checkout. */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  return path.join(baseFolder(env, platform), "heroku-workbench");
}

function baseFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (env["XDG_CACHE_HOME"]) return env["XDG_CACHE_HOME"];
  if (platform === "win32" && env["LOCALAPPDATA"]) return env["LOCALAPPDATA"];
  return path.join(os.homedir(), ".cache");
}
