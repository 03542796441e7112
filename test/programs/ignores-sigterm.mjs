// Lives on after SIGTERM and says so. Prints "ready" first.
process.stdout.on("error", () => {});
process.on("SIGTERM", () => process.stdout.write("not yet\n"));
setInterval(() => {}, 60_000);
process.stdout.write("ready\n");
