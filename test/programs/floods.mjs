// Prints numbered lines as fast as its output takes them: floods.mjs COUNT [BYTES].
const count = Number(process.argv[2] ?? 100_000);
const padding = "x".repeat(Math.max(0, Number(process.argv[3] ?? 0) - 12));
const perWrite = 500;

function write(from) {
  for (let next = from; next < count; next += perWrite) {
    let text = "";
    for (let n = next; n < Math.min(next + perWrite, count); n++) text += `line ${n} ${padding}\n`;
    if (!process.stdout.write(text)) return process.stdout.once("drain", () => write(next + perWrite));
  }
}
write(0);
