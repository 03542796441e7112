import { setTimeout as sleep } from "node:timers/promises";
import { streamLogs } from "../../src/heroku/log-stream.ts";
import { createApp } from "../../src/heroku/resources/apps.ts";
import type { Figure } from "./figures.ts";
import { withProject } from "./project.ts";
import { type SandboxProcess, withSandbox } from "./sandbox-process.ts";

const total = 1_000_000;

/** Answers requests; a request for `/flood` makes it print numbered lines as fast as its pipe takes them. */
const floodingApp = {
  Procfile: "web: node server.mjs\n",
  "server.mjs": `import { createServer } from "node:http";
let next = 0;
function flood() {
  while (next < ${total}) {
    let block = "";
    for (let end = next + 500; next < end; next++) block += \`flood \${next} of a log that tells what this process does\\n\`;
    if (!process.stdout.write(block)) return void process.stdout.once("drain", flood);
  }
}
createServer((request, response) => {
  response.end();
  if (request.url === "/flood") flood();
}).listen(process.env.PORT);
`,
};

/** Lines a second from a dyno through the sandbox to a reading client, every one accounted for. */
export async function logThroughput(): Promise<readonly Figure[]> {
  const { rate, missing, doubled } = await withSandbox((sandbox) =>
    withProject(floodingApp, async (project) => {
      const { name } = await createApp(sandbox.client, { name: "bench-logs" });
      await project.push(`${sandbox.gitUrl}/${name}.git`, sandbox.token);
      while ((await sandbox.get(name).catch(() => 0)) !== 200) await sleep(50);
      return readFlood(sandbox, name);
    }),
  );
  return [
    {
      name: "log lines from a dyno to a client",
      value: `${Math.round(rate)}/s`,
      target: "at least 100000/s",
      isMet: rate >= 100_000,
    },
    {
      name: `of ${total} log lines`,
      value: `${missing} missing, ${doubled} doubled`,
      target: "none",
      isMet: missing + doubled === 0,
    },
  ];
}

async function readFlood({ client, get }: SandboxProcess, app: string) {
  const stop = new AbortController();
  const seen = new Uint8Array(total);
  let arrived = 0;
  let started = 0;
  let last = 0;
  const quiet = setInterval(() => {
    if (last !== 0 && performance.now() - last > longestSilence) stop.abort();
  }, 500);
  const onState = ({ kind }: { kind: string }) => {
    if (kind === "connected") void get(app, "/flood");
  };
  for await (const { lines } of streamLogs(client, app, { lines: 0, tail: true, signal: stop.signal, onState })) {
    started ||= performance.now();
    for (const line of lines) arrived += count(seen, line);
    last = performance.now();
    if (arrived >= total && seen[total - 1]) stop.abort();
  }
  clearInterval(quiet);
  const missing = seen.reduce((sum, times) => sum + (times === 0 ? 1 : 0), 0);
  const doubled = seen.reduce((sum, times) => sum + Math.max(0, times - 1), 0);
  return { rate: (arrived * 1000) / (last - started), missing, doubled };
}

/** Milliseconds after which what has not come does not come. */
const longestSilence = 5000;

function count(seen: Uint8Array, line: string): number {
  const found = /: flood (\d+) /.exec(line);
  if (!found) return 0;
  const number = Number(found[1]);
  seen[number] = (seen[number] ?? 0) + 1;
  return 1;
}
