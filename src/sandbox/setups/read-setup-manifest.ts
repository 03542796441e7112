import { isObject, type JsonObject, objectsOf, type Problems, stringOf } from "./json-reading.ts";

/** What an app.json asks for when an app is made of it. */
export interface SetupManifest {
  readonly env: ReadonlyMap<string, SetupVariable>;
  readonly addons: readonly SetupAddon[];
  readonly buildpacks: readonly string[];
  readonly formation: ReadonlyMap<string, { readonly quantity: number | undefined; readonly size: string | undefined }>;
  readonly postdeploy: { readonly command: string; readonly size: string | undefined } | undefined;
  readonly stack: string | undefined;
  readonly successUrl: string | undefined;
}

export interface SetupVariable {
  readonly value: string | undefined;
  readonly required: boolean;
  readonly isGenerated: boolean;
}

export interface SetupAddon {
  readonly plan: string;
  readonly as: string | undefined;
}

/** Reads an app.json as strictly as the platform does; what is wrong with it are sentences for `manifest_errors`. */
export function readSetupManifest(text: string): { manifest: SetupManifest; errors: readonly string[] } {
  const errors: string[] = [];
  const root = parse(text, errors);
  const postdeploy = isObject(root["scripts"]) ? root["scripts"]["postdeploy"] : undefined;
  const manifest = {
    env: new Map(objectsOf(root, "env", errors).map(([name, value]) => [name, variable(name, value, errors)])),
    addons: itemsOf(root, "addons", errors).map((item) => addon(item, errors)),
    buildpacks: itemsOf(root, "buildpacks", errors).map((item) => buildpack(item, errors)),
    formation: new Map(
      objectsOf(root, "formation", errors).map(([type, value]) => [type, scaling(type, value, errors)]),
    ),
    postdeploy: command(postdeploy, errors),
    stack: stringOf(root, "stack", errors),
    successUrl: stringOf(root, "success_url", errors),
  };
  return { manifest, errors };
}

function parse(text: string, errors: string[]): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
    errors.push("app.json must be an object");
  } catch {
    errors.push("app.json is not valid JSON");
  }
  return {};
}

function variable(name: string, value: unknown, errors: Problems): SetupVariable {
  if (!/^\w+$/.test(name)) errors.push(`config var ${name} has a name that is not valid`);
  if (typeof value === "string") return { value, required: true, isGenerated: false };
  if (!isObject(value)) {
    errors.push(`config var ${name} must be a string or an object`);
    return { value: undefined, required: false, isGenerated: false };
  }
  const generator = stringOf(value, "generator", errors);
  if (generator !== undefined && generator !== "secret") errors.push(`config var ${name} has an unknown generator`);
  return {
    value: stringOf(value, "value", errors),
    required: value["required"] !== false,
    isGenerated: generator === "secret",
  };
}

function addon(item: unknown, errors: Problems): SetupAddon {
  if (typeof item === "string") return { plan: item, as: undefined };
  const plan = isObject(item) ? stringOf(item, "plan", errors) : undefined;
  if (plan === undefined) errors.push("each of addons must be a string or an object with a plan");
  return { plan: plan ?? "", as: isObject(item) ? stringOf(item, "as", errors) : undefined };
}

function buildpack(item: unknown, errors: Problems): string {
  const url = isObject(item) ? stringOf(item, "url", errors) : undefined;
  if (url === undefined) errors.push("each of buildpacks must be an object with a url");
  return url ?? "";
}

function scaling(type: string, value: unknown, errors: Problems) {
  const given = isObject(value) ? value : {};
  const quantity = given["quantity"];
  const isQuantity =
    quantity === undefined || (typeof quantity === "number" && Number.isInteger(quantity) && quantity >= 0);
  if (!isObject(value) || !isQuantity) errors.push(`formation ${type} must have a whole number as quantity`);
  return { quantity: typeof quantity === "number" ? quantity : undefined, size: stringOf(given, "size", errors) };
}

function command(value: unknown, errors: Problems): SetupManifest["postdeploy"] {
  if (value === undefined) return undefined;
  if (typeof value === "string") return { command: value, size: undefined };
  const text = isObject(value) ? stringOf(value, "command", errors) : undefined;
  if (text === undefined) errors.push("scripts.postdeploy must be a command or an object with a command");
  return text === undefined
    ? undefined
    : { command: text, size: isObject(value) ? stringOf(value, "size", errors) : undefined };
}

function itemsOf(root: JsonObject, name: string, errors: Problems): readonly unknown[] {
  const value = root[name];
  if (value === undefined) return [];
  if (!Array.isArray(value)) errors.push(`${name} must be an array`);
  return Array.isArray(value) ? value : [];
}
