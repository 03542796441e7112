// Writes "grüße €" in pieces that cut its characters, and ends without a newline.
const bytes = Buffer.from("grüße €\nlast €");
for (const byte of bytes) {
  process.stdout.write(Buffer.from([byte]));
  await new Promise((resolve) => setImmediate(resolve));
}
