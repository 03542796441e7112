import { remoteOfApp } from "../../git/app-of-remote.ts";
import type { GitProgram } from "../../git/program.ts";
import { addAppRemote, appRemotesOf } from "../../git/remotes.ts";
import type { App } from "../../heroku/resources/types.ts";

/** The name of the repository's remote for an app, which is added when there is none. */
export async function remoteFor(
  git: GitProgram,
  root: string,
  { app, gitUrl }: { app: App; gitUrl: string },
): Promise<string> {
  const known = (await appRemotesOf(git, root, gitUrl)).find((remote) => remote.app === app.name);
  return known?.name ?? addAppRemote(git, root, app.name, remoteOfApp(app.name, gitUrl));
}
