import { setTimeout as wait } from "node:timers/promises";
import { isPortFree } from "./free-port.ts";
import { ownsPort } from "./port-owner.ts";

/** Where Node opens its inspector when it is asked to. */
export const inspectorPort = 9229;

const patience = 10_000;

/**
 * Has a running Node open its inspector and resolves with its address; it goes on as it is. `group` is the process
 * group that it belongs to. Undefined when somebody else has the port, or when it does not open.
 */
export async function openInspector(pid: number, group: number): Promise<string | undefined> {
  // It stays open after an earlier time.
  if (await isPortFree(inspectorPort)) ask(pid);
  const deadline = performance.now() + patience;
  while (await isPortFree(inspectorPort)) {
    if (performance.now() > deadline) return undefined;
    await wait(20);
  }
  if (!ownsPort(inspectorPort, group, () => false)) return undefined;
  const answer = await fetch(`http://127.0.0.1:${inspectorPort}/json/list`);
  const [target] = (await answer.json()) as { readonly webSocketDebuggerUrl?: string }[];
  return target?.webSocketDebuggerUrl;
}

function ask(pid: number): void {
  if (process.platform !== "win32") process.kill(pid, "SIGUSR1");
  else (process as unknown as { _debugProcess(pid: number): void })._debugProcess(pid);
}
