import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { scrubBody } from "../../../../src/traffic/recording/scrub-body.ts";
import { scrubHeaders, scrubPath } from "../../../../src/traffic/recording/scrub-text.ts";

const secret = fc.stringMatching(/^Zq[A-Za-z0-9]{14,30}$/);
const field = fc.constantFrom(
  "password",
  "user_password",
  "accessToken",
  "api-key",
  "client_secret",
  "code",
  "otp",
  "sessionId",
);
const other = fc.stringMatching(/^[a-p]{1,8}$/);

test("no secret is left, wherever a field of its name stands", () => {
  fc.assert(
    fc.property(secret, field, other, fc.nat(4), (value, name, plain, depth) => {
      let nested: unknown = { [name]: value, [plain]: plain };
      for (let level = 0; level < depth; level++) nested = level % 2 === 0 ? [nested] : { [plain]: nested };
      const type = (text: string): string[] => ["Content-Type", text];
      const kept = [
        scrubPath(`/${plain}?${plain}=1&${encodeURIComponent(name)}=${value}&${plain}=2`),
        scrubPath(`/${plain}?next=${encodeURIComponent(`/${plain}?${name}=${value}`)}`),
        scrubHeaders(["Authorization", value, "X-Api-Key", value, "Referer", `http://a/?${name}=${value}`]),
        scrubBody(Buffer.from(JSON.stringify(nested)), type("application/json")),
        scrubBody(Buffer.from(JSON.stringify(nested).slice(0, -1)), type("application/json")),
        scrubBody(Buffer.from(`${plain}=1&${name}=${value}`), type("application/x-www-form-urlencoded")),
        scrubBody(
          Buffer.from(`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--\r\n`),
          type("multipart/form-data; boundary=b"),
        ),
      ];
      for (const one of kept) assert.ok(!JSON.stringify(one).includes(value), JSON.stringify(one));
    }),
  );
});

test("what is no secret is left as it is, byte for byte", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(other, other), { minLength: 1 }), (fields) => {
      const form = fields.map(([name, value]) => `${name}=${value}`).join("&");
      assert.equal(scrubPath(`/a?${form}`), `/a?${form}`);
      const json = JSON.stringify(Object.fromEntries(fields), null, 2);
      assert.deepEqual(scrubBody(Buffer.from(json), ["content-type", "application/json"]), { text: json });
    }),
  );
});
