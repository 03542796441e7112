import type { Node } from "jsonc-parser";
import { propertiesOf } from "./json-document.ts";
import { nearest } from "./nearest.ts";
import { manifestSchema } from "./schema.ts";

/** Keys that an app.json of Expo, React Native, WeChat mini programs or HarmonyOS may have in common with Heroku's. */
const shared = new Set(["$schema", "name", "description"]);

const ofOthers = ["expo", "displayName", "pages", "tabBar", "subpackages", "usingComponents", "module", "app"];

/** Whether an app.json has keys of another tool that has a file of this name, and none of Heroku's. */
export function isKnownForeign(root: Node): boolean {
  const names = namesOf(root);
  return !names.some((name) => own.includes(name)) && names.some((name) => ofOthers.includes(name));
}

/** Whether nothing of an app.json is Heroku's, not even with a slip: it is some other tool's file of the same name. */
export function isForeign(root: Node): boolean {
  if (isKnownForeign(root)) return true;
  const names = namesOf(root).filter((name) => name !== "" && !shared.has(name));
  return names.length > 0 && names.every((name) => !own.includes(name) && nearest(name, own) === undefined);
}

const own = Object.keys(manifestSchema.properties ?? {}).filter((name) => !shared.has(name));

function namesOf(root: Node): string[] {
  return propertiesOf(root).map(({ name }) => name);
}
