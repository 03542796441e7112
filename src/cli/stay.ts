import { once } from "node:events";
import { connect } from "node:net";

/**
 * For a terminal that closes with its program: after the work it waits for a key, so that someone can read the last
 * words. A connection to `address` ends with the work, for the program that opened the terminal. Resolves with the
 * work's exit status.
 */
export async function stayAfter(address: string | undefined, work: () => Promise<number>): Promise<number> {
  const told = address === undefined ? undefined : connect(address).on("error", () => {});
  told?.unref();
  const status = await work();
  told?.destroy();
  if (process.stdin.isTTY) await keyPressed(status);
  return status;
}

async function keyPressed(status: number): Promise<void> {
  // The work is over, and so is what it did at a signal: from now on one ends the program, as the terminal's end does.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
  process.stdout.write(`\n\u001b[2mEnded with status ${status}. Press any key to close.\u001b[0m `);
  const { stdin } = process;
  // Keys that were meant for the work.
  while (stdin.read() !== null);
  stdin.setRawMode(true).resume();
  await Promise.race([once(stdin, "data"), once(stdin, "end"), once(stdin, "close")]).catch(() => undefined);
  stdin.setRawMode(false).pause();
}
