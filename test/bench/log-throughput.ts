import { setTimeout as sleep } from "node:timers/promises";
import { streamLogs } from "../../src/heroku/log-stream.ts";
import { createApp } from "../../src/heroku/resources/apps.ts";
import type { Figure } from "./figures.ts";
import { withProject } from "./project.ts";
import { type SandboxProcess, withSandbox } from "./sandbox-process.ts";

/** Answers requests; one for `/flood/RATE/TOTAL` makes it print numbered lines, RATE a second or as fast as its pipe takes them. */
const floodingApp = {
  Procfile: "web: node server.mjs\n",
  "server.mjs": `import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
async function flood(rate, total) {
  const started = performance.now();
  for (let next = 0; next < total; ) {
    const due = rate === 0 ? next + 500 : Math.min(total, ((performance.now() - started) * rate) / 1000);
    let block = "";
    for (; next < due; next++) block += \`flood \${next} of a log that tells what this process does\\n\`;
    if (!process.stdout.write(block)) await new Promise((resolve) => process.stdout.once("drain", resolve));
    else if (rate > 0) await sleep(5);
  }
}
createServer((request, response) => {
  response.end();
  const [, path, rate, total] = request.url.split("/");
  if (path === "flood") flood(Number(rate), Number(total));
}).listen(process.env.PORT);
`,
};

const target = 100_000;

/** Lines from a dyno through the sandbox to a reading client: how many at most, and whether all arrive at the target's pace. */
export async function logThroughput(): Promise<readonly Figure[]> {
  return withSandbox((sandbox) =>
    withProject(floodingApp, async (project) => {
      const { name } = await createApp(sandbox.client, { name: "bench-logs" });
      await project.push(`${sandbox.gitUrl}/${name}.git`, sandbox.token);
      while ((await sandbox.get(name).catch(() => 0)) !== 200) await sleep(50);
      return [
        ...paced(await readFlood(sandbox, name, target, 5 * target)),
        ...unpaced(await readFlood(sandbox, name, 0, 2_000_000)),
      ];
    }),
  );
}

function paced({ rate, missing, doubled }: Flood): Figure[] {
  const value = `${missing} missing, ${doubled} doubled at ${Math.round(rate)}/s`;
  const isMet = missing + doubled === 0 && rate > target * 0.95;
  return [{ name: `${target} log lines a second for 5 s`, value, target: "none lost", isMet }];
}

function unpaced({ rate, missing, doubled, dropped }: Flood): Figure[] {
  const value = `${Math.round(rate)}/s, ${dropped} dropped with notice (L11), ${missing - dropped} lost, ${doubled} doubled`;
  const isMet = rate >= target && missing === dropped && doubled === 0;
  return [{ name: "log lines from a dyno to a client at most", value, target: `at least ${target}/s`, isMet }];
}

interface Flood {
  /** Lines a second, from the request to the last line. */
  readonly rate: number;
  readonly missing: number;
  readonly doubled: number;
  /** What the sandbox says that it left out, as the platform does for a reader who does not keep up. */
  readonly dropped: number;
}

async function readFlood({ client, get }: SandboxProcess, app: string, pace: number, total: number): Promise<Flood> {
  const stop = new AbortController();
  const seen = new Uint8Array(total);
  const arrived = { lines: 0, dropped: 0 };
  let started = 0;
  let last = 0;
  const quiet = setInterval(() => {
    if (last !== 0 && performance.now() - last > longestSilence) stop.abort();
  }, 500);
  const onState = ({ kind }: { kind: string }) => {
    if (kind !== "connected" || started > 0) return;
    started = performance.now();
    void get(app, `/flood/${pace}/${total}`);
  };
  for await (const { lines } of streamLogs(client, app, { lines: 0, tail: true, signal: stop.signal, onState })) {
    for (const line of lines) count(line, seen, arrived);
    last = performance.now();
    if (arrived.lines + arrived.dropped >= total) stop.abort();
  }
  clearInterval(quiet);
  const missing = seen.reduce((sum, times) => sum + (times === 0 ? 1 : 0), 0);
  const doubled = seen.reduce((sum, times) => sum + Math.max(0, times - 1), 0);
  return { rate: (arrived.lines * 1000) / (last - started), missing, doubled, dropped: arrived.dropped };
}

/** Milliseconds after which what has not come does not come. */
const longestSilence = 5000;

function count(line: string, seen: Uint8Array, arrived: { lines: number; dropped: number }): void {
  const [, flood, dropped] = /: (?:flood (\d+) |Error L1[01] .* dropped (\d+) messages)/.exec(line) ?? [];
  arrived.dropped += Number(dropped ?? 0);
  if (flood === undefined) return;
  arrived.lines++;
  seen[Number(flood)] = (seen[Number(flood)] ?? 0) + 1;
}
