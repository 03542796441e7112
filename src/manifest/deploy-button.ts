export interface DeployButton {
  /** Of the button's page, with the template escaped. */
  readonly url: string;
  readonly markdown: string;
  readonly html: string;
}

const image = "https://www.herokucdn.com/deploy/button.svg";

/**
 * The *Deploy to Heroku* button of a public GitHub repository, from its address in any form that git takes. Without a
 * branch the repository's default branch is deployed. Undefined when it is not on GitHub, where the button cannot read.
 */
export function deployButton(remote: string, branch?: string): DeployButton | undefined {
  const repository = gitHubUrl(remote);
  if (repository === undefined) return undefined;
  const tree = branch === undefined ? "" : `/tree/${branch.split("/").map(encodeURIComponent).join("/")}`;
  const url = `https://www.heroku.com/deploy?template=${encodeURIComponent(repository + tree)}`;
  return {
    url,
    markdown: `[![Deploy to Heroku](${image})](${url})`,
    html: `<a href="${url}">\n  <img src="${image}" alt="Deploy to Heroku">\n</a>`,
  };
}

/** `https://github.com/OWNER/REPOSITORY`, without user, password and `.git`; undefined when it is somewhere else. */
export function gitHubUrl(remote: string): string | undefined {
  const pattern =
    /^(?:(?:https?|git|ssh|git\+ssh):\/\/(?:[^/@\s]*@)?|[\w.-]+@)(?:www\.)?github\.com(?::\d+(?=\/))?[/:]\/*([\w-]+)\/([\w.-]+?)(?:\.git)?(?:\/.*|[#?].*)?$/i;
  const [, owner, repository] = pattern.exec(remote.trim()) ?? [];
  return owner === undefined || repository === undefined ? undefined : `https://github.com/${owner}/${repository}`;
}
