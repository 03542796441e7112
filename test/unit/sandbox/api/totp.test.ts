import assert from "node:assert/strict";
import { test } from "node:test";
import { isSecret, isTotp, randomSecret, totp } from "../../../../src/sandbox/api/totp.ts";

/** The secret of RFC 6238's appendix B, `12345678901234567890`, in base 32; its codes have eight digits, ours the last six. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const published: [seconds: number, code: string][] = [
  [59, "94287082"],
  [1_111_111_109, "07081804"],
  [1_111_111_111, "14050471"],
  [1_234_567_890, "89005924"],
  [2_000_000_000, "69279037"],
  [20_000_000_000, "65353130"],
];
for (const [seconds, code] of published) {
  test(`at ${seconds} s the code is ${code.slice(2)}`, () =>
    assert.equal(totp(secret, new Date(seconds * 1000)), code.slice(2)));
}

test("a code is good in its own half minute and those beside it", () => {
  const at = (seconds: number) => new Date((1_800_000_000 + seconds) * 1000);
  const code = totp(secret, at(0));
  assert.deepEqual(
    [-61, -30, 0, 29, 30, 59, 60].map((seconds) => isTotp(code, secret, at(seconds))),
    [false, true, true, true, true, true, false],
  );
  assert.equal(isTotp(`${code.slice(0, 3)} ${code.slice(3)}`, secret, at(0)), true);
  for (const wrong of ["", "12345", "1234567", "abcdef"]) assert.equal(isTotp(wrong, secret, at(0)), false);
});

test("a made secret is one that authenticator apps take", () => {
  assert.match(randomSecret(), /^[A-Z2-7]{32}$/);
  assert.notEqual(randomSecret(), randomSecret());
  assert.deepEqual(["short", "GEZD GNBV GY3T QOJQ", secret, "0189012301890123"].map(isSecret), [
    false,
    true,
    true,
    false,
  ]);
});
