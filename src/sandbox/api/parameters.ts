import type { JsonObject } from "./call.ts";
import { invalidParams } from "./errors.ts";

/** Reads of a request body. Each throws 422 `invalid_params` for a wrong type; absent and null are undefined. */
export function optionalString(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw invalidParams(`${name} must be a string`);
  return value;
}

export function requiredString(body: JsonObject, name: string): string {
  const value = optionalString(body, name);
  if (value === undefined || value === "") throw invalidParams(`${name} is required`);
  return value;
}

export function optionalBoolean(body: JsonObject, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw invalidParams(`${name} must be true or false`);
  return value;
}

export function optionalInteger(body: JsonObject, name: string): number | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!Number.isSafeInteger(Number(value)) || value === "" || typeof value === "boolean") {
    throw invalidParams(`${name} must be a whole number`);
  }
  return Number(value);
}

export function optionalObject(body: JsonObject, name: string): JsonObject | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw invalidParams(`${name} must be an object`);
  return value;
}

export function requiredObjects(body: JsonObject, name: string): JsonObject[] {
  const value = body[name];
  if (!Array.isArray(value) || !value.every(isObject)) throw invalidParams(`${name} must be an array of objects`);
  return value;
}

/** An identity: `"us"`, or as some clients send it `{"name": "us"}` or `{"id": …}`. */
export function optionalIdentity(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (!isObject(value)) return optionalString(body, name);
  return optionalString(value, "id") ?? optionalString(value, "name") ?? optionalString(value, "email");
}

/** An object whose values are all strings, such as `env` and `process_types`. */
export function stringMap(body: JsonObject, name: string): Record<string, string> {
  const entries = Object.entries(optionalObject(body, name) ?? {});
  const wrong = entries.find(([, value]) => typeof value !== "string");
  if (wrong) throw invalidParams(`${name}.${wrong[0]} must be a string`);
  return Object.fromEntries(entries) as Record<string, string>;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
