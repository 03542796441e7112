import type { Node } from "jsonc-parser";
import type { Problem } from "../../language/problem.ts";
import { herokuBuildpacks } from "../catalogue/buildpacks.ts";
import { memberOf, stringOf } from "../json-document.ts";
import { nearest } from "../nearest.ts";
import { type CheckedManifest, listed, problem, replace } from "./manifest.ts";

/** Buildpacks by their URLs. */
export function checkBuildpacks(manifest: CheckedManifest): Problem[] {
  return listed(manifest.root, "buildpacks").flatMap((buildpack) => {
    const node = memberOf(buildpack, "url");
    const url = stringOf(node);
    return node && url !== undefined ? checkUrl(manifest, node, url) : [];
  });
}

const cloudNative = /^(?:docker:\/\/|urn:cnb:|cnb:\/\/)|\.cnb(?:$|#)|\/buildpacks-[a-z]+(?:\.git)?(?:$|#)/i;

const retiredHosts = /^https?:\/\/codon-buildpacks\.s3\.amazonaws\.com\/buildpacks\/heroku\/([a-z]+)\.tgz$/;

function checkUrl(manifest: CheckedManifest, node: Node, url: string): Problem[] {
  if (cloudNative.test(url)) {
    const message =
      "This is a Cloud Native Buildpack. app.json names buildpacks of the Cedar generation; a Fir app takes its own from project.toml.";
    return [problem(manifest, "app-json-buildpack", node, message)];
  }
  const better = improved(url);
  if (better === undefined && isReference(url)) return [];
  const message = better
    ? `The platform finds no buildpack at \`${url}\`. Is it ${better}?`
    : "A buildpack is a short name, such as heroku/nodejs, or the URL of a git repository or archive.";
  const fixes = better === undefined ? [] : [replace(manifest, node, better, `Change to ${better}`)];
  return [problem(manifest, "app-json-buildpack", node, message, { fixes })];
}

function isReference(url: string): boolean {
  if (/\s/.test(url)) return false;
  return (
    /^[\w-]+\/[\w.-]+$/.test(url) || /^(?:https?|git|ssh|urn):\S+$/i.test(url) || /^[\w.-]+@[\w.-]+:\S+$/.test(url)
  );
}

function improved(url: string): string | undefined {
  const language = retiredHosts.exec(url)?.[1] ?? /^(?:heroku\/)?([a-z.-]+)$/i.exec(url)?.[1];
  if (language === undefined || herokuBuildpacks.has(url)) return undefined;
  const name = `heroku/${aliases[language.toLowerCase()] ?? language.toLowerCase()}`;
  return herokuBuildpacks.has(name) ? name : nearest(name, herokuBuildpacks.keys());
}

const aliases: Readonly<Record<string, string>> = { node: "nodejs", "node.js": "nodejs", golang: "go", maven: "java" };
