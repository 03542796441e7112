import { setTimeout as wait } from "node:timers/promises";

/** Does jobs until it is told to stop, looking again after a pause when there are none. */
export async function workOff(queue, { signal, pause = 500, seconds = Number(process.env.JOB_SECONDS ?? 1) }) {
  while (!signal.aborted) {
    const worked = await queue.work(async (text) => {
      await wait(seconds * 1000);
      console.log(`Done: ${text}`);
    });
    if (!worked) await wait(pause, undefined, { signal }).catch(() => undefined);
  }
}
