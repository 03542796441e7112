import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { captured, cleanEnvironment } from "../../scripts/processes.ts";

/** A git repository with one commit, in a folder of its own. */
export interface Project {
  readonly folder: string;
  git(args: readonly string[], config?: Readonly<Record<string, string>>): Promise<void>;
  /** Pushes HEAD to main with the token in git's environment. */
  push(url: string, token: string): Promise<void>;
}

export async function withProject<T>(
  files: Readonly<Record<string, string>>,
  use: (project: Project) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-project-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    const project = { folder, git: gitIn(folder), push: pushFrom(folder) };
    await project.git(["init", "-q", "-b", "main"]);
    await project.git(["add", "."]);
    await project.git(["commit", "-qm", "Begin"]);
    return await use(project);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function gitIn(folder: string): Project["git"] {
  return async (args, config = {}) => {
    const pairs = Object.entries({ "user.name": "Bench", "user.email": "bench@example.com", ...config });
    const env = { ...cleanEnvironment(), GIT_TERMINAL_PROMPT: "0", GIT_CONFIG_COUNT: String(pairs.length) };
    for (const [index, [key, value]] of pairs.entries()) {
      Object.assign(env, { [`GIT_CONFIG_KEY_${index}`]: key, [`GIT_CONFIG_VALUE_${index}`]: value });
    }
    const { code, output } = await captured("git", args, { cwd: folder, env });
    if (code !== 0) throw new Error(`git ${args[0]} ended with ${code}: ${output}`);
  };
}

function pushFrom(folder: string): Project["push"] {
  return async (url, token) => {
    const basic = Buffer.from(`heroku:${token}`).toString("base64");
    await gitIn(folder)(["push", "-q", url, "HEAD:main"], {
      [`http.${new URL(url).origin}/.extraHeader`]: `Authorization: Basic ${basic}`,
      "credential.helper": "",
    });
  };
}

/** A web process without anything to install, and no `package.json`: nothing but a Procfile. */
export const smallestApp = {
  Procfile: "web: node server.mjs\n",
  "server.mjs": `import { createServer } from "node:http";
createServer((_, response) => response.end("Hello, world!")).listen(process.env.PORT);
`,
};
