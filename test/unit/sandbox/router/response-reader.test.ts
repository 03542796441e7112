import assert from "node:assert/strict";
import { test } from "node:test";
import { createResponseReader, type ResponseListener } from "../../../../src/sandbox/router/response-reader.ts";

/** What a listener is told, as short texts; bodies are joined, however they were cut. */
function told(method: string, chunks: readonly (string | Buffer)[]): { events: string[]; reusable: boolean } {
  const events: string[] = [];
  let body = "";
  const listener: ResponseListener<string> = {
    information: (_, { status }) => events.push(`information ${status}`),
    head: (_, { status, framing }) => events.push(`head ${status} ${framing.kind}`),
    switched: (_, { upgrade }, rest) => events.push(`switched ${upgrade} ${rest ?? ""}`),
    body: (_, chunk) => {
      body += chunk.toString("latin1");
    },
    end: (_, last, trailers) => {
      body += last?.toString("latin1") ?? "";
      events.push(`end ${body} ${trailers.join("=")}`.trim());
    },
    broken: (_, { code }) => events.push(`broken ${code}`),
  };
  const reader = createResponseReader(listener, method, "context");
  for (const chunk of chunks) reader.read(Buffer.from(chunk as string, "latin1"));
  const reusable = reader.reusable();
  reader.close();
  return { events, reusable };
}

const answers: [method: string, text: string, events: string[], reusable: boolean][] = [
  ["GET", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", ["head 200 length", "end ok"], true],
  ["GET", "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", ["head 200 length", "end"], true],
  ["GET", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok", ["head 200 length", "end ok"], false],
  ["GET", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", ["head 200 length", "end ok"], false],
  ["GET", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more", ["head 200 length", "end ok"], false],
  ["GET", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", ["head 200 length", "end ok"], true],
  ["GET", "HTTP/1.1 200 OK\r\n\r\nuntil the end", ["head 200 close", "end until the end"], false],
  ["HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", ["head 200 none", "end"], true],
  ["GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n", ["head 304 none", "end"], true],
  [
    "GET",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 204 No\r\n\r\n",
    ["information 100", "information 103", "head 204 none", "end"],
    true,
  ],
  [
    "GET",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0a ; x=y\r\n0123456789\r\n0\r\nA: b\r\n\r\n",
    ["head 200 chunked", "end abc0123456789 A=b"],
    true,
  ],
  [
    "GET",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    ["head 200 chunked", "end abc"],
    false,
  ],
  ["GET", "HTTP/1.1 101 S\r\nUpgrade: own\r\nConnection: Upgrade\r\n\r\n", ["switched own"], false],
  ["GET", "", ["broken H13"], false],
  ["GET", "HTTP/1.1 200 O", ["broken H18"], false],
  ["GET", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nok", ["head 200 length", "broken H18"], false],
  ["GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", ["head 200 chunked", "broken H17"], false],
  [
    "GET",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n",
    ["head 200 chunked", "broken H17"],
    false,
  ],
  ["GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\n", ["head 200 chunked", "broken H17"], false],
];

for (const [method, text, events, reusable] of answers) {
  test(`${method} ${JSON.stringify(text)}`, () => {
    const whole = told(method, text === "" ? [] : [text]);
    assert.deepEqual(
      whole.events.map((event) => event.trim()),
      events,
    );
    assert.equal(whole.reusable, reusable);
    for (const size of [1, 2, 3, 7]) {
      const cut = told(method, text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? []);
      assert.deepEqual(
        cut.events.map((event) => event.trim()),
        events,
        `cut at ${size}`,
      );
    }
  });
}

test("a hostile head takes linear time", () => {
  const started = performance.now();
  told("GET", [`HTTP/1.1 200 OK\r\n${`A:${" ".repeat(2000)}\r\n`.repeat(100)}B: \0\r\n\r\n`]);
  told("GET", [`HTTP/1.1 200 OK\r\n${":".repeat(200_000)}\r\n\r\n`]);
  assert.ok(performance.now() - started < 1000);
});
