import path from "node:path";
import { readEnvironment } from "../process/environment.ts";

/**
 * PATH for builds and dynos: the machine's, without what `npm run` put in front, so that a project is built and run by
 * the same programs however the sandbox was started. This Node comes last, for machines that have no other.
 */
export function machinePath(source: NodeJS.ProcessEnv = process.env): string {
  const folders = (readEnvironment(source, "PATH") ?? "").split(path.delimiter);
  const own = /node(\.exe)?$/.test(process.execPath) ? [path.dirname(process.execPath)] : [];
  return [...folders.filter((folder) => !isOfNpm(folder)), ...own].join(path.delimiter);
}

function isOfNpm(folder: string): boolean {
  return /[\\/]node_modules[\\/]\.bin[\\/]?$|[\\/]node-gyp-bin[\\/]?$/.test(folder);
}
