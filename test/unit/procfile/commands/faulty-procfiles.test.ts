import assert from "node:assert/strict";
import { test } from "node:test";
import { commandRules } from "../../../../src/procfile/commands/rules.ts";
import { check, fixed, found, type Project } from "./project.ts";

const node: Project = {
  files: ["server.js", "src/worker.js"],
  scripts: { start: "node server.js", build: "tsc", worker: "node w" },
};
const vite: Project = {
  files: ["index.html"],
  scripts: { start: "vite", dev: "node server.js", serve: "react-scripts start" },
};
const python: Project = { files: ["app.py", "mysite/wsgi.py", "mysite/__init__.py", "manage.py", "api/main.py"] };
const rails: Project = { files: ["Gemfile", "config.ru"] };
const vars: Project = { dotenv: ["A"], manifest: ["B"], app: ["C"] };

const faulty: readonly (readonly [string, readonly string[], Project?])[] = [
  // shell-syntax
  ['web: node "server.js', ['shell-syntax: "server.js']],
  ["web: node server.js &&", ["shell-syntax: &&"]],
  ["worker: echo $(date", ["shell-syntax: $(date"]],
  ["worker: (a; b", ["shell-syntax: ("]],
  // typographic-characters
  ["worker: run \u201chello\u201d", ["typographic-characters: \u201chello\u201d"]],
  ["worker: run \u2013verbose", ["typographic-characters: \u2013"]],
  ['worker: run "it\u2019s"', []],
  ["worker: run \u2014 verbose", ["typographic-characters: \u2014"]],
  // windows-command
  ["web: set NODE_ENV=production&& node server.js", ["windows-command: set NODE_ENV=production"]],
  ["web: node server.js %PORT%", ["windows-command: %PORT%"]],
  ["worker: node src\\worker.js", ["windows-command: src\\worker.js"]],
  // web-without-port
  ["web: uvicorn app:app", ["web-without-port: uvicorn"], python],
  ["web: uvicorn app:app --host 0.0.0.0", ["web-without-port: uvicorn"], python],
  ["web: poetry run uvicorn app:app", ["web-without-port: uvicorn"], python],
  ["web: python -m hypercorn app:app", ["web-without-port: hypercorn"], python],
  ["web: waitress-serve app:app", ["web-without-port: waitress-serve"], python],
  ["web: bundle exec rackup config.ru", ["web-without-port: rackup"]],
  ["web: bundle exec thin start", ["web-without-port: thin"]],
  ["web: java -jar target/dependency/webapp-runner.jar target/app.war", ["web-without-port: java"]],
  ["web: npm start", ["web-without-port: npm"], { scripts: { start: "uvicorn app:app" } }],
  // web-fixed-port
  ["web: gunicorn app:app -b 0.0.0.0:8000", ["web-fixed-port: 0.0.0.0:8000"]],
  ["web: gunicorn app:app --bind=:8000", ["web-fixed-port: --bind=:8000"]],
  ["web: bundle exec puma -p 3000", ["web-fixed-port: 3000"]],
  ["web: bundle exec puma -b tcp://0.0.0.0:9292", ["web-fixed-port: tcp://0.0.0.0:9292"]],
  ["web: bin/rails s -p3000", ["web-fixed-port: -p3000"]],
  ["web: java -Dserver.port=8080 -jar target/app.jar", ["web-fixed-port: -Dserver.port=8080"]],
  ["web: PORT=3000 node server.js", ["web-fixed-port: 3000"]],
  ["web: env PORT=3000 node server.js", ["web-fixed-port: PORT=3000"]],
  ["web: node server.js --port 3000", ["web-fixed-port: 3000"]],
  ["web: next start -p 3000", ["web-fixed-port: 3000"]],
  ["web: dotnet x.dll --urls http://*:5000", ["web-fixed-port: http://*:5000"]],
  ["worker: gunicorn app:app -b 0.0.0.0:8000", []],
  ["web: node server.js --admin-port 3001 --port 3000 --public $PORT", []],
  ["web: psql --port 5432 && node server.js", []],
  // bound-to-localhost
  ["web: gunicorn app:app -b 127.0.0.1:$PORT", ["bound-to-localhost: 127.0.0.1:$PORT"]],
  ["web: bundle exec puma -b tcp://localhost:$PORT", ["bound-to-localhost: tcp://localhost:$PORT"]],
  ["web: uvicorn app:app --port $PORT", ["bound-to-localhost: uvicorn"]],
  ["web: daphne -p $PORT app:app", ["bound-to-localhost: daphne"]],
  ["web: rails s -b localhost -p $PORT", ["bound-to-localhost: localhost"]],
  // no-foreground-process
  ["worker: node server.js &", ["no-foreground-process: &"]],
  ["worker: cd app && node server.js & ", ["no-foreground-process: &"]],
  ["worker: nohup node server.js &", ["no-foreground-process: &"]],
  ["worker: (a & b) & c", []],
  ["worker: a & wait", []],
  ["worker: nohup node server.js", ["no-foreground-process: nohup"]],
  ["worker: setsid node server.js", ["no-foreground-process: setsid"]],
  ["worker: a & disown", ["no-foreground-process: &"]],
  ["worker: sh -c 'a &'", ["no-foreground-process: sh -c 'a &'"]],
  // daemon-flag
  ["web: gunicorn app:app -D", ["daemon-flag: -D"]],
  ["web: bundle exec puma -C config/puma.rb --daemon", ["daemon-flag: --daemon"]],
  ["worker: bundle exec sidekiq -d", ["daemon-flag: -d"]],
  ["web: bin/rails server -d", ["daemon-flag: -d"]],
  ["worker: bin/rails runner -d x", []],
  ["worker: redis-server --daemonize yes", ["daemon-flag: --daemonize"]],
  ["worker: redis-server --daemonize no", []],
  ["web: pm2 start server.js", ["daemon-flag: pm2 start"]],
  ["web: pm2 start server.js --no-daemon", []],
  ["worker: bin/delayed_job start", ["daemon-flag: bin/delayed_job start"]],
  // development-server
  ["web: python manage.py runserver", ["development-server: python manage.py runserver"], python],
  ["web: flask run", ["development-server: flask run"]],
  [
    "web: FLASK_APP=app.py python -m flask --app app run -h 0.0.0.0 -p $PORT",
    ["development-server: flask --app app run"],
  ],
  ["web: php -S 0.0.0.0:$PORT -t public", ["development-server: php -S"]],
  ["web: php artisan serve --port=$PORT --host=0.0.0.0", ["development-server: php artisan serve"]],
  ["web: npm run dev", ["development-server: npm run dev"]],
  ["web: npm run dev", [], vite],
  ["web: npm start", ["development-server: npm start"], vite],
  ["web: yarn serve", ["development-server: yarn serve"], vite],
  ["web: next dev -p $PORT", ["development-server: next dev"]],
  ["web: npx vite --port $PORT", ["development-server: vite"]],
  ["web: nodemon server.js", ["development-server: nodemon"]],
  ["web: node --watch server.js", ["development-server: node"]],
  ["web: node server.js --watch", []],
  [
    "web: uvicorn app:app --host 0.0.0.0 --port $PORT --reload",
    ["development-server: uvicorn app:app --host 0.0.0.0 --port $PORT --reload"],
  ],
  ["web: go run main.go", ["development-server: go run"]],
  ["web: bin/rails server", ["development-server: bin/rails server"], rails],
  ["web: bin/dev", ["development-server: bin/dev"], { files: ["bin/dev"] }],
  ["web: ng serve --host 0.0.0.0 --port $PORT", ["development-server: ng serve"]],
  ["web: python manage.py runserver", [], { ...python, file: "Procfile.dev" }],
  ["css: npx tailwindcss --watch", []],
  // release-never-ends
  ["release: gunicorn app:app", ["release-never-ends: gunicorn app:app"]],
  ["release: bundle exec sidekiq", ["release-never-ends: sidekiq"]],
  ["release: npm start", ["release-never-ends: npm start"]],
  ["release: npm start", ["release-never-ends: npm start"], node],
  ["release: npm start", [], { scripts: { start: "knex migrate:latest" } }],
  ["release: gunicorn --check-config app:app", []],
  ["release: rake jobs:work", ["release-never-ends: rake jobs:work"]],
  // what runs when
  ["release: python manage.py collectstatic --noinput", ["release-files-lost: python manage.py collectstatic"], python],
  ["release: ./manage.py makemigrations && run", ["release-files-lost: ./manage.py makemigrations"]],
  ["web: python manage.py makemigrations && gunicorn x", ["build-at-start: python manage.py makemigrations"], python],
  [
    "release: php artisan migrate --force && php artisan config:cache && php artisan view:cache",
    ["release-files-lost: php artisan config:cache"],
  ],
  ["release: php artisan storage:link; php artisan db:seed", ["release-files-lost: php artisan storage:link"]],
  ["web: php artisan config:cache && heroku-php-apache2 public/", []],
  ["release: php artisan config:clear && php artisan migrate", []],
  ["release: npm run build", ["release-files-lost: npm run build"], node],
  ["web: npm run build && npm start", ["build-at-start: npm run build"], node],
  ["web: bash -c 'npm run build && npm start'", ["build-at-start: 'npm run build && npm start'"], node],
  ["web: npm install && node server.js", ["build-at-start: npm install"]],
  ["web: python manage.py migrate && gunicorn mysite.wsgi", ["migration-at-start: python manage.py migrate"], python],
  ["web: bundle exec rake db:migrate && bundle exec puma", ["migration-at-start: rake db:migrate"]],
  // missing-file
  ["web: node servr.js", ["missing-file: servr.js"], node],
  ["worker: node worker", ["missing-file: worker"], node],
  ["worker: python bot.py", ["missing-file: bot.py"], python],
  ["worker: ./run.sh", ["missing-file: ./run.sh"], python],
  ["worker: python bot.py && python bot.py again", ["missing-file: bot.py"], { files: ["app.py"] }],
  ["worker: bash scripts/run.sh", ["missing-file: scripts/run.sh"], python],
  ["web: node made/x.js", [], node],
  ["web: node made/x.js", ["missing-file: made/x.js"], { files: ["server.js"] }],
  ["worker: bin/wrker", ["missing-file: bin/wrker"], { files: ["bin/worker"] }],
  ["worker: bin/unheard-of", [], { files: ["bin/worker"] }],
  ["web: node servr.js", [], { ...node, complete: false }],
  ["web: cd src && node worker.js", [], node],
  ["web: cd src && node server.js", ["missing-file: server.js"], node],
  ["web: node server.js", [], { files: ["api/server.js"], file: "api/Procfile" }],
  ["web: bundle exec puma -C config/pma.rb", ["missing-file: config/pma.rb"], { files: ["config/puma.rb"] }],
  ["worker: sidekiq -C config/queue.yml", ["missing-file: config/queue.yml"], rails],
  [
    "web: node dist/main",
    ["missing-file: dist/main"],
    { files: ["src/main.ts"], scripts: { start: "node dist/main" } },
  ],
  // missing-module
  ["web: gunicorn main:app", ["missing-module: main:app"], python],
  ["web: gunicorn mysit.wsgi", ["missing-module: mysit.wsgi"], python],
  ["web: gunicorn mysite.wsgy:application", ["missing-module: mysite.wsgy:application"], python],
  ["worker: celery -A tasks worker", ["missing-module: tasks"], python],
  ["web: gunicorn --chdir api main:app", [], python],
  ["web: gunicorn litellm.proxy:app", [], python],
  // missing-npm-script
  ["web: npm run wroker", ["missing-npm-script: npm run wroker"], node],
  ["web: npm run unheard-of", ["missing-npm-script: npm run unheard-of"], node],
  ["web: yarn wroker", ["missing-npm-script: yarn wroker"], node],
  ["web: yarn unheard-of", [], node],
  ["web: npm start", ["missing-npm-script: npm start"], { files: ["app.py"] }],
  ["web: cd client && npm run wroker", [], node],
  // undefined-variable
  ["worker: run $A $B $C $PORT $HOME $D", ["undefined-variable: $D"], vars],
  ["worker: D=1 run $D && for E in 1; do echo $E; done", [], vars],
  ["worker: export D=1 && run $D", [], vars],
  [`worker: run \${D:-1} '$D'`, [], vars],
  ["worker: run $D", [], {}],
  ['worker: if [ "$D" = 1 ]; then run; fi', [], vars],
  ["worker: [[ -n $D ]] && run", [], vars],
  ["worker: test -z $D || run $D", [], vars],
  ["worker: test -z $A || run $D", ["undefined-variable: $D"], vars],
  ["web: java $JVM_OPTS -jar x.jar", [], { dotenv: [] }],
  ["worker: run $REDIS_URL", [], { dotenv: [] }],
  ["worker: run $REDIS_URL", ["undefined-variable: $REDIS_URL"], { app: [] }],
  // procfile-starts-itself
  ["web: heroku local", ["procfile-starts-itself: heroku local"]],
  ["web: foreman start", ["procfile-starts-itself: foreman start"]],
  ["web: foreman start -f Procfile.web", []],
  ["web: npm start", ["procfile-starts-itself: npm start"], { scripts: { start: "heroku local" } }],
  // not-in-a-dyno
  ["worker: sudo node server.js", ["not-in-a-dyno: sudo"]],
  ["worker: docker run x", ["not-in-a-dyno: docker"]],
  ["worker: docker compose up", [], { file: "Procfile.dev" }],
  ["worker: source ~/.bashrc && run", ["not-in-a-dyno: source ~/.bashrc"]],
  ["worker: . venv/bin/activate && run", ["not-in-a-dyno: . venv/bin/activate"]],
  ["worker: node /Users/me/app/server.js", ["not-in-a-dyno: /Users/me/app/server.js"]],
  ["worker: java -jar C:\\app\\x.jar", ["not-in-a-dyno: C:\\app\\x.jar"]],
  ["worker: heroku ps", ["not-in-a-dyno: heroku"]],
  // traffic-duplicator-without-options
  [
    "web: start-traffic-duplicator bundle exec rails s -p $PORT",
    ["traffic-duplicator-without-options: start-traffic-duplicator"],
    {},
  ],
  ["web: bin/start-traffic-duplicator puma", [], { files: ["config/gor.options", "bin/start-traffic-duplicator"] }],
  // same-port
  ["a: run --port 3000\nb: run --port 3000", ["same-port: 3000"], { file: "Procfile.dev" }],
  ["a: vite --port 3000\na: vite --port 3000", [], { file: "Procfile.dev" }],
  ["a: run --port 3000\nb: run --port 3001", []],
];

/** Only the rules that look for things in the project mind what is in it; the other rows are about the command alone. */
const unknown: Project = { complete: false };

test("faulty commands are found, and what is like them is not", async (t) => {
  for (const [text, expected, project = unknown] of faulty) {
    await t.test(text, () => assert.deepEqual(found(text, project), expected));
  }
});

test("every rule has a row", () => {
  const codes = new Set(faulty.flatMap(([, expected]) => expected.map((line) => line.replace(/:.*$/s, ""))));
  assert.deepEqual([...codes].sort(), commandRules.map(({ code }) => code).sort());
});

const fixes: readonly (readonly [string, string, string, Project?])[] = [
  ["typographic-characters", "w: run \u2013a \u201cb\u201d", 'w: run --a "b"'],
  ["windows-command", "w: set A=1&& b", "w: export A=1&& b"],
  ["windows-command", "w: node %PORT%", "w: node $PORT"],
  ["windows-command", "w: node .\\src\\worker.js", "w: node ./src/worker.js"],
  ["web-without-port", "web: uvicorn app:app", "web: uvicorn app:app --host 0.0.0.0 --port $PORT", python],
  ["web-fixed-port", "web: gunicorn a:b -b 0.0.0.0:8000", "web: gunicorn a:b -b 0.0.0.0:$PORT"],
  ["web-fixed-port", "web: bin/rails s -p3000", "web: bin/rails s -p$PORT"],
  ["web-fixed-port", "web: PORT=3000 node x", "web: node x"],
  ["web-fixed-port", "web: env PORT=3000 node x", "web: env node x"],
  ["bound-to-localhost", "web: gunicorn a:b -b 127.0.0.1:$PORT", "web: gunicorn a:b -b 0.0.0.0:$PORT"],
  ["bound-to-localhost", "web: uvicorn a:b --port $PORT", "web: uvicorn --host 0.0.0.0 a:b --port $PORT"],
  ["no-foreground-process", "w: node x &", "w: node x"],
  ["no-foreground-process", "w: nohup node x", "w: node x"],
  ["daemon-flag", "w: sidekiq -d -c 5", "w: sidekiq -c 5"],
  ["missing-file", "w: node servr.js", "w: node server.js", node],
  ["missing-file", "w: node worker.js", "w: node src/worker.js", node],
  ["missing-module", "w: gunicorn mysit.wsgi", "w: gunicorn mysite.wsgi", python],
  ["missing-module", "w: gunicorn main:app", "w: gunicorn api.main:app", python],
  ["missing-npm-script", "w: npm run wroker", "w: npm run worker", node],
  ["migration-at-start", "web: flask db upgrade && gunicorn a:b", "web: gunicorn a:b\nrelease: flask db upgrade"],
  ["not-in-a-dyno", "w: node /Users/me/app/server.js", "w: node server.js", node],
];

test("a fix makes what was meant of it, and its problem goes away", async (t) => {
  for (const [code, before, after, project = unknown] of fixes) {
    await t.test(`${code}: ${before}`, () => {
      assert.equal(fixed(before, code, project), after);
      assert.ok(!check(after, project).some((problem) => problem.code === code));
    });
  }
});

const said: readonly (readonly [string, RegExp, Project])[] = [
  ["w: run $D", /^D is not defined in \.env: without a config var of this name/, { dotenv: [] }],
  ["w: run $D", /^D is not defined in \.env, so/, { dotenv: [], file: "Procfile.dev" }],
  ["w: run $D", /^D is defined neither in \.env nor by the app my-app, so/, { dotenv: [], app: [] }],
  ["w: run $D", /^D is defined neither in \.env nor in app\.json nor by the app my-app, so/, { ...vars }],
  ["web: npm start", /script start runs vite, which is a development server/, vite],
  ["w: npm run wroker", /Is it worker\?$/, node],
];

test("a message says what is the matter here", async (t) => {
  for (const [text, message, project] of said) {
    await t.test(`${text} ${message.source}`, () => assert.match(check(text, project)[0]?.message ?? "", message));
  }
});

test("messages are sentences and give nothing of a value away", () => {
  for (const [text, , project = unknown] of faulty) {
    for (const { message } of check(text, project)) assert.match(message, /^[A-Z/.a-z%].*[.?]$/s);
  }
});
