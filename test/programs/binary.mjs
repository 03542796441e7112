// Prints every byte there is but the newline, 1000 times over, each time as a line.
const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x0a));
const line = Buffer.concat([bytes, Buffer.from("\n")]);
process.stdout.write(Buffer.concat(Array.from({ length: 1000 }, () => line)));
