export type Environment = Readonly<Record<string, string>>;

/** Lines count from 0. */
export type DotenvReading =
  | { readonly kind: "read"; readonly values: Map<string, string>; readonly warnings?: readonly DotenvWarning[] }
  | { readonly kind: "refused"; readonly message: string; readonly line?: number };

export interface DotenvWarning {
  readonly message: string;
  readonly line: number;
}
