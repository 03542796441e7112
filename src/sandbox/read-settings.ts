import { readFileSync } from "node:fs";
import path from "node:path";
import { isSecret } from "./api/totp.ts";
import type { Settings } from "./parts.ts";
import { platformSettings } from "./settings.ts";
import { twoFactorDemands } from "./store/identity.ts";

const inSeconds = [
  "bootTimeout",
  "shutdownGrace",
  "releasePhaseTimeout",
  "routerFirstByteTimeout",
  "routerIdleTimeout",
  "addonProvisioningTime",
  "preAuthorizationTime",
] as const;
const counts = ["rateLimitPool", "rateLimitPerMinute", "logLines"] as const;

/** The platform's settings with what `settings.json` of the data folder says; times there are in seconds. Throws a sentence that names the mistake. */
export function readSettings(root: string): Settings {
  const file = path.join(root, "settings.json");
  const given = readObject(file);
  const settings = { ...platformSettings };
  for (const [name, value] of Object.entries(given)) {
    const key = [...inSeconds, ...counts].find((known) => known === name);
    if (name === "crashBackoff") settings.crashBackoff = backoffIn(file, value);
    else if (name === "twoFactor") settings.twoFactor = twoFactorIn(file, value);
    else if (name === "loginRefusal") settings.loginRefusal = textIn(file, name, value);
    else if (key === undefined) throw new Error(`${file}: there is no setting ${name}.`);
    else settings[key] = positive(file, name, value) * (isInSeconds(key) ? 1000 : 1);
  }
  return settings;
}

function isInSeconds(name: string): boolean {
  return inSeconds.some((known) => known === name);
}

function readObject(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
  const value = parse(file, text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`${file} must be a JSON object.`);
  return value as Record<string, unknown>;
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not valid JSON.`, { cause });
  }
}

function positive(file: string, name: string, value: unknown): number {
  if (typeof value !== "number" || !(value > 0)) throw new Error(`${file}: ${name} must be a number above 0.`);
  return value;
}

function backoffIn(file: string, value: unknown): number[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error(`${file}: crashBackoff must be a list of seconds.`);
  return value.map((seconds) => positive(file, "each crashBackoff", seconds) * 1000);
}

/** `{"demand": "account", "secret": "…"}`, the secret in base 32 as authenticator apps take it. */
function twoFactorIn(file: string, value: unknown): Settings["twoFactor"] {
  const { demand, secret } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const known = twoFactorDemands.find((name) => name === demand);
  if (!known) throw new Error(`${file}: twoFactor needs a demand: ${twoFactorDemands.join(", ")}.`);
  if (typeof secret !== "string" || !isSecret(secret)) {
    throw new Error(`${file}: twoFactor needs a secret of at least 16 letters A to Z and digits 2 to 7.`);
  }
  return { demand: known, secret };
}

function textIn(file: string, name: string, value: unknown): string {
  if (typeof value !== "string" || value === "") throw new Error(`${file}: ${name} must be a text.`);
  return value;
}
