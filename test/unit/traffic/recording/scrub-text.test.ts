import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { scrubHeaders, scrubPath } from "../../../../src/traffic/recording/scrub-text.ts";

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

describe("a path in a recording", () => {
  for (const [path, clean] of [
    ["/", "/"],
    ["/a?b=c&d", "/a?b=c&d"],
    ["/a?q=caf%C3%A9+au+lait&page=2", "/a?q=caf%C3%A9+au+lait&page=2"],
    ["/a?sort_key=name&code=DE&state=open&author=me", "/a?sort_key=name&code=DE&state=open&author=me"],
    ["/a?token=abc&x=1", "/a?token=SCRUBBED&x=1"],
    ["/a?access_token=abc", "/a?access_token=SCRUBBED"],
    ["/a?user%5Bpassword%5D=abc", "/a?user%5Bpassword%5D=SCRUBBED"],
    [
      "/a?apiKey=1&api-key=2&API_KEY=3&apikey=4",
      "/a?apiKey=SCRUBBED&api-key=SCRUBBED&API_KEY=SCRUBBED&apikey=SCRUBBED",
    ],
    ["/cb?code=4/0AX4XfWjYbcdefghijk&state=abcdefghijklmnopqrst", "/cb?code=SCRUBBED&state=SCRUBBED"],
    ["/a?X-Amz-Signature=ab&X-Amz-Date=1", "/a?X-Amz-Signature=SCRUBBED&X-Amz-Date=1"],
    [`/a?v=${jwt}`, "/a?v=SCRUBBED"],
    [`/a/${jwt}/b`, "/a/SCRUBBED/b"],
    ["/password/reset/abcdef1234567890abcdef", "/password/reset/SCRUBBED"],
    ["/users/0b8e6ad5-1f0c-4d9e-9e06-4f3f3a1f9d11", "/users/0b8e6ad5-1f0c-4d9e-9e06-4f3f3a1f9d11"],
    ["/a?next=%2Fb%3Ftoken%3Dabc", "/a?next=%2Fb%3Ftoken%3DSCRUBBED"],
    ["/a?u=https%3A%2F%2Fme%3Apw%40host%2Fx", "/a?u=https%3A%2F%2FSCRUBBED%40host%2Fx"],
    ["/a?%E0%A4%A=1&token", "/a?%E0%A4%A=1&token"],
    ["/a;jsessionid=1F3A;v=2/b", "/a;jsessionid=SCRUBBED;v=2/b"],
    [
      "/a?refreshtoken=a&PHPSESSID=b&newpassword=c&APISecret=d",
      "/a?refreshtoken=SCRUBBED&PHPSESSID=SCRUBBED&newpassword=SCRUBBED&APISecret=SCRUBBED",
    ],
    ["/a?max_tokens=100&page=2", "/a?max_tokens=100&page=2"],
    ["/a?payload=%7B%22token%22%3A%22x%22%7D", "/a?payload=%7B%22token%22%3A%22SCRUBBED%22%7D"],
    ["/a?u=%2Fb%23access_token%3Dx", "/a?u=%2Fb%23access_token%3DSCRUBBED"],
  ] as const) {
    test(path, () => assert.equal(scrubPath(path), clean));
  }
});

describe("headers in a recording", () => {
  for (const name of [
    "Authorization",
    "Proxy-Authorization",
    "Cookie",
    "Set-Cookie",
    "X-Api-Key",
    "X-Auth-Token",
    "X-CSRF-Token",
    "X-Amz-Security-Token",
    "X-Hub-Signature-256",
    "X-Session-Id",
    "Ocp-Apim-Subscription-Key",
    "X-RapidAPI-Key",
    "X-Our-Key",
  ]) {
    test(`${name} is scrubbed`, () => assert.deepEqual(scrubHeaders([name, "value"]), [[name, "SCRUBBED"]]));
  }
  for (const [name, value, clean] of [
    ["Accept", "text/html", "text/html"],
    ["Host", "localhost:5000", "localhost:5000"],
    ["User-Agent", "curl/8", "curl/8"],
    ["If-None-Match", '"abc"', '"abc"'],
    ["Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ=="],
    ["Referer", "http://localhost/a?token=abc&b=1", "http://localhost/a?token=SCRUBBED&b=1"],
    ["Referer", "https://a/password/reset/abcdef1234567890abcdef?x=1", "https://a/password/reset/SCRUBBED?x=1"],
    ["Idempotency-Key", "order-7", "order-7"],
    ["Sec-WebSocket-Protocol", "chat, bearer.4f8d3c2b1a0998877665", "chat, SCRUBBED"],
    ["Via", `1.1 proxy (key=${jwt})`, "1.1 proxy (key=SCRUBBED)"],
    ["Accept", "text/html;q=0.9, */*;q=0.8", "text/html;q=0.9, */*;q=0.8"],
    ["X-Forwarded-User", "Bearer abc", "SCRUBBED"],
    ["X-Custom", jwt, "SCRUBBED"],
  ] as const) {
    test(`${name}: ${value.slice(0, 40)}`, () => assert.deepEqual(scrubHeaders([name, value]), [[name, clean]]));
  }
});
