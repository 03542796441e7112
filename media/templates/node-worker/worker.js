import { openQueue } from "./lib/queue.js";
import { workOff } from "./lib/work-off.js";

const queue = await openQueue();
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());

if (queue.kind === "memory") {
  console.log("There is no DATABASE_URL, so the web process does the jobs. Add Heroku Postgres, or scale worker to 0.");
}
console.log("Waiting for jobs");
await workOff(queue, { signal: stop.signal });
await queue.close();
