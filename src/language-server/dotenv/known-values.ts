/** What people put locally into config vars that everyone has, the likeliest first. None of them is a secret. */
const known: Readonly<Record<string, readonly string[]>> = {
  DATABASE_URL: ["postgres://localhost:5432/development"],
  REDIS_URL: ["redis://localhost:6379"],
  MONGODB_URI: ["mongodb://localhost:27017/development"],
  RABBITMQ_URL: ["amqp://localhost:5672"],
  CLOUDAMQP_URL: ["amqp://localhost:5672"],
  ELASTICSEARCH_URL: ["http://localhost:9200"],
  MEMCACHE_SERVERS: ["localhost:11211"],
  NODE_ENV: ["development", "production", "test"],
  RAILS_ENV: ["development", "production", "test"],
  RACK_ENV: ["development", "production", "test"],
  APP_ENV: ["local", "development", "production", "testing"],
  MIX_ENV: ["dev", "prod", "test"],
  ASPNETCORE_ENVIRONMENT: ["Development", "Production", "Staging"],
  LOG_LEVEL: ["info", "debug", "warn", "error"],
  RAILS_LOG_LEVEL: ["info", "debug", "warn", "error"],
  RAILS_LOG_TO_STDOUT: ["enabled"],
  RAILS_SERVE_STATIC_FILES: ["enabled"],
  RAILS_MAX_THREADS: ["5", "3"],
  WEB_CONCURRENCY: ["1", "2", "4"],
  PORT: ["5000", "3000", "8080"],
  PYTHONUNBUFFERED: ["1"],
  DISABLE_COLLECTSTATIC: ["1"],
  TZ: ["UTC"],
  LANG: ["en_US.UTF-8"],
};

/** Values to offer for a key; `sample` is the one that app.json has. */
export function knownValues(key: string, sample: string | undefined): readonly string[] {
  const values = isSwitch(key, sample) ? ["true", "false"] : (known[key] ?? []);
  return [...new Set([...(sample === undefined || sample === "" ? [] : [sample]), ...values])];
}

/** Whether the value is one that nobody should think up: app.json generates it, or its name says so. */
export function isGeneratedSecret(key: string): boolean {
  return /(?:^|_)(?:SECRET_KEY_BASE|SECRET_KEY|SESSION_SECRET|COOKIE_SECRET|JWT_SECRET|APP_SECRET|AUTH_SECRET)$/.test(
    key,
  );
}

function isSwitch(key: string, sample: string | undefined): boolean {
  if (sample === "true" || sample === "false") return true;
  return (
    /^(?:DEBUG|VERBOSE|CI)$|^(?:IS|HAS|USE|ENABLE|DISABLE|ALLOW|FORCE|SKIP)_|_(?:ENABLED|DISABLED)$/.test(key) &&
    !known[key]
  );
}
