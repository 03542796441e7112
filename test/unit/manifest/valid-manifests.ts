/** Manifests of many kinds, as people write them; none of them deserves a word. */
export const validManifests: Readonly<Record<string, unknown>> = {
  "nothing at all": {},
  "a name": { name: "Small app" },
  "name of exactly 30 characters": { name: "A name that has thirty letters" },
  "name with dots, digits and umlauts": { name: "Ö-App 2.0 (beta)" },
  "a full description": {
    name: "Feed reader",
    description: "Reads feeds.",
    keywords: ["rss", "atom", "node"],
    website: "https://feeds.example.com/",
    repository: "https://github.com/jane/feeds",
    logo: "https://feeds.example.com/logo.svg",
    success_url: "/welcome",
  },
  "success_url as a full URL": { success_url: "https://example.com/thanks?app=1" },
  "success_url as a relative path": { success_url: "setup/first" },
  "repository in ssh form": { repository: "git@github.com:jane/feeds.git" },
  "repository with git protocol": { repository: "git://github.com/jane/feeds.git" },
  "website without path": { website: "http://example.com" },
  "env in short form": { env: { WEB_CONCURRENCY: "2", RACK_ENV: "production", EMPTY: "" } },
  "env in long form": {
    env: {
      SECRET_TOKEN: { description: "Signs the cookies.", generator: "secret" },
      WEB_CONCURRENCY: { description: "Workers of the web server.", value: "5" },
      SENTRY_DSN: { description: "Where errors are sent.", required: false },
      ADMIN_EMAIL: { description: "Who may sign in first.", required: true },
      MAIL_FROM: { description: "Sender of mails." },
    },
  },
  "env keys in lower and mixed case": {
    env: { npm_config_production: "false", NodeEnv: "x", _private: "1", "2FA": "on" },
  },
  "env with placeholders for secrets": {
    env: {
      AWS_SECRET_ACCESS_KEY: { description: "From AWS.", value: "your-secret-access-key-1" },
      STRIPE_API_KEY: { description: "From Stripe.", value: "sk_test_xxxxxxxxxxxxxxxxxxxxxxxx" },
      DATABASE_URL: "postgres://user:password@localhost:5432/app",
      API_TOKEN: { description: "From the dashboard.", value: "changeme" },
    },
  },
  "env with an empty value": { env: { OPTIONAL: { description: "May stay empty.", value: "", required: false } } },
  "env with a long harmless value": {
    env: { ALLOWED_HOSTS: ".herokuapp.com,localhost,127.0.0.1", LANG: "en_US.UTF-8" },
  },
  "formation in lower case": {
    formation: { web: { quantity: 1, size: "standard-1x" }, worker: { quantity: 2, size: "standard-2x" } },
  },
  "formation in the platform's case": {
    formation: { web: { quantity: 1, size: "Standard-1X" }, job: { quantity: 1, size: "Performance-L-RAM" } },
  },
  "formation without size": { formation: { web: { quantity: 1 } } },
  "formation without quantity": { formation: { web: { size: "basic" } } },
  "formation with nothing running": { formation: { worker: { quantity: 0, size: "eco" } } },
  "formation with dashes and underscores": {
    formation: { "mail-worker": { quantity: 1 }, slow_worker: { quantity: 1 } },
  },
  "one eco dyno": { formation: { web: { quantity: 1, size: "eco" } } },
  "sizes of private spaces": {
    formation: { web: { quantity: 2, size: "private-m" }, job: { quantity: 1, size: "shield-l" } },
  },
  "sizes of Fir": {
    formation: { web: { quantity: 2, size: "dyno-2c-4gb" }, job: { quantity: 1, size: "dyno-1c-0.5gb" } },
  },
  "the largest sizes": {
    formation: { web: { quantity: 1, size: "performance-xl" }, job: { quantity: 1, size: "Performance-2XL" } },
  },
  "add-ons as text": { addons: ["heroku-postgresql", "heroku-redis:mini", "scheduler:standard"] },
  "add-ons as objects": {
    addons: [
      { plan: "heroku-postgresql:essential-0", as: "DATABASE", options: { version: "16" } },
      { plan: "heroku-redis:premium-0", as: "CACHE" },
      "papertrail:choklad",
    ],
  },
  "add-on options that are no text": { addons: [{ plan: "heroku-kafka:basic-0", options: { topics: 3, wait: true } }] },
  "no add-ons": { addons: [], buildpacks: [], keywords: [], env: {}, formation: {} },
  "buildpacks by short name": { buildpacks: [{ url: "heroku/nodejs" }, { url: "heroku/ruby" }] },
  "buildpacks of others": { buildpacks: [{ url: "heroku-community/apt" }, { url: "jontewks/puppeteer" }] },
  "buildpacks by URL with a tag": {
    buildpacks: [
      { url: "https://github.com/heroku/heroku-buildpack-python#v250" },
      { url: "https://github.com/someone/heroku-buildpack-thing.git" },
      { url: "https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/go.tgz" },
      { url: "git@github.com:someone/buildpack.git" },
      { url: "urn:buildpack:heroku/java" },
    ],
  },
  "postdeploy as text": { scripts: { postdeploy: "bundle exec rake db:setup" } },
  "scripts as objects": {
    scripts: {
      postdeploy: { command: "bin/rails db:schema:load db:seed", size: "performance-l" },
      "pr-predestroy": { command: "bin/rake cleanup" },
    },
    env: { KEY: { description: "d", generator: "secret" } },
  },
  "stack heroku-24": { stack: "heroku-24" },
  "stack heroku-26": { stack: "heroku-26" },
  "stack container": { stack: "container", formation: { web: { quantity: 1, size: "basic" } } },
  "test environment": {
    environments: {
      test: {
        addons: ["heroku-postgresql:in-dyno", "heroku-redis:in-dyno"],
        env: { RAILS_ENV: "test" },
        formation: { test: { quantity: 4, size: "performance-m" } },
        scripts: { "test-setup": "bin/setup", test: "bundle exec rspec" },
        buildpacks: [{ url: "heroku/ruby" }],
      },
    },
  },
  "review environment": {
    env: { SECRET: { generator: "secret" } },
    environments: {
      review: {
        addons: ["heroku-postgresql:essential-0"],
        env: { HOST: { description: "Its host.", value: "review.example.com" }, DEBUG: "1" },
        formation: { web: { quantity: 1, size: "basic" } },
        scripts: { postdeploy: "npm run seed" },
      },
    },
  },
  "review apps with what the platform and add-ons give": {
    scripts: { "pr-predestroy": "bundle exec rake cleanup" },
    env: { HEROKU_APP_NAME: { required: true }, DATABASE_URL: { required: true } },
    addons: ["heroku-postgresql"],
  },
  "an environment that changes its stack": { environments: { test: { stack: "heroku-24" }, review: {} } },
  "with a schema for editors": { $schema: "https://example.com/app-schema.json", name: "x" },
  Django: {
    name: "Shop",
    env: {
      DJANGO_SECRET_KEY: { generator: "secret" },
      DISABLE_COLLECTSTATIC: "1",
      DJANGO_SETTINGS_MODULE: { value: "shop.settings.heroku" },
    },
    addons: ["heroku-postgresql:essential-0"],
    scripts: { postdeploy: "python manage.py migrate && python manage.py loaddata start" },
    buildpacks: [{ url: "heroku/python" }],
    formation: { web: { quantity: 1, size: "basic" } },
    stack: "heroku-24",
  },
  Laravel: {
    name: "Blog",
    env: {
      APP_KEY: { description: "php artisan key:generate --show", required: true },
      LOG_CHANNEL: { value: "errorlog" },
    },
    buildpacks: [{ url: "heroku/php" }, { url: "heroku/nodejs" }],
  },
  "Parse server": {
    name: "Parse Server Example",
    env: {
      PARSE_MOUNT: { description: "Path of the API.", value: "/parse" },
      APP_ID: { description: "A name for this app.", value: "myAppId" },
      MASTER_KEY: { description: "A key that overrides all permissions. Keep this secret.", value: "myMasterKey" },
      SERVER_URL: { description: "Its own URL.", value: "http://yourappname.herokuapp.com/parse" },
    },
  },
  "also read by Dokku": {
    name: "Both",
    scripts: { postdeploy: "bin/seed", dokku: { predeploy: "touch /app/x" } },
    healthchecks: { web: [{ type: "startup", path: "/health" }] },
    cron: [{ command: "bin/daily", schedule: "@daily" }],
  },
};

/** Files called app.json that are none of Heroku's. */
export const foreignManifests: Readonly<Record<string, unknown>> = {
  Expo: { expo: { name: "App", slug: "app", version: "1.0.0", ios: { supportsTablet: true } } },
  "React Native": { name: "Awesome", displayName: "Awesome" },
  "a mini program": {
    pages: ["pages/index/index"],
    window: { navigationBarTitleText: "Demo" },
    sitemapLocation: "sitemap.json",
  },
  HarmonyOS: { app: { bundleName: "com.example.app", versionCode: 1 } },
};
