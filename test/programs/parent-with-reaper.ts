// Starts its arguments as a child watched by a reaper, prints the group's id once the child is ready, then waits to be killed.
import { startChild } from "../../src/process/child.ts";
import { createReaper } from "../../src/process/reaper.ts";

const [command = "", ...args] = process.argv.slice(2);
const reaper = createReaper({ grace: 300 });
const child = startChild({ command, args, cwd: "/", env: { PATH: process.env["PATH"] ?? "" }, reaper });
child.stdout.once("data", () => process.stdout.write(`${child.pid}\n`));
setInterval(() => {}, 60_000);
