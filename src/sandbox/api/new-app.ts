import { randomAppName } from "../catalogue/random-app-name.ts";
import { findRegion } from "../catalogue/regions.ts";
import { findStack } from "../catalogue/stacks.ts";
import type { JsonObject } from "./call.ts";
import { invalidParams } from "./errors.ts";
import { optionalIdentity, optionalString } from "./parameters.ts";

/** What a body says of a new app. Throws 422. */
export function newAppIn(body: JsonObject) {
  const name = optionalString(body, "name") ?? randomAppName();
  checkAppName(name);
  return { name, regionName: regionIn(body), stackName: stackIn(body, "stack") };
}

/** 3 to 30 of `a-z 0-9 -`, a letter first, no dash last: the schema's pattern. Throws 422. */
export function checkAppName(name: string): void {
  if (name.length > 30) throw invalidParams("Name is too long (maximum is 30 characters)");
  if (name.length < 3) throw invalidParams("Name is too short (minimum is 3 characters)");
  if (!/^[a-z][a-z0-9-]{1,28}[a-z0-9]$/.test(name)) {
    throw invalidParams(
      "Name must start with a letter, end with a letter or digit and can only contain lowercase letters, digits, and dashes.",
    );
  }
}

/** The name of a stack of the sandbox. Throws 422 for another. */
export function stackIn(body: JsonObject, name: string): string | undefined {
  const wanted = optionalIdentity(body, name);
  if (wanted === undefined) return undefined;
  const stack = findStack(wanted);
  if (!stack) throw invalidParams(`Stack ${wanted} is not served by the sandbox.`);
  return stack.name;
}

function regionIn(body: JsonObject): string | undefined {
  const wanted = optionalIdentity(body, "region");
  if (wanted === undefined) return undefined;
  const region = findRegion(wanted);
  if (!region) throw invalidParams(`Region ${wanted} is not served by the sandbox.`);
  return region.name;
}
