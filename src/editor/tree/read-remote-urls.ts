import { simpleGit } from "simple-git";

/** Push addresses of every remote; none for a folder that is in no repository, or without git. */
export async function readRemoteUrls(folder: string): Promise<readonly string[]> {
  try {
    const remotes = await simpleGit(folder).getRemotes(true);
    return remotes.map(({ refs }) => refs.push);
  } catch {
    return [];
  }
}
