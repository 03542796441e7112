// exits-with.mjs STATUS [SIGNAL-NAME to end by instead]
const [status, signal] = process.argv.slice(2);
if (signal) process.kill(process.pid, signal);
else process.exit(Number(status));
setInterval(() => {}, 60_000);
