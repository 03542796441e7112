import type { GitProgram } from "../../git/program.ts";
import { appRemotesOf } from "../../git/remotes.ts";
import type { Services, Session } from "../services.ts";

/** The only account with an app that the repository has a remote of; else the person is asked where there are several. */
export async function chooseAccount(
  { sessions, apps }: Pick<Services, "apps" | "sessions">,
  git: GitProgram,
  root: string,
): Promise<Session | undefined> {
  if (sessions.all.length < 2) return sessions.require();
  await apps.ready();
  const linked = await Promise.all(
    sessions.all.map(async ({ gitUrl, key }) => {
      const remotes = await appRemotesOf(git, root, gitUrl);
      return remotes.some(({ app }) => apps.find(app, key) !== undefined);
    }),
  );
  const [only, ...others] = sessions.all.filter((_, at) => linked[at]);
  return only !== undefined && others.length === 0 ? only : sessions.require();
}
