import { findGit } from "../../git/program.ts";
import { listRemotes } from "../../git/remotes.ts";

/** Push addresses of every remote; none for a folder that is in no repository, or without git. */
export async function readRemoteUrls(folder: string): Promise<readonly string[]> {
  try {
    return (await listRemotes(await findGit(), folder)).map(({ url }) => url);
  } catch {
    return [];
  }
}
