// Listens on $PORT only after the given milliseconds: binds-late.mjs 300. Never, without a number.
import { createServer } from "node:net";

const delay = Number(process.argv[2]);
const server = createServer((socket) => socket.end());
if (delay > 0) setTimeout(() => server.listen(Number(process.env.PORT)), delay);
setInterval(() => {}, 60_000);
