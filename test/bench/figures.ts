export interface Figure {
  readonly name: string;
  /** With its unit, or why it could not be taken. */
  readonly value: string;
  readonly target?: string;
  /** Undefined for a figure without a target, or one that could not be taken. */
  readonly isMet?: boolean | undefined;
}

/** Runs one bench; what cannot be measured here is a line of the report, not the end of it. */
export async function measuring(name: string, bench: () => Promise<readonly Figure[]>): Promise<readonly Figure[]> {
  process.stderr.write(`Measuring ${name}…\n`);
  try {
    return await bench();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return [{ name, value: `failed: ${error instanceof Error ? error.message.split("\n")[0] : error}`, isMet: false }];
  }
}

export function printFigures(figures: readonly Figure[]): void {
  const rows = figures.map(({ name, value, target = "", isMet }) => [name, value, target, verdict(isMet)]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}\n`,
    );
  }
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function verdict(isMet: boolean | undefined): string {
  if (isMet === undefined) return "";
  return isMet ? "met" : "MISSED";
}
