/** The name belongs to another app. */
export class NameTaken extends Error {
  override readonly name = "NameTaken";
}
