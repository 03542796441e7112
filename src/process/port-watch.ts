import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

const longestPause = 250;
const connectTimeout = 1000;

/** True when a loopback port takes connections and is `isOurs`; false after `timeout` ms or when the signal is given. */
export async function waitForPort(
  port: number,
  { timeout, isOurs, signal }: { timeout: number; isOurs: () => boolean; signal: AbortSignal },
): Promise<boolean> {
  const deadline = performance.now() + timeout;
  for (let pause = 10; !signal.aborted && performance.now() < deadline; pause = Math.min(pause * 1.5, longestPause)) {
    if ((await takesConnections(port)) && isOurs()) return true;
    const left = Math.max(0, deadline - performance.now());
    await wait(Math.min(pause, left), undefined, { signal }).catch(() => undefined);
  }
  return false;
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: connectTimeout });
    const finish = (accepted: boolean) => () => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once("connect", finish(true)).once("error", finish(false)).once("timeout", finish(false));
  });
}
