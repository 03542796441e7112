/** An app setup that ends for a reason its maker can do something about. */
export class SetupFailure extends Error {
  override readonly name = "SetupFailure";
  /** What is wrong with the app.json, one sentence each. */
  readonly manifestErrors: readonly string[];

  constructor(message: string, manifestErrors: readonly string[] = []) {
    super(message);
    this.manifestErrors = manifestErrors;
  }
}
