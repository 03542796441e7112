// Prints one line of so many bytes, ten megabytes without a number, then a short one.
const length = Number(process.argv[2] ?? 10_000_000);
process.stdout.write(`${"0123456789".repeat(Math.ceil(length / 10)).slice(0, length)}\nafter\n`);
