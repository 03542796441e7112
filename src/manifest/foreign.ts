import type { Node } from "jsonc-parser";
import { propertiesOf } from "./json-document.ts";
import { nearest } from "./nearest.ts";
import { manifestSchema } from "./schema.ts";

/** Keys that an app.json of Expo, React Native, WeChat mini programs or HarmonyOS may have in common with Heroku's. */
const shared = new Set(["$schema", "name", "description"]);

const ofOthers = ["expo", "displayName", "pages", "tabBar", "subpackages", "usingComponents", "module", "app"];

/** Whether an app.json is another tool's file of the same name: nothing of it is Heroku's. */
export function isForeign(root: Node): boolean {
  const names = propertiesOf(root).map(({ name }) => name);
  const own = Object.keys(manifestSchema.properties ?? {}).filter((name) => !shared.has(name));
  if (names.some((name) => own.includes(name))) return false;
  if (names.some((name) => ofOthers.includes(name))) return true;
  return names.some((name) => !shared.has(name)) && !names.some((name) => nearest(name, own) !== undefined);
}
