import { readEnvironment } from "../process/environment.ts";

/** How a Procfile's command is started. */
export interface ShellCall {
  readonly command: string;
  readonly args: readonly string[];
  /** Windows: the arguments are passed on as they are, since cmd.exe has quoting rules of its own. */
  readonly verbatim: boolean;
}

/** Hands a command to the shell. */
export function shellCall(command: string, platform: NodeJS.Platform, env: NodeJS.ProcessEnv): ShellCall {
  if (platform !== "win32") return { command: "/bin/sh", args: ["-c", command], verbatim: false };
  const interpreter = readEnvironment(env, "ComSpec", platform) ?? "cmd.exe";
  return { command: interpreter, args: ["/d", "/s", "/c", `"${command}"`], verbatim: true };
}

/**
 * Where output and errors are two streams, a shell before the shell joins them on POSIX, so that lines stay in the order
 * in which they were written; on Windows the two come apart.
 */
export function joiningCall(command: string, platform: NodeJS.Platform, env: NodeJS.ProcessEnv): ShellCall {
  const call = shellCall(command, platform, env);
  return platform === "win32" ? call : { ...call, args: ["-c", 'exec /bin/sh -c "$0" 2>&1', command] };
}

/** Several words are a program and its arguments; one is a command for the shell. */
export function foregroundCall(words: readonly string[], platform: NodeJS.Platform, env: NodeJS.ProcessEnv): ShellCall {
  const [command = "", ...args] = words;
  if (args.length > 0) return { command, args, verbatim: false };
  return shellCall(command, platform, env);
}
