import assert from "node:assert/strict";
import { test } from "node:test";
import { isSecretName, looksReal, looksSecret } from "../../../src/dotenv/looks-secret.ts";

const random = "q7Zt0Lx93KfB2mWcRv8N";

const cases: [key: string, value: string, secret: boolean, real: boolean][] = [
  ["API_KEY", random, true, true],
  ["DJANGO_SECRET_KEY", random, true, true],
  ["PASSWORD", "hunter2hunter", true, false],
  ["PASSWORD", "", false, false],
  ["PASSWORD", "changeme", false, false],
  ["SECRET_TOKEN", "your-secret-token-1234", false, false],
  ["API_KEY", "<insert key 12345678>", false, false],
  ["API_KEY", "$OTHER_KEY_12345678", false, false],
  ["COMMIT", "0123456789abcdef0123456789abcdef01234567", false, false],
  ["TOKEN_URL", "https://login.shop.io/oauth2/token1", false, false],
  ["PUBLISHABLE_KEY", random, false, false],
  ["KEYBOARD", random, false, false],
  ["ANY", `AKIA${"ABCDEFGH23456789"}`, true, true],
  ["ANY", "AKIAIOSFODNN7EXAMPLE", false, false],
  ["ANY", `ghp_${random}${random}`, true, true],
  ["ANY", "-----BEGIN RSA PRIVATE KEY-----\nMIIE", true, true],
  ["ANY", "-----BEGIN PRIVATE KEY-----\n...", false, false],
  ["DATABASE_URL", "postgres://u:p9f8e7d6c5b4@ec2-1.compute.amazonaws.com:5432/d", true, true],
  ["DATABASE_URL", "postgres://postgres:p9f8e7d6c5b4@localhost:5432/d", false, false],
  ["DATABASE_URL", "postgres://user:password@db.shop.io/d", false, false],
  ["DATABASE_URL", "postgres://app:mysecretpassword@db.shop.io/d", false, false],
  ["JWT_SECRET", "4f9d2c7be01a6385d4c2b1907fe6a35d", true, true],
  ["CLIENT_SECRET", "l0ngr4nd0mstr1ng-b3cr34tiv3", true, false],
  ["AUTH_TOKEN", "GenerateAKeyOf32CharactersPlz123", true, false],
  ["API_KEY", "sk-your-key-from-the-page-of-keys-0123456789", false, false],
  ["API_KEY", `sk-${random}${random}`, true, true],
  ["VITE_FIREBASE_API_KEY", `AIza${"Sy0B1c2D3e4F5g6H7i8J9k0L1m2N3o4P5q6"}`, false, false],
  ["NEXT_PUBLIC_ANON_KEY", "eyJhbGciOiJIUzI1.eyJyb2xlIjoiYW5vbiJ9.q7Zt0Lx93KfB2mWc", false, false],
  ["SERVICE_KEY", "eyJhbGciOiJIUzI1.eyJyb2xlIjoiYW5vbiJ9.q7Zt0Lx93KfB2mWc", true, true],
  ["VITE_STRIPE_KEY", `sk_live_${random}`, true, true],
  ["VITE_API_KEY", random, false, false],
];

for (const [key, value, secret, real] of cases) {
  test(`${key}=${value.slice(0, 40)}`, () =>
    assert.deepEqual([looksSecret(key, value), looksReal(key, value)], [secret, real]));
}

test("names of secrets", () => {
  const names = [
    "SECRET",
    "STRIPE_SECRET_KEY",
    "GITHUB_TOKEN",
    "smtp_password",
    "AWS_SECRET_ACCESS_KEY",
    "SECRET_KEY_BASE",
    "REDIS_PASS",
  ];
  assert.deepEqual(
    names.filter((name) => !isSecretName(name)),
    [],
  );
  const others = [
    "SECRETARY",
    "PORT",
    "TOKENIZER",
    "PASSENGER_COUNT",
    "SECRET_NAME",
    "NEXT_PUBLIC_API_KEY",
    "PASSWORD_MIN_LENGTH",
  ];
  assert.deepEqual(others.filter(isSecretName), []);
});
