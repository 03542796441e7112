import { randomBytes } from "node:crypto";

/** What an add-on's config vars are called after the attachment's name, whether or not it has its values yet. */
export function suffixesOf(service: string): readonly string[] {
  return suffixes[service] ?? [];
}

/**
 * Values of a new add-on: well-formed, random, and good for nothing, for nothing listens there. They name 127.0.0.1, so
 * that no code sends them anywhere else.
 */
export function valuesFor(service: string): Readonly<Record<string, string>> {
  return makers[service]?.() ?? {};
}

const suffixes: Readonly<Record<string, readonly string[]>> = {
  "heroku-postgresql": ["URL"],
  "heroku-redis": ["URL"],
  "sandbox-mail": ["API_KEY", "SMTP_LOGIN", "SMTP_PASSWORD", "SMTP_PORT", "SMTP_SERVER", "URL"],
};

const makers: Readonly<Record<string, () => Record<string, string>>> = {
  "heroku-postgresql": () => ({
    URL: `postgres://u${word(7)}:p${word(32)}@127.0.0.1:5432/d${word(7)}`,
  }),
  "heroku-redis": () => ({ URL: `rediss://:p${word(32)}@127.0.0.1:6380` }),
  "sandbox-mail": () => {
    const login = `app${word(5)}@mail.localhost`;
    const password = word(16);
    return {
      API_KEY: `key-${word(16)}`,
      SMTP_LOGIN: login,
      SMTP_PASSWORD: password,
      SMTP_PORT: "2525",
      SMTP_SERVER: "127.0.0.1",
      URL: `smtp://${encodeURIComponent(login)}:${password}@127.0.0.1:2525`,
    };
  },
};

/** Two hex digits per byte. */
function word(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}
