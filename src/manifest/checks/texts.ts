import type { Node } from "jsonc-parser";
import type { Problem } from "../../language/problem.ts";
import { memberOf, propertiesOf, stringOf } from "../json-document.ts";
import { type CheckedManifest, problem, remove, replace } from "./manifest.ts";

/** The keys that describe the app. */
export function checkTexts(manifest: CheckedManifest): Problem[] {
  return [...checkPlace(manifest), ...checkName(manifest), ...checkUrls(manifest), ...checkImage(manifest)];
}

function checkPlace(manifest: CheckedManifest): Problem[] {
  const { file } = manifest.surroundings;
  if (!file.includes("/")) return [];
  const message = `The platform reads app.json in the root of what is deployed: it does not see ${file} unless that folder is deployed by itself.`;
  return [problem(manifest, "app-json-place", { offset: manifest.root.offset, length: 1 }, message)];
}

function checkName(manifest: CheckedManifest): Problem[] {
  const node = memberOf(manifest.root, "name");
  const name = stringOf(node);
  if (!node || name === undefined || name.length <= 30) return [];
  return [
    problem(manifest, "app-json-name", node, `The name has ${name.length} characters; the platform takes at most 30.`),
  ];
}

function checkUrls(manifest: CheckedManifest): Problem[] {
  return ["website", "repository", "logo", "success_url"].flatMap((key) => {
    const node = memberOf(manifest.root, key);
    const text = stringOf(node);
    if (!node || text === undefined || isUrl(key, text)) return [];
    return [notUrl(manifest, node, key, text)];
  });
}

function isUrl(key: string, text: string): boolean {
  if (/\s/.test(text) || text === "") return false;
  if (key === "success_url") return !/^www\./.test(text);
  if (key === "repository" && /^[\w.-]+@[\w.-]+:\S+$/.test(text)) return true;
  return URL.canParse(text) && /^(?:https?|git|ssh|git\+ssh|git\+https|data|svn|hg):/i.test(text);
}

function notUrl(manifest: CheckedManifest, node: Node, key: string, text: string): Problem {
  const host = /^[\w-]+(?:\.[\w-]+)+(?:[/:]\S*)?$/.test(text);
  const message =
    key === "success_url"
      ? "`success_url` is a path of the app, such as /welcome, or a URL with https://."
      : `\`${key}\` is a URL with https://; the button's page cannot resolve anything else.`;
  const fixes = host ? [replace(manifest, node, `https://${text}`, "Add https://")] : [];
  return problem(manifest, "app-json-url", node, message, { fixes });
}

function checkImage(manifest: CheckedManifest): Problem[] {
  const image = propertiesOf(manifest.root).find(({ name }) => name === "image");
  if (!image) return [];
  const message =
    "`image` is deprecated: an app that buildpacks build does without, and one of containers sets `stack` to container and has its images in heroku.yml.";
  const fixes = image.key.parent ? remove(manifest, image.key.parent, "Remove image") : [];
  return [problem(manifest, "app-json-image", image.key, message, { fixes, tag: "deprecated" })];
}
