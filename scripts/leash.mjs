// `node leash.mjs GRACE_MS COMMAND ARGS…` runs a command as a process group of its own and ends the whole group
// when told to (SIGTERM, SIGINT, SIGHUP) or when the parent is gone: its end of our stdin closes even after `kill -9`.
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";

const [grace, command, ...args] = process.argv.slice(2);
const windows = process.platform === "win32";

const child = spawn(command, args, {
  detached: !windows,
  stdio: ["ignore", "inherit", "inherit"],
  windowsHide: true,
});
let stopping = false;

child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code, signal) => {
  end("SIGKILL");
  process.exit(code ?? (signal === null ? 1 : 128));
});

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, stop);
process.stdin.on("close", stop).on("error", stop).resume();

function stop() {
  if (stopping) return;
  stopping = true;
  end("SIGTERM");
  setTimeout(() => end("SIGKILL"), Number(grace));
}

function end(signal) {
  if (child.pid === undefined) return;
  if (windows) {
    const taskkill = path.join(process.env.SystemRoot ?? "C:\\Windows", "System32", "taskkill.exe");
    spawnSync(taskkill, ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH" && error.code !== "EPERM") throw error;
  }
}
