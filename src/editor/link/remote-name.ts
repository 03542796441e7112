/** Names that people give to the remotes of an app's stages. */
const usual = ["heroku", "staging", "production"] as const;

export interface RemoteOffer {
  readonly name: string;
  /** The app that the remote leads to now; it will lead to another. */
  readonly taken?: string | undefined;
  /** It is no app's remote: to take it would lose a way to other places. */
  readonly isForeign?: boolean | undefined;
}

export interface KnownRemote {
  readonly name: string;
  readonly app?: string | undefined;
}

/** What to call the remote of an app: free names first, the likeliest at the top. */
export function offerRemoteNames(app: string, remotes: readonly KnownRemote[]): RemoteOffer[] {
  const likely = usual.find((name) => name !== "heroku" && new RegExp(`(?:^|-)${name}(?:-|$)`).test(app));
  const wanted = [...new Set([...(likely && remotes.length > 0 ? [likely] : []), ...usual, app])];
  const offers = wanted.map((name): RemoteOffer => {
    const known = remotes.find((remote) => remote.name === name);
    if (known === undefined) return { name };
    return known.app === undefined ? { name, isForeign: true } : { name, taken: known.app };
  });
  const others = offers.filter(({ isForeign, taken }) => !isForeign && taken !== app);
  return [...others.filter(({ taken }) => taken === undefined), ...others.filter(({ taken }) => taken !== undefined)];
}

/** Why a name will not do for a remote, in a sentence. */
export function remoteNameProblem(name: string, remotes: readonly KnownRemote[]): string | undefined {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name))
    return "Letters, digits, dots, dashes and underscores; a letter or digit first.";
  if (/\.\.|\.$|\.lock$/.test(name)) return "Git allows no two dots in a row, no dot at the end and no .lock.";
  const known = remotes.find((remote) => remote.name === name);
  return known && known.app === undefined ? `The remote ${name} leads elsewhere.` : undefined;
}
