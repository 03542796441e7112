import { connect } from "node:net";

/**
 * `http-load.ts PORT HOST CONNECTIONS SECONDS` keeps one GET under way on each keep-alive connection and prints
 * the answers per second. It counts heads only and sends a constant request, so that it never is the brake.
 */
const [port, host, connections, seconds] = process.argv.slice(2);
const request = Buffer.from(`GET / HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n`);
const warmUp = 500;
let answers = 0;

for (let at = 0; at < Number(connections); at++) {
  const socket = connect({ port: Number(port), host: "127.0.0.1", noDelay: true });
  socket.on("data", (chunk) => {
    if (!chunk.includes("HTTP/1.1 200")) throw new Error(`Unexpected answer: ${chunk}`);
    answers++;
    socket.write(request);
  });
  socket.write(request);
}

setTimeout(() => {
  answers = 0;
  const started = performance.now();
  setTimeout(() => {
    const rate = (answers * 1000) / (performance.now() - started);
    process.stdout.write(`${rate}\n`, () => process.exit(0));
  }, Number(seconds) * 1000);
}, warmUp);
