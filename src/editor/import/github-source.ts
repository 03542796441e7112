/** The GitHub repository that an archive was made of, as a URL to clone; undefined for any other address. */
export function githubRepository(archiveUrl: string): string | undefined {
  if (!URL.canParse(archiveUrl)) return undefined;
  const { hostname, pathname } = new URL(archiveUrl);
  const prefix = { "api.github.com": "/repos/", "codeload.github.com": "/", "github.com": "/" }[hostname];
  if (prefix === undefined || !pathname.startsWith(prefix)) return undefined;
  const [owner = "", name = "", kind = ""] = pathname.slice(prefix.length).split("/");
  const isArchive = /^(?:archive|tarball|zipball|tar\.gz|legacy\.tar\.gz|zip)$/.test(kind);
  const isName = (word: string): boolean => /^[\w.-]+$/.test(word);
  return isArchive && isName(owner) && isName(name) ? `https://github.com/${owner}/${name}.git` : undefined;
}
