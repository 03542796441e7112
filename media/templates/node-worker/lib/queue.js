/**
 * A queue of jobs. In Postgres when there is a DATABASE_URL: web and worker dynos share it, and it survives restarts.
 * Else in the memory of this process, good enough to try things out.
 */
export async function openQueue(databaseUrl = process.env.DATABASE_URL) {
  if (!databaseUrl) return memoryQueue();
  const { postgresQueue } = await import("./postgres-queue.js");
  return postgresQueue(databaseUrl);
}

export function memoryQueue() {
  const waiting = [];
  const counts = { done: 0 };
  return {
    kind: "memory",
    async add(text) {
      waiting.push(text);
    },
    /** Takes the oldest job, if there is one, and does it. False when there was none. */
    async work(run) {
      const text = waiting.shift();
      if (text === undefined) return false;
      await run(text);
      counts.done += 1;
      return true;
    },
    async stats() {
      return { waiting: waiting.length, done: counts.done };
    },
    async close() {},
  };
}
