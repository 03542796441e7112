import { ErrorCodes, ResponseError } from "vscode-jsonrpc";
import type { Range } from "../language/text.ts";

/** The fields of an object; of anything else none. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Throws the answer to parameters of the wrong shape. */
export function refuseUnless(condition: boolean, message: string): asserts condition {
  if (!condition) throw new ResponseError(ErrorCodes.InvalidParams, message);
}

export function isRange(value: unknown): value is Range {
  const { start, end } = record(value);
  return isPosition(start) && isPosition(end);
}

export function isPosition(value: unknown): boolean {
  const { line, character } = record(value);
  return isCount(line) && isCount(character);
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
