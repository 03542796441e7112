// Tells the sandbox of a push and prints what the sandbox says, until it gives the exit status.
// Runs inside `git receive-pack`; where the sandbox is and the secret of this push come by environment.
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

const { SANDBOX_HOOK_PORT, SANDBOX_HOOK_SECRET, ...rest } = process.env;
const names = ["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"];
const git = Object.fromEntries(names.flatMap((name) => (rest[name] === undefined ? [] : [[name, rest[name]]])));
const updates = await text(process.stdin);

const socket = connect(Number(SANDBOX_HOOK_PORT), "127.0.0.1");
socket.on("error", () => {});
socket.write(`${JSON.stringify({ secret: SANDBOX_HOOK_SECRET, updates, git })}\n`);

let status;
for await (const line of createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })) {
  const message = JSON.parse(line);
  if (message.print !== undefined) process.stdout.write(Buffer.from(message.print, "base64"));
  else status = message.exit;
}
if (status === undefined) process.stdout.write(" !     The sandbox was stopped during this push.\n");
process.exitCode = status ?? 1;
