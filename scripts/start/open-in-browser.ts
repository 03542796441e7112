import { spawn } from "node:child_process";

/** Opens an address in the default browser; where there is none, the printed address has to do. */
export function openInBrowser(url: string): void {
  const [command, ...args] = opener(url);
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.on("error", () => process.stderr.write("No browser could be opened; open the address above yourself.\n"));
  child.unref();
}

function opener(url: string): [string, ...string[]] {
  if (process.platform === "darwin") return ["open", url];
  // `start` would read the `&` of the address as the end of the command.
  if (process.platform === "win32") return ["rundll32.exe", "url.dll,FileProtocolHandler", url];
  return ["xdg-open", url];
}
