import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ExportRequest } from "../../../../src/runner/export/export-request.ts";
import { type ExportFormat, exportFormats, exportUnits } from "../../../../src/runner/export/formats.ts";
import { requestOf } from "./request.ts";

const web = { web: "node server.js" };

describe("what cannot be written down is refused in words, without a value", () => {
  const table: readonly [string, readonly ExportFormat[], ExportRequest, RegExp][] = [
    ["a path in the app's name", exportFormats, requestOf(web, { app: "../x" }), /"\.\.\/x" is no name for units/],
    ["the end of a comment", exportFormats, requestOf(web, { app: "a--b" }), /is no name for units/],
    ["a line end in a user", exportFormats, requestOf(web, { user: "me\nUser=root" }), /is no name of a user/],
    ["a line end in a path", ["systemd", "supervisord"], requestOf(web, { root: "/a\nUser=root" }), /U\+000A/],
    ["a joined line", ["systemd"], requestOf(web, { log: "/a\\" }), /"\/a\\\\" holds the character U\+005C/],
    ["a comment in a path", ["supervisord"], requestOf(web, { root: "/a ;b" }), /holds " ;", which supervisord/],
    ["no name", exportFormats, requestOf(web, { variables: { "1A": "hush" } }), /"1A" of the \.env files/],
    [
      "NUL",
      exportFormats,
      requestOf(web, { variables: { A: "hush\0" } }),
      /The value of A holds the character U\+0000/,
    ],
    ["ESC", ["systemd"], requestOf(web, { variables: { A: "hush\u001b" } }), /The value of A .* U\+001B/],
    ["VT in XML", ["launchd"], requestOf({ web: "a\vb" }), /The command of web holds the character U\+000B/],
    ["a carriage return", ["supervisord"], requestOf({ web: "a\rb" }), /The command of web .* U\+000D/],
    ["no copies", exportFormats, requestOf(web, { formation: "all=0" }), /every process type has 0 copies/],
    ["an unknown type", exportFormats, requestOf(web, { formation: "nope=1" }), /no process type "nope"/],
  ];
  for (const [name, formats, request, message] of table) {
    for (const format of formats) {
      test(`${format}: ${name}`, () => {
        const exported = exportUnits(format, request);
        assert.ok(exported.kind === "impossible");
        assert.match(exported.message, message);
        assert.doesNotMatch(exported.message, /hush/);
      });
    }
  }
});

test("a type twice has no name of its own", () => {
  const { plan, ...request } = requestOf(web);
  const twice = { ...request, plan: { ...plan, types: [...plan.types, ...plan.types] } };
  for (const format of exportFormats) assert.equal(exportUnits(format, twice).kind, "impossible");
});

describe("what to do next", () => {
  const next = (format: ExportFormat, more: Partial<ExportRequest>): readonly string[] => {
    const exported = exportUnits(format, requestOf(web, { variables: { A: "1" }, ...more }));
    return exported.kind === "exported" ? exported.next : [];
  };
  const table: readonly [ExportFormat, Partial<ExportRequest>, readonly string[]][] = [
    ["systemd", { folder: "/etc/systemd/system" }, ["systemctl daemon-reload", "systemctl enable --now shop.target"]],
    [
      "systemd",
      { folder: "/my units", user: undefined, log: "/l" },
      [
        "mkdir -p /l",
        "systemctl --user link '/my units'/shop.target '/my units'/shop-*.service",
        "systemctl --user enable --now shop.target",
      ],
    ],
    [
      "launchd",
      { folder: "/Library/LaunchDaemons" },
      [
        "chown shop /Library/LaunchDaemons/shop.env.sh",
        "launchctl bootstrap system /Library/LaunchDaemons/shop-web-1.plist",
      ],
    ],
    [
      "supervisord",
      { folder: "/etc/supervisor/conf.d" },
      ["chown shop /etc/supervisor/conf.d/shop.env.sh", "supervisorctl update"],
    ],
    [
      "supervisord",
      { folder: "/o", user: undefined },
      ["ln -s /o/shop.conf /etc/supervisor/conf.d/", "supervisorctl update"],
    ],
  ];
  for (const [format, more, lines] of table) {
    test(`${format} in ${more.folder}`, () => assert.deepEqual(next(format, more), lines));
  }
});
