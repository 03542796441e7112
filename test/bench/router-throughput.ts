import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Requests a second over keep-alive connections: straight to a dyno, and through the router. */
export interface RouterThroughput {
  readonly routed: number;
  readonly direct: number;
}

const connections = 32;
const rounds = 3;
const secondsPerRound = 2;

/**
 * Measures a dyno and the router, each in a process of its own, placed by the system as in daily use. Where
 * `taskset` and a second core are there, the load generator stays on the last core. Direct and routed rounds take
 * turns, so that both see the same machine; each figure is the best round.
 */
export async function measureRouter(): Promise<RouterThroughput> {
  const dyno = await startProgram("router-dyno.ts", [], "anywhere");
  const router = await startProgram("router-process.ts", [dyno.said], "anywhere");
  try {
    let best: RouterThroughput = { routed: 0, direct: 0 };
    for (let round = 0; round < rounds; round++) {
      const direct = await load(dyno.said, "bench.localhost");
      const routed = await load(router.said, "bench.localhost");
      best = { routed: Math.max(best.routed, routed), direct: Math.max(best.direct, direct) };
    }
    return best;
  } finally {
    await Promise.all([dyno.stop(), router.stop()]);
  }
}

async function load(port: string, host: string): Promise<number> {
  const arguments_ = [port, host, String(connections), String(secondsPerRound)];
  const generator = await startProgram("http-load.ts", arguments_, "last core");
  await generator.stop();
  return Number(generator.said);
}

/** Starts a program beside this file; `said` is its first line. */
async function startProgram(name: string, given: readonly string[], where: "anywhere" | "last core") {
  const program = fileURLToPath(new URL(name, import.meta.url));
  const [command, ...prefix] = where === "anywhere" ? [process.execPath] : await onLastCore();
  const child = spawn(command, [...prefix, program, ...given], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  const [said] = (await once(createInterface(child.stdout), "line")) as [string];
  return {
    said,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

async function onLastCore(): Promise<[string, ...string[]]> {
  if (availableParallelism() < 2 || !(await hasTaskset())) return [process.execPath];
  return ["taskset", "-c", String(availableParallelism() - 1), process.execPath];
}

let taskset: Promise<boolean> | undefined;

function hasTaskset(): Promise<boolean> {
  taskset ??= new Promise((resolve) => {
    const probe = spawn("taskset", ["-c", "0", process.execPath, "--version"], { stdio: "ignore" });
    probe.once("error", () => resolve(false)).once("close", (code) => resolve(code === 0));
  });
  return taskset;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { routed, direct } = await measureRouter();
  const ratio = (routed / direct).toFixed(2);
  process.stdout.write(`routed ${Math.round(routed)}/s, direct ${Math.round(direct)}/s, ratio ${ratio}\n`);
}
