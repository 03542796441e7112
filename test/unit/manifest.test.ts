import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import * as identifiers from "../../src/editor/identifiers.ts";
import { defaultSettings } from "../../src/language/settings.ts";

const root = path.resolve(import.meta.dirname, "../..");
const raw = readFileSync(path.join(root, "package.json"), "utf8");
const texts: Record<string, string> = JSON.parse(readFileSync(path.join(root, "package.nls.json"), "utf8"));
const manifest = JSON.parse(raw, (_, value) => (typeof value === "string" ? localized(value) : value));
const { contributes } = manifest;
const sources = globSync("src/{extension.ts,editor/**/*.ts}", { cwd: root }).map((file) => ({
  file: file.replaceAll("\\", "/"),
  text: readFileSync(path.join(root, file), "utf8"),
}));
const code = sources.filter(({ file }) => file !== "src/editor/identifiers.ts");

/** Settings of the language server by their full names, with its defaults. */
const serverSettings: Record<string, unknown> = Object.fromEntries(
  Object.entries(defaultSettings).flatMap(([area, values]) =>
    area === "problems"
      ? [[`herokuWorkbench.${area}`, values]]
      : Object.entries(values).map(([name, value]) => [`herokuWorkbench.${area}.${name}`, value]),
  ),
);

interface MenuEntry {
  command?: string;
  alt?: string;
  submenu?: string;
  when?: string;
  group?: string;
}
const menus: [string, MenuEntry[]][] = Object.entries(contributes.menus ?? {});
const menuEntries = menus.flatMap(([, entries]) => entries);
const declared: string[] = contributes.commands.map(({ command }: { command: string }) => command);
const conditions: string[] = [
  ...menuEntries.map(({ when }) => when),
  ...contributes.commands.map(({ enablement }: { enablement?: string }) => enablement),
  ...contributes.viewsWelcome.map(({ when }: { when?: string }) => when),
  ...Object.values<{ when?: string }[]>(contributes.views).flatMap((views) => views.map(({ when }) => when)),
].filter((when) => when !== undefined);

test("every text of the manifest is in package.nls.json, and nothing else is", () => {
  const used = [...raw.matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key);
  assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  const { contributes: plain, capabilities, displayName, description } = JSON.parse(raw);
  // What tasks call a problem matcher is no text, nor is what a snippet writes into launch.json.
  const problemMatchers = plain.problemMatchers.map(({ label }: { label: string }) => ({ label }));
  const debuggers = plain.debuggers.map((one: { configurationSnippets: object[] }) => ({
    ...one,
    configurationSnippets: one.configurationSnippets.map((snippet) => ({ ...snippet, body: undefined })),
  }));
  const ours = { ...plain, problemMatchers, debuggers };
  const shown = [displayName, description, ...textsIn(ours), ...textsIn(capabilities)];
  assert.ok(shown.length > 30);
  assert.deepEqual(
    shown.filter((text) => !/^%[\w.-]+%$/.test(text)),
    [],
  );
});

test("every command of the code is declared, and the other way round", () => {
  assert.deepEqual([...declared].sort(), Object.values<string>(identifiers.commands).sort());
  assert.equal(new Set(declared).size, declared.length);
});

test("every command is registered in a table of the code", () => {
  const missing = Object.keys(identifiers.commands).filter(
    (name) => !code.some(({ text }) => text.includes(`[commands.${name}]:`)),
  );
  assert.deepEqual(missing, []);
});

test("ids are named area and verb under herokuWorkbench", () => {
  for (const id of declared) assert.match(id, /^herokuWorkbench\.[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
  for (const { category } of contributes.commands) assert.equal(category, "Heroku");
});

test("menus hold only declared commands, and every clause of a menu is one of the tree, the editor or a folder", () => {
  const used = menuEntries.flatMap(({ command, alt }) => [command, alt]).filter((id) => id !== undefined);
  assert.deepEqual(
    used.filter((id) => !declared.includes(id)),
    [],
  );
});

test("links of the welcome texts lead to declared commands", () => {
  const links = contributes.viewsWelcome.flatMap(({ contents }: { contents: string }) =>
    [...contents.matchAll(/\(command:([\w.]+)/g)].map((match) => match[1]),
  );
  assert.ok(links.length > 0);
  assert.deepEqual(
    links.filter((id: string) => !declared.includes(id) && !/^(vscode|workbench)\./.test(id)),
    [],
  );
});

test("a row shows at most three inline actions", () => {
  const inline = (menus.find(([name]) => name === "view/item/context")?.[1] ?? []).filter(({ group }) =>
    group?.startsWith("inline"),
  );
  for (const row of Object.values(identifiers.rowContexts)) {
    const ofRow = inline.filter(({ when }) => matchesRow(when ?? "", row));
    const flags = new Set(
      ofRow.flatMap(({ when }) => [...(when ?? "").matchAll(/\\\+(\w+)\(/g)].map(([, flag]) => flag)),
    );
    for (const set of subsets([...flags])) {
      const context = [row, ...set].join("+");
      const shown = ofRow.filter(({ when }) => matchesContext(when ?? "", context));
      assert.ok(shown.length <= 3, `${context}: ${shown.map(({ command }) => command).join(", ")}`);
    }
  }
});

test("every viewItem of a menu is the context of some row, and no other context is used", () => {
  const rows: string[] = Object.values(identifiers.rowContexts);
  for (const when of conditions.filter((condition) => condition.includes("viewItem"))) {
    assert.ok(
      rows.some((row) => matchesRow(when, row)),
      when,
    );
  }
});

test("no command of the view's title is one of a row too: VS Code would hand it whichever row has the focus", () => {
  const [title, rows] = ["view/title", "view/item/context"].map(
    (menu) => new Set(menus.find(([name]) => name === menu)?.[1].map(({ command }) => command)),
  );
  assert.deepEqual(
    [...(title ?? [])].filter((command) => rows?.has(command)),
    [],
  );
});

test("what is done with one row is not offered while several are selected", () => {
  const several = [
    ...["account.signOutOf", "app.destroy", "app.rename", "app.transfer", "app.info", "app.deploy", "process.scale"],
    ...["config.edit", "collaborators.makeOwner", "feature.enable"],
  ].map((id) => `herokuWorkbench.${id}`);
  const entries = menus.find(([name]) => name === "view/item/context")?.[1] ?? [];
  const offered = entries.filter(
    ({ group, when }) => !group?.startsWith("inline") && !when?.includes("!listMultiSelection"),
  );
  assert.deepEqual(
    offered.map(({ command }) => command).filter((command) => several.includes(command ?? "")),
    [],
  );
  const restart = offered.filter(({ command }) => command === "herokuWorkbench.dynos.restart");
  assert.equal(restart.length, 1, "restart takes several");
});

test("views and their containers are the same in both", () => {
  const views = Object.entries<{ id: string; icon?: string }[]>(contributes.views);
  const ids = [...views.map(([container]) => container), ...views.flatMap(([, all]) => all.map(({ id }) => id))];
  assert.deepEqual(ids.sort(), Object.values<string>(identifiers.views).sort());
  for (const icon of [...views.flatMap(([, all]) => all), ...contributes.viewsContainers.activitybar]) {
    assert.ok(existsSync(path.join(root, icon.icon)), icon.icon);
  }
});

test("settings are the same in both, each with a description, a scope and a default", () => {
  const properties: Record<string, Record<string, unknown>> = contributes.configuration.properties;
  const ofServer = Object.keys(serverSettings);
  assert.deepEqual(Object.keys(properties).sort(), [...identifiers.settings, ...ofServer].sort());
  for (const [name, setting] of Object.entries(properties)) {
    const text = setting["description"] ?? setting["markdownDescription"];
    assert.ok(text && setting["scope"] && "default" in setting, name);
    const isRead = ofServer.includes(name) || code.some(({ text: source }) => source.includes(`"${name}"`));
    assert.ok(isRead, `${name} is read nowhere`);
  }
});

test("what the language server takes for granted is what the settings say", () => {
  const properties: Record<string, { default: unknown }> = contributes.configuration.properties;
  const declaredDefaults = Object.keys(serverSettings).map((name) => [name, properties[name]?.default]);
  assert.deepEqual(Object.fromEntries(declaredDefaults), serverSettings);
});

test("when clauses are ones that VS Code can read: one that it cannot is always true", () => {
  // It knows no such operator.
  assert.deepEqual(
    conditions.filter((when) => when.includes("!~")),
    [],
  );
});

test("context keys of when clauses are all set by the code, and every key that is set is used", () => {
  const known = new Set<string>([...declared, ...Object.values(identifiers.rowContexts), ...ids(identifiers.views)]);
  const used = conditions.flatMap((when) =>
    [...when.replace(/\/\^.*?\$?\//g, "").matchAll(/herokuWorkbench\.[\w.]+/g)].map(([key]) => key),
  );
  const keys = new Set(used.filter((key) => !known.has(key)));
  assert.deepEqual([...keys].sort(), [...identifiers.contextKeys].sort());
  for (const key of keys) {
    assert.ok(
      code.some(({ text }) => text.includes(`set("${key}"`)),
      `${key} is set nowhere`,
    );
  }
});

test("the authentication provider is the same in both", () => {
  assert.deepEqual(
    contributes.authentication.map(({ id }: { id: string }) => id),
    [identifiers.authenticationProvider],
  );
});

test("nothing activates at start-up", () => {
  assert.deepEqual(
    (manifest.activationEvents ?? []).filter((event: string) => event === "*" || event === "onStartupFinished"),
    [],
  );
});

/** As VS Code reads it. */
function localized(text: string): string {
  return text.replace(/^%(.+)%$/, (whole, key: string) => texts[key] ?? whole);
}

/** The strings that people read. */
function textsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (!/^(?:title|label|name|contextualTitle|contents|category|description|enumDescriptions|aliases)$/.test(name))
      return textsIn(inner);
    return [inner].flat().map(String);
  });
}

function ids(record: Readonly<Record<string, string>>): string[] {
  return Object.values(record);
}

function matchesRow(when: string, row: string): boolean {
  const exact = /viewItem == ([\w.]+)/.exec(when)?.[1];
  if (exact !== undefined) return exact === row;
  const pattern = /viewItem =~ \/(.+?)\/(?:\s|$)/.exec(when)?.[1];
  return pattern === undefined ? !when.includes("viewItem") : new RegExp(pattern).test(row);
}

/** Whether a row of this context, flags included, is one of a clause. */
function matchesContext(when: string, context: string): boolean {
  return [...when.matchAll(/(!\()?viewItem =~ \/(.+?)\/(?=\)?(?:\s|$))/g)].every(
    ([, not, pattern = ""]) => new RegExp(pattern).test(context) === (not === undefined),
  );
}

function subsets<T>([first, ...rest]: readonly T[]): T[][] {
  if (first === undefined) return [[]];
  return subsets(rest).flatMap((set) => [set, [first, ...set]]);
}
