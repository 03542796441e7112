import http from "node:http";
import { openQueue } from "./lib/queue.js";
import { workOff } from "./lib/work-off.js";

const queue = await openQueue();
const stop = new AbortController();

const server = http.createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end("Something went wrong.\n");
  });
});
server.listen(Number(process.env.PORT ?? 3000), () => console.log(`Listening; the queue is in ${queue.kind}`));

// Other dynos cannot see into this one's memory: then it does the jobs itself.
const working = queue.kind === "memory" ? workOff(queue, { signal: stop.signal }) : undefined;

process.once("SIGTERM", async () => {
  stop.abort();
  server.close();
  await working;
  await queue.close();
});

async function answer(request, response) {
  if (request.method === "POST" && request.url === "/jobs") {
    await queue.add(`job of ${new Date().toISOString()}`);
    response.writeHead(303, { Location: "/" }).end();
  } else if (request.url === "/") {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(page(await queue.stats()));
  } else {
    response.writeHead(404).end("There is no such page.\n");
  }
}

function page({ waiting, done }) {
  const where = queue.kind === "memory" ? "the memory of the web process" : "Postgres";
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Jobs</title>
  <style>:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif } body { max-width: 40rem; margin: 4rem auto; padding: 0 1.5rem }</style>
  <h1>Jobs</h1>
  <p>${waiting} waiting, ${done} done. The queue is in ${where}.</p>
  <form method="post" action="/jobs"><button>Add a job</button></form>
  <p><a href="/">Look again</a></p>
</html>
`;
}
