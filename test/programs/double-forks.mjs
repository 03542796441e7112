// Leaves a daemon, as daemons do it: a child in a session of its own starts a grandchild in another and ends. Prints
// "forked" and lives on for the given milliseconds, for ever without a number.
import { spawn } from "node:child_process";

const [argument] = process.argv.slice(2);
if (argument === "middle") {
  spawn("sleep", ["600"], { detached: true, stdio: "ignore" }).unref();
} else {
  const middle = spawn(process.execPath, [import.meta.filename, "middle"], { detached: true, stdio: "ignore" });
  middle.once("exit", () => {
    process.stdout.write("forked\n");
    setTimeout(() => process.exit(0), Number(argument ?? 600_000));
  });
}
