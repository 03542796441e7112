// `node leash.mjs GRACE_MS COMMAND ARGS…` runs a command as a process group of its own and ends the whole group
// when told to (SIGTERM, SIGINT, SIGHUP), when the command itself has ended and left something behind,
// or when the parent is gone: its end of our stdin closes even after `kill -9`.
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";

const [grace, command, ...args] = process.argv.slice(2);
const windows = process.platform === "win32";

const child = spawn(command, args, {
  detached: !windows,
  stdio: ["ignore", "inherit", "inherit"],
  windowsHide: true,
});
let exitCode;
let stopping = false;

child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code) => {
  exitCode = code ?? 128;
  stop();
});
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, stop);
process.stdin.on("close", stop).on("error", stop).resume();

/** TERM to the group, KILL after the grace time; we end when nothing of it is left. */
function stop() {
  if (stopping || child.pid === undefined) return;
  stopping = true;
  if (windows) endTree();
  else signal("SIGTERM");
  const killing = setTimeout(() => signal("SIGKILL"), Number(grace));
  const looking = setInterval(look, 50);
  look();

  function look() {
    if (exitCode === undefined || (!windows && signal(0))) return;
    clearTimeout(killing);
    clearInterval(looking);
    process.exit(exitCode);
  }
}

/** Whether there was anyone to receive it. */
function signal(name) {
  try {
    process.kill(windows ? child.pid : -child.pid, name);
    return true;
  } catch {
    return false;
  }
}

function endTree() {
  if (exitCode !== undefined) return;
  const taskkill = path.join(process.env.SystemRoot ?? "C:\\Windows", "System32", "taskkill.exe");
  spawnSync(taskkill, ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
}
