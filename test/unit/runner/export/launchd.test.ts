import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { makeFolder } from "../../project/folder.ts";
import { filesOf, hostileCommand, hostileValues, requestOf, textOf } from "./request.ts";

const run = promisify(execFile);

test("a list for each copy", () => {
  const more = { variables: { KEY: "hush" }, log: "/var/log/shop", path: "/bin" };
  const request = requestOf({ web: "node <server>.js && true", worker: "x" }, { formation: "web=2", ...more });
  assert.deepEqual(
    filesOf("launchd", request).map(({ name, isSecret }) => [name, isSecret]),
    [
      ["shop-web-1.plist", false],
      ["shop-web-2.plist", false],
      ["shop.env.sh", true],
    ],
  );
  assert.equal(
    textOf("launchd", request, "shop-web-2.plist"),
    `<?xml version="1.0" encoding="UTF-8"?>
<!-- Heroku Workbench wrote this for shop. Export again instead of editing it. -->
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>shop-web-2</string>
  <key>UserName</key>
  <string>shop</string>
  <key>WorkingDirectory</key>
  <string>/srv/shop</string>
  <key>ProgramArguments</key>
  <array>
    <string>/bin/sh</string>
    <string>-c</string>
    <string>. '/etc/units/shop.env.sh' || exit 1; node &#60;server&#62;.js &#38;&#38; true</string>
  </array>
  <key>EnvironmentVariables</key>
  <dict>
    <key>PATH</key>
    <string>/bin</string>
    <key>PORT</key>
    <string>5001</string>
    <key>PS</key>
    <string>web.2</string>
  </dict>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <true/>
  <key>ExitTimeOut</key>
  <integer>5</integer>
  <key>StandardOutPath</key>
  <string>/var/log/shop/web.2.log</string>
  <key>StandardErrorPath</key>
  <string>/var/log/shop/web.2.log</string>
</dict>
</plist>
`,
  );
});

test("an agent of one user names no user", () => {
  assert.doesNotMatch(textOf("launchd", requestOf({ web: "x" }, { user: undefined })), /UserName/);
});

const reader = await firstThatRuns(["plutil", "-help"], ["python3", "-c", "import plistlib"]);

test("a reader of property lists reads the command back", { skip: reader === undefined }, async (context) => {
  const folder = await makeFolder(context, {});
  const file = path.join(folder, "a.plist");
  const root = "/srv/<a & b>\r ]]>";
  const request = requestOf({ web: `${hostileCommand}\t\r` }, { variables: hostileValues, root, path: "/a:/b" });
  await writeFile(file, textOf("launchd", request));
  const list = await read(file);
  assert.equal(list.WorkingDirectory, root);
  assert.equal(list.ProgramArguments[2], `. '/etc/units/shop.env.sh' || exit 1; ${hostileCommand}\t\r`);
  assert.deepEqual(list.EnvironmentVariables, { PATH: "/a:/b", PORT: "5000", PS: "web.1" });
});

interface PropertyList {
  readonly WorkingDirectory: string;
  readonly ProgramArguments: readonly string[];
  readonly EnvironmentVariables: Readonly<Record<string, string>>;
}

async function read(file: string): Promise<PropertyList> {
  const script = "import json,plistlib,sys; print(json.dumps(plistlib.load(open(sys.argv[1], 'rb'))))";
  const call: [string, string[]] =
    reader === "plutil" ? [reader, ["-convert", "json", "-o", "-", file]] : ["python3", ["-c", script, file]];
  return JSON.parse((await run(...call)).stdout);
}

async function firstThatRuns(...calls: readonly [string, ...string[]][]): Promise<string | undefined> {
  for (const [program, ...args] of calls) {
    const runs = await run(program, args).then(
      () => true,
      () => false,
    );
    if (runs) return program;
  }
  return undefined;
}
