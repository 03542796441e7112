import assert from "node:assert/strict";
import { test } from "node:test";
import { formatRouterLine, parseRouterLine, type RouterLine } from "../../../src/logs/router-line.ts";

const base: RouterLine = {
  sock: null,
  at: "info",
  code: null,
  desc: null,
  method: "GET",
  path: "/",
  host: "myapp.herokuapp.com",
  requestId: "8601b555-6a83-4c12-8269-97c8e32cdb22",
  fwd: "204.204.204.204",
  dyno: "web.1",
  connect: 1,
  service: 18,
  status: 200,
  bytes: 13,
  protocol: "http1.1",
  tls: true,
  tlsVersion: "tls1.3",
};

const today: [message: string, expected: RouterLine][] = [
  [
    'at=info method=GET path="/" host=myapp.herokuapp.com request_id=8601b555-6a83-4c12-8269-97c8e32cdb22 fwd="204.204.204.204" dyno=web.1 connect=1ms service=18ms status=200 bytes=13 protocol=http1.1 tls=true tls_version=tls1.3',
    base,
  ],
  [
    'at=error code=H12 desc="Request timeout" method=POST path="/a?b=c d" host=myapp.herokuapp.com request_id=8601b555-6a83-4c12-8269-97c8e32cdb22 fwd="1.1.1.1, 2.2.2.2" dyno=web.1 connect=0ms service=30000ms status=503 bytes=567 protocol=http1.1 tls=false',
    {
      ...base,
      at: "error",
      code: "H12",
      desc: "Request timeout",
      method: "POST",
      path: "/a?b=c d",
      fwd: "1.1.1.1, 2.2.2.2",
      connect: 0,
      service: 30000,
      status: 503,
      bytes: 567,
      tls: false,
      tlsVersion: null,
    },
  ],
  [
    'sock=backend at=error code=H18 desc="Server Request Interrupted" method=GET path="/" host=myapp.herokuapp.com request_id=8601b555-6a83-4c12-8269-97c8e32cdb22 fwd="204.204.204.204" dyno=web.1 connect=1ms service=18ms status=200 bytes=0 protocol=http1.1 tls=true tls_version=unknown',
    {
      ...base,
      sock: "backend",
      at: "error",
      code: "H18",
      desc: "Server Request Interrupted",
      bytes: 0,
      tlsVersion: "unknown",
    },
  ],
  [
    'at=info code=H80 desc="Maintenance mode" method=GET path="/" host=myapp.herokuapp.com request_id=8601b555-6a83-4c12-8269-97c8e32cdb22 fwd="204.204.204.204" dyno= connect= service= status=503 bytes= protocol=http1.1 tls=false',
    {
      ...base,
      code: "H80",
      desc: "Maintenance mode",
      dyno: null,
      connect: null,
      service: null,
      status: 503,
      bytes: null,
      tls: false,
      tlsVersion: null,
    },
  ],
];

for (const [message, expected] of today) {
  test(`router line ${message}`, () => {
    assert.deepEqual(parseRouterLine(message), expected);
    assert.equal(formatRouterLine(expected), message);
  });
}

const older: [message: string, part: Partial<RouterLine>][] = [
  [
    "at=info method=GET path=/posts host=myapp.herokuapp.com fwd=17.17.17.17 dyno=web.1 connect=1 service=18 status=200 bytes=975",
    { path: "/posts", requestId: null, fwd: "17.17.17.17", connect: 1, service: 18, protocol: null, tls: null },
  ],
  ['status=200 method=GET at=info path="/x"', { status: 200, path: "/x", dyno: null }],
  ["at=info method=GET path=/ status= bytes= protocol=https", { status: null, bytes: null, protocol: "https" }],
];

for (const [message, part] of older) {
  test(`older router line ${message}`, () =>
    assert.deepEqual({ ...parseRouterLine(message), ...part }, parseRouterLine(message)));
}

for (const message of ["", "Router is up", "at=info", "source=web.1 sample#load=1"]) {
  test(`no router line: ${message}`, () => assert.equal(parseRouterLine(message), undefined));
}

test("whatever a client sends, the line comes back the same and stays one line", () => {
  const odd = ['"', "\\", " ", "=", "\n", "\r\n", "\0", "%", "é", "a", "/", "status=200", 'x" dyno=web.9'];
  const text = () => Array.from({ length: 6 }, () => odd[Math.floor(Math.random() * odd.length)]).join("");
  const number = () => (Math.random() < 0.2 ? null : Math.floor(Math.random() * 1e6));
  for (let round = 0; round < 2000; round++) {
    const line: RouterLine = {
      ...base,
      path: `/${text()}`,
      host: `h${text()}`,
      fwd: `1${text()}`,
      connect: number(),
      service: number(),
      bytes: number(),
    };
    const written = formatRouterLine(line);
    assert.doesNotMatch(written, /[\r\n\0]/);
    assert.deepEqual(parseRouterLine(written), line);
  }
});
