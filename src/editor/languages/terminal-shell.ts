import { readEnvironment } from "../../process/environment.ts";

export interface TerminalShell {
  readonly path: string;
  /** One string on Windows, where cmd.exe has quoting rules of its own. */
  readonly args: string | string[];
}

export interface TerminalShellOptions {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** Said at the end, with `%s` for the exit status. */
  readonly ended: string;
}

/** Runs a command through the shell in a terminal, and keeps its last words on the screen until someone has read them. */
export function terminalShell(command: string, { platform, env, ended }: TerminalShellOptions): TerminalShell {
  if (platform === "win32") {
    const path = readEnvironment(env, "ComSpec", platform) ?? "cmd.exe";
    return { path, args: `/d /s /c "${command} & echo. & pause"` };
  }
  return {
    path: "/bin/sh",
    args: ["-c", wrapper, "sh", command, `\n\x1b[2m${ended.replaceAll("\\", "\\\\")}\x1b[0m `],
  };
}

/**
 * VS Code adds variables of its own even to an environment that is given as a whole. Ctrl-C ends the command and not the
 * shell around it.
 */
const wrapper = `
unset GIT_ASKPASS $(env | sed -n 's/^\\(VSCODE_[A-Za-z0-9_]*\\)=.*/\\1/p; s/^\\(ELECTRON_[A-Za-z0-9_]*\\)=.*/\\1/p')
trap : INT
/bin/sh -c "$1"
status=$?
trap - INT
printf "$2" "$status"
read -r answer
exit 0
`;
