// Starts a child in a session of its own, prints its id and ends.
import { spawn } from "node:child_process";

const child = spawn("sleep", ["600"], { detached: true, stdio: "ignore" });
process.stdout.write(`${child.pid}\n`);
child.unref();
