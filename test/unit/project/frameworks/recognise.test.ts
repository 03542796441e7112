import assert from "node:assert/strict";
import { test } from "node:test";
import { recognise } from "../../../../src/project/frameworks/recognise.ts";
import { findMarks } from "../../../../src/project/marks.ts";

type Files = Readonly<Record<string, string>>;

const gemfile = (...gems: string[]) => gems.map((gem) => `gem "${gem}"\n`).join("");
const npm = (contents: object) => JSON.stringify(contents);
const on = (...names: string[]) => Object.fromEntries(names.map((name) => [name, "1"]));

const cases: readonly [name: string, files: Files, frameworks: string, commands: readonly string[]][] = [
  ["nothing", {}, "", []],
  ["a page", { "index.html": "" }, "static", []],
  ["start", { "package.json": npm({ scripts: { start: "node a" } }) }, "node", ["web: npm start"]],
  ["yarn", { "package.json": npm({ scripts: { start: "a" } }), "yarn.lock": "" }, "node", ["web: yarn start"]],
  [
    "main",
    { "package.json": npm({ main: "./lib/app", dependencies: on("express") }), "lib/app.js": "" },
    "express node",
    ["web: node lib/app.js"],
  ],
  [
    "scripts",
    { "package.json": npm({ scripts: { start: "a", dev: "b", "worker:mail": "c", clock: "d", test: "e" } }) },
    "node",
    ["web: npm start", "worker-mail: npm run worker:mail", "clock: npm run clock"],
  ],
  [
    "Prisma and BullMQ",
    {
      "package.json": npm({ scripts: { start: "a" }, dependencies: on("bullmq", "@prisma/client") }),
      "src/mail.js": 'new Worker("mail", send)',
    },
    "node",
    ["web: npm start", "release: npx prisma migrate deploy", "worker: node src/mail.js"],
  ],
  ["Next.js", { "package.json": npm({ dependencies: on("next") }) }, "next node", ["web: npx next start -p $PORT"]],
  [
    "Nest",
    { "package.json": npm({ dependencies: on("@nestjs/core"), scripts: { start: "a", "start:prod": "b" } }) },
    "nest node",
    ["web: npm run start:prod"],
  ],
  [
    "Rails",
    {
      Gemfile: gemfile("rails", "puma", "sidekiq", "clockwork"),
      "config/puma.rb": "",
      "bin/rails": "",
      "lib/clock.rb": "",
    },
    "rails ruby",
    [
      "web: bundle exec puma -C config/puma.rb",
      "release: bin/rails db:migrate",
      "worker: bundle exec sidekiq",
      "clock: bundle exec clockwork lib/clock.rb",
    ],
  ],
  [
    "Rack",
    { Gemfile: gemfile("sinatra"), "config.ru": "" },
    "sinatra ruby",
    ["web: bundle exec rackup config.ru -o 0.0.0.0 -p $PORT"],
  ],
  [
    "Sinatra",
    { Gemfile: gemfile("sinatra"), "hi.rb": "require 'sinatra'" },
    "sinatra ruby",
    ["web: bundle exec ruby hi.rb -o 0.0.0.0 -p $PORT"],
  ],
  [
    "Django",
    {
      "manage.py": 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")',
      "requirements.txt": "Django==5.1\ngunicorn\n",
      "shop/wsgi.py": "",
      "shop/__init__.py": "",
      "shop/celery.py": 'app = Celery("shop")',
    },
    "django python",
    [
      "web: gunicorn shop.wsgi",
      "release: python manage.py migrate",
      "worker: celery -A shop worker --loglevel=info",
      "clock: celery -A shop beat --loglevel=info",
    ],
  ],
  [
    "Django in a folder",
    {
      "back/manage.py": "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'core.settings.prod')",
      "back/core/wsgi.py": "",
      "back/core/__init__.py": "",
      "pyproject.toml": '[project]\ndependencies = ["Django>=5"]',
    },
    "django python",
    ["web: gunicorn --chdir back core.wsgi", "release: python back/manage.py migrate"],
  ],
  [
    "Flask",
    { "requirements.txt": "flask", "hello.py": "app = Flask(__name__)" },
    "flask python",
    ["web: gunicorn hello:app"],
  ],
  [
    "a Flask factory",
    { Pipfile: '[packages]\nflask = "*"\nflask-migrate = "*"', "shop/__init__.py": "def create_app():" },
    "flask python",
    ['web: gunicorn "shop:create_app()"', "release: flask --app shop db upgrade"],
  ],
  [
    "FastAPI",
    {
      "pyproject.toml": '[tool.poetry.dependencies]\nfastapi = "1"',
      "app/main.py": "api = FastAPI()",
      "alembic.ini": "",
    },
    "fastapi python",
    ["web: uvicorn app.main:api --host 0.0.0.0 --port $PORT", "release: alembic upgrade head"],
  ],
  ["uv", { "uv.lock": "", "x.py": "" }, "python", []],
  ["Go", { "go.mod": "module example.com/me/shop/v2\n", "main.go": "package main" }, "go", ["web: bin/shop"]],
  [
    "Go commands",
    { "go.mod": "module a.b/c", "cmd/worker/main.go": "package main", "cmd/shop/main.go": "package main" },
    "go",
    ["web: bin/shop", "worker: bin/worker"],
  ],
  [
    "Spring Boot",
    {
      "pom.xml":
        "<parent><artifactId>spring-boot-starter-parent</artifactId><version>3.3</version></parent><artifactId>shop</artifactId><version>1.2</version>",
    },
    "spring-boot java",
    ["web: java -Dserver.port=$PORT $JAVA_OPTS -jar target/shop-1.2.jar"],
  ],
  [
    "Gradle",
    { "build.gradle": "plugins { id 'application' }", "settings.gradle": "rootProject.name = 'shop'" },
    "java",
    ["web: build/install/shop/bin/shop"],
  ],
  [
    "Play",
    { "build.sbt": 'name := "My Shop"', "conf/application.conf": "" },
    "scala",
    ["web: target/universal/stage/bin/my-shop -Dhttp.port=$PORT"],
  ],
  [
    "Clojure",
    { "project.clj": '(defproject a "1" :main ^:skip-aot shop.core :uberjar-name "shop.jar")' },
    "clojure",
    ["web: java $JVM_OPTS -cp target/shop.jar clojure.main -m shop.core"],
  ],
  [
    "Laravel",
    { "composer.json": '{"require":{"laravel/framework":"11"}}', artisan: "" },
    "laravel php",
    [
      "web: heroku-php-apache2 public/",
      "release: php artisan migrate --force",
      "worker: php artisan queue:work",
      "clock: php artisan schedule:work",
      "web: heroku-php-nginx -C nginx.conf public/",
    ],
  ],
  ["PHP", { "web/index.php": "", "composer.json": "{}" }, "php", ["web: heroku-php-apache2 web/"]],
  [
    "ASP.NET Core",
    { "src/Shop.csproj": '<Project Sdk="Microsoft.NET.Sdk.Web">' },
    "dotnet",
    ["web: cd src/bin/publish; ./Shop --urls http://*:$PORT"],
  ],
  [
    "Phoenix",
    { "mix.exs": "{:phoenix, 1}, {:ecto_sql, 3}" },
    "elixir",
    ["web: mix phx.server", "release: POOL_SIZE=2 mix ecto.migrate"],
  ],
  ["Rust", { "Cargo.toml": '[package]\nname = "shop"' }, "rust", ["web: ./target/release/shop"]],
  [
    "broken files",
    { "package.json": "{", "Cargo.toml": "[", "pyproject.toml": "=", "heroku.yml": "a: [" },
    "python rust node",
    [],
  ],
  [
    "Rake and scripts",
    { Rakefile: "namespace :jobs do\n  task :work do\n  end\nend\ntask import: :environment\n", "bin/release": "" },
    "ruby",
    ["release: bin/release", "worker: bundle exec rake jobs:work", "import: bundle exec rake import"],
  ],
  [
    "heroku.yml and compose",
    {
      "heroku.yml":
        "run:\n  web: bin/web\n  worker:\n    command: [./worker, --fast]\nrelease:\n  command:\n    - ./migrate\n    - ./seed\n",
      "docker-compose.yml":
        'services:\n  site:\n    build: .\n    ports: ["80"]\n    command: ["./s", "-p", "$PORT"]\n  db:\n    image: postgres:16\n    command: postgres -c x\n  jobs:\n    build: .\n    command: sh -c "./jobs now"\n',
    },
    "",
    [
      "web: bin/web",
      "worker: ./worker --fast",
      "release: ./migrate && ./seed",
      "web: ./s -p $PORT",
      "worker: ./jobs now",
    ],
  ],
];

for (const [name, contents, frameworks, commands] of cases) {
  test(name, async () => {
    const files = new Map(Object.entries(contents));
    const marks = [...files].flatMap(([file, text]) => findMarks(file, text));
    const found = await recognise({ files: new Set(files.keys()), marks, read: async (file) => files.get(file) });
    assert.deepEqual(found.frameworks.join(" "), frameworks);
    assert.deepEqual(
      found.suggestions.map(({ type, command }) => `${type}: ${command}`),
      commands,
    );
  });
}
