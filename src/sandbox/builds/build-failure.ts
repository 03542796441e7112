/** A build that ends for a reason its author can do something about. `lines` are what the output says of it. */
export class BuildFailure extends Error {
  override readonly name = "BuildFailure";
  readonly lines: readonly string[];

  constructor(...lines: string[]) {
    super(lines.join(" "));
    this.lines = lines;
  }
}

/** ` !     What is wrong`, as the platform marks it. */
export function marked(line: string): string {
  return ` !     ${line}`;
}
