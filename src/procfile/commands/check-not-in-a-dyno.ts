import type { Invocation } from "./invocation.ts";
import { type CommandCheck, type CommandProblem, problemAt, type Setting } from "./process-command.ts";

/** Programs that no dyno has or lets run, and why. */
const absent: Readonly<Record<string, string>> = {
  sudo: "A dyno has no sudo: its processes run as one user without a password and without special rights",
  su: "A dyno has one user only, so there is nobody to become",
  docker: "A dyno is a container itself: no Docker runs in it",
  "docker-compose": "A dyno is a container itself: no Docker runs in it",
  podman: "A dyno is a container itself: no other one runs in it",
  systemctl: "A dyno has no init system: it runs this command and nothing else",
  service: "A dyno has no init system: it runs this command and nothing else",
  apt: "Packages cannot be installed in a running dyno; add the apt buildpack and an Aptfile",
  "apt-get": "Packages cannot be installed in a running dyno; add the apt buildpack and an Aptfile",
  brew: "A dyno runs Linux without Homebrew; add a buildpack that brings the program",
  nvm: "A dyno has no nvm: engines.node in package.json picks the version of Node",
  rvm: "A dyno has no rvm: the Gemfile picks the version of Ruby",
  rbenv: "A dyno has no rbenv: the Gemfile picks the version of Ruby",
  pyenv: "A dyno has no pyenv: .python-version picks the version of Python",
  powershell: "A dyno runs Linux and has no PowerShell",
  pwsh: "A dyno runs Linux and has no PowerShell",
  "xdg-open": "A dyno has no desktop",
};

/** What works on a developer's machine only. */
export const checkNotInADyno: CommandCheck = ({ invocations, text }, setting) => {
  if (setting.forDevelopment) return [];
  const mayHavePaths = /\/Users\/|\/home\/|[A-Za-z]:[\\/]/.test(text);
  return invocations.flatMap((one) => [
    ...byProgram(one),
    ...shellSetup(one),
    ...(mayHavePaths ? ownPaths(one, setting) : []),
  ]);
};

function byProgram({ program, word }: Invocation): CommandProblem[] {
  const why = Object.hasOwn(absent, program) ? absent[program] : undefined;
  if (why === undefined) return [];
  return [problemAt(word, { code: "not-in-a-dyno", severity: "warning", message: `${why}.` })];
}

/** `source ~/.bashrc`, `. venv/bin/activate`. */
function shellSetup({ program, args, word }: Invocation): CommandProblem[] {
  const [file] = args;
  if ((program !== "source" && program !== ".") || !file) return [];
  const isHome = /^(?:~|\$HOME|\$\{HOME\})\/\.(?:bash|zsh|profile|nvm|rvm|cargo|asdf|sdkman)/.test(file.value);
  const isVirtualenv = /(?:^|\/)activate$/.test(file.value);
  if (!isHome && !isVirtualenv) return [];
  const message = isHome
    ? `A dyno's home is the app itself, and ${file.value} of your machine is not in it. Settings belong into config vars.`
    : "A dyno has no virtualenv: the Python buildpack installs the packages where python finds them.";
  return [problemAt({ start: word.start, end: file.end }, { code: "not-in-a-dyno", severity: "warning", message })];
}

/** `/Users/me/app/server.js`, `C:\app`. */
function ownPaths({ word, args }: Invocation, { facts }: Setting): CommandProblem[] {
  const own = /^(?:--?[\w-]+=)?(\/Users\/|\/home\/(?!app\b)[\w.-]+\/|[A-Za-z]:[\\/](?!\/))/;
  return [word, ...args]
    .filter(({ raw }) => own.test(raw.replace(/^["']/, "")))
    .map((place) => {
      const file = inProject(place.value, facts.files);
      const edits = [{ start: place.start, end: place.end, text: file ?? "" }];
      return problemAt(place, {
        code: "not-in-a-dyno",
        severity: "warning",
        message:
          "This path exists on one machine only. In a dyno the app is in /app, where the command starts, so a relative path will do.",
        fixes: file === undefined ? [] : [{ title: `Use ${file}`, safe: false, edits }],
      });
    });
}

function inProject(path: string, files: ReadonlySet<string>): string | undefined {
  const parts = path.split(/[\\/]+/);
  for (let from = 1; from < parts.length; from += 1) {
    const rest = parts.slice(from).join("/");
    if (files.has(rest)) return rest;
  }
  return undefined;
}
