import assert from "node:assert/strict";
import { test } from "node:test";
import { found, type Project } from "./project.ts";

const node: Project = {
  files: ["index.js", "server.js", "worker.js", "src/server.ts", "bin/www", "app/index.js", "clock.js", "start.sh"],
  scripts: {
    start: "node server.js",
    build: "tsc",
    worker: "node worker.js",
    "start:prod": "node dist/main",
    "db:migrate": "knex migrate:latest",
    dev: "nodemon server.js",
  },
};
const rails: Project = {
  files: [
    "Gemfile",
    "Gemfile.lock",
    "config/puma.rb",
    "config/unicorn.rb",
    "config/sidekiq.yml",
    "lib/clock.rb",
    "bin/rails",
    "bin/rake",
    "bin/jobs",
    "config.ru",
    "Rakefile",
    "app.rb",
  ],
};
const django: Project = {
  files: [
    "manage.py",
    "mysite/__init__.py",
    "mysite/wsgi.py",
    "mysite/asgi.py",
    "mysite/celery.py",
    "requirements.txt",
    "bot.py",
  ],
};
const flask: Project = {
  files: [
    "app.py",
    "wsgi.py",
    "main.py",
    "backend/__init__.py",
    "backend/app.py",
    "src/api/main.py",
    "run.py",
    "setup.sh",
  ],
};
const go: Project = { files: ["go.mod", "main.go", "cmd/server/main.go"] };
const java: Project = { files: ["pom.xml", "src/main/java/App.java", "system.properties"] };
const php: Project = { files: ["composer.json", "artisan", "public/index.php", "nginx_app.conf", "bin/console"] };
const gunicornWays: Project = {
  files: ["src/shop/wsgi.py", "main.py", "proj/config/wsgi.py", "uwsgi.ini", "app.py", "gunicorn.py", "run.sh"],
};
const rust: Project = { files: ["Cargo.toml", "src/main.rs"] };
const dotnet: Project = { files: ["Web/Web.csproj", "Web/Program.cs"] };
const mono: Project = {
  files: ["client/package.json", "server/index.js", "server/package.json"],
  scripts: { start: "cd server && node index.js" },
};
const known: Project = { dotenv: ["API_KEY"], manifest: ["WORKERS"], app: ["DATABASE_URL", "QUEUE"], files: ["a.rb"] };
const other: Project = { files: ["README.md"] };

/** Procfile lines as they are found in public repositories and in the documentation of Heroku and of frameworks. */
const ordinary: readonly (readonly [Project, readonly string[]])[] = [
  [
    node,
    [
      "web: npm start",
      "web: node server.js",
      "web: node index",
      "web: node .",
      "web: node ./bin/www",
      "web: node app",
      "web: node --max-old-space-size=460 --optimize_for_size server.js",
      "web: node -r dotenv/config server.js",
      "web: NODE_ENV=production node server.js",
      "web: yarn start",
      "web: yarn run start:prod",
      "web: pnpm start",
      "web: npm run start:prod",
      "web: node dist/main.js",
      "web: node dist/main",
      "web: node build/index.js",
      "web: next start -p $PORT",
      "web: npx next start",
      "web: npx serve -s build",
      "web: node_modules/.bin/serve -s dist -l $PORT",
      "web: node .output/server/index.mjs",
      "web: npx remix-serve build/index.js",
      "web: bun run start",
      "web: cd app && node index.js",
      "web: npm start --prefix backend",
      "web: yarn workspace api start",
      "web: npm run start -w api",
      "web: node_modules/.bin/pm2-runtime start ecosystem.config.js",
      "web: ./start.sh",
      "web: bash start.sh",
      "web: sh -c 'exec node server.js'",
      "web: node --import ./instrument.mjs server.js",
      "worker: node worker.js",
      "worker: npm run worker",
      "clock: node clock.js",
      "release: npm run db:migrate",
      "release: npx prisma migrate deploy",
      "release: npx sequelize-cli db:migrate",
      "release: node dist/migrate.js",
      "web: bin/start-nginx node server.js",
      "web: node src/server.js",
    ],
  ],
  [
    rails,
    [
      "web: bundle exec puma -C config/puma.rb",
      `web: bundle exec puma -t 5:5 -p \${PORT:-3000} -e \${RACK_ENV:-development}`,
      `web: bin/rails server -p \${PORT:-5000} -e $RAILS_ENV`,
      "web: bin/rails server",
      "web: bundle exec rails server -p $PORT",
      "web: bundle exec rackup config.ru -p $PORT",
      "web: bundle exec thin start -R config.ru -e $RACK_ENV -p $PORT",
      "web: bundle exec unicorn -p $PORT -c ./config/unicorn.rb",
      "web: bundle exec passenger start -p $PORT --max-pool-size 3",
      "web: bundle exec falcon serve --bind http://0.0.0.0:$PORT",
      "web: bundle exec ruby app.rb -p $PORT",
      "web: bundle exec jekyll serve --host 0.0.0.0 --port $PORT",
      "web: bin/start-pgbouncer bundle exec puma -C config/puma.rb",
      "web: jemalloc.sh bundle exec puma -C config/puma.rb",
      "worker: bundle exec sidekiq -C config/sidekiq.yml",
      "worker: bundle exec sidekiq -c 5 -q default -q mailers",
      "worker: bundle exec rake jobs:work",
      "worker: env QUEUE=* bundle exec rake resque:work",
      "worker: QUEUES=* bin/delayed_job run",
      "worker: bin/jobs",
      "worker: bundle exec good_job start",
      "clock: bundle exec clockwork lib/clock.rb",
      "release: bundle exec rails db:migrate",
      "release: bin/rails db:prepare",
      "release: rake db:migrate",
      "console: bin/rails console",
      "rake: bundle exec rake",
    ],
  ],
  [
    django,
    [
      "web: gunicorn mysite.wsgi",
      "web: gunicorn mysite.wsgi --log-file -",
      "web: gunicorn mysite.wsgi:application --bind 0.0.0.0:$PORT --workers 3",
      "web: python -m gunicorn mysite.asgi:application -k uvicorn.workers.UvicornWorker",
      "web: daphne -b 0.0.0.0 -p $PORT mysite.asgi:application",
      "web: waitress-serve --port=$PORT mysite.wsgi:application",
      "web: newrelic-admin run-program gunicorn mysite.wsgi --preload",
      "web: ddtrace-run gunicorn mysite.wsgi",
      "worker: celery -A mysite worker --loglevel=info",
      "worker: celery --app mysite.celery worker -l INFO -c 2",
      "worker: celery worker --app=mysite.celery.app",
      "beat: celery -A mysite beat -S django",
      "worker: REMAP_SIGTERM=SIGQUIT celery --app mysite.celery.app worker",
      "worker: python manage.py rqworker high default low",
      "worker: python manage.py qcluster",
      "worker: python bot.py",
      "worker: python3 -u bot.py",
      "release: python manage.py migrate",
      "release: python manage.py migrate --noinput && python manage.py check --deploy",
      "release: ./manage.py migrate --no-input",
    ],
  ],
  [
    flask,
    [
      "web: gunicorn app:app",
      'web: gunicorn "backend.app:create_app()"',
      "web: gunicorn --chdir backend app:app",
      "web: gunicorn wsgi:app --log-file=- -w 4 --threads 2 --timeout 120",
      "web: gunicorn -k eventlet -w 1 app:app",
      "web: gunicorn -c python:config.gunicorn app:app",
      "web: uvicorn main:app --host 0.0.0.0 --port $PORT",
      `web: uvicorn main:app --host=0.0.0.0 --port=\${PORT:-5000} --workers 4`,
      "web: uvicorn api.main:app --host 0.0.0.0 --port $PORT",
      "web: gunicorn main:app -k uvicorn.workers.UvicornWorker",
      "web: hypercorn main:app --bind 0.0.0.0:$PORT",
      "web: poetry run gunicorn app:app",
      "web: uv run uvicorn main:app --host 0.0.0.0 --port $PORT",
      "web: sh setup.sh && streamlit run app.py",
      "web: streamlit run app.py --server.port $PORT --server.address 0.0.0.0",
      "web: python run.py",
      "web: python3 app.py --port=$PORT",
      "web: bokeh serve --port=$PORT --allow-websocket-origin=my.herokuapp.com main.py",
      "web: waitress-serve --listen=*:$PORT app:app",
      "worker: rq worker -u $REDIS_URL my-queue",
      "worker: celery -A app.celery worker",
      "worker: python -m backend.app",
      "release: flask db upgrade",
      "release: alembic upgrade head",
      "web: gunicorn app:app",
    ],
  ],
  [
    go,
    [
      "web: bin/server",
      "web: ./bin/my-app",
      "web: my-app -port=$PORT",
      "web: bin/main --port $PORT",
      "worker: bin/worker",
    ],
  ],
  [
    java,
    [
      "web: java -Dserver.port=$PORT $JAVA_OPTS -jar target/demo-0.0.1-SNAPSHOT.jar",
      "web: java $JAVA_OPTS -jar target/dependency/webapp-runner.jar --port $PORT target/*.war",
      "web: java -jar build/libs/app.jar --server.port=$PORT",
      "web: java -jar target/app.jar",
      "web: target/universal/stage/bin/play-app -Dhttp.port=$PORT",
      `web: target/start -Dhttp.port=\${PORT} \${JAVA_OPTS}`,
      "web: java $JVM_OPTS -cp target/uberjar/app.jar clojure.main -m app.core",
      "worker: sh target/bin/worker",
      "web: lein trampoline run",
    ],
  ],
  [
    php,
    [
      "web: heroku-php-apache2",
      "web: vendor/bin/heroku-php-apache2 public/",
      "web: heroku-php-nginx -C nginx_app.conf public/",
      "worker: php artisan queue:work --tries=3",
      "release: php artisan migrate --force",
      "release: php bin/console doctrine:migrations:migrate --no-interaction",
      "web: php artisan octane:start --server=frankenphp --host=0.0.0.0 --port=$PORT",
    ],
  ],
  [
    gunicornWays,
    [
      "web: gunicorn -b :$PORT main:app",
      'web: gunicorn --bind "0.0.0.0:$PORT" main:app',
      "web: gunicorn --chdir=src shop.wsgi:application",
      "web: gunicorn shop.wsgi",
      'web: gunicorn --pythonpath="$PWD/proj" config.wsgi:application',
      "web: gunicorn --pythonpath proj config.wsgi --log-level debug",
      "web: cd proj && gunicorn config.wsgi",
      "web: gunicorn -c gunicorn.py elsewhere:app",
      "web: PYTHONPATH=lib gunicorn elsewhere:app",
      "web: uwsgi uwsgi.ini",
      "web: uwsgi --http-socket=:$PORT --master --wsgi-file app.py",
      "web: bash -c 'gunicorn main:app'",
      "web: bash run.sh",
      "web: python -m streamlit run app.py --server.port=$PORT",
      "web: reflex run --env prod",
    ],
  ],
  [rust, ["web: ./target/release/app", "web: app/server", "web: ROCKET_ENV=prod ./server"]],
  [dotnet, ["web: cd Web/bin/publish && ./Web --urls http://*:$PORT", "web: ./Web"]],
  [
    mono,
    [
      "web: npm start",
      "web: cd server && npm start",
      "web: cd server && node index.js",
      "web: npm --prefix server start",
      "web: yarn --cwd server start",
      "web: (cd client && npm run preview --silent)",
    ],
  ],
  [
    known,
    [
      "worker: ruby a.rb $API_KEY $WORKERS $DATABASE_URL $QUEUE",
      "worker: env QUEUE=$QUEUE DYNO=$DYNO ruby a.rb -c $WEB_CONCURRENCY $JAVA_OPTS $HEROKU_APP_NAME",
      'worker: if [ -n "$API_KEY" ]; then ruby a.rb; fi',
      "worker: for i in 1 2; do ruby a.rb $i; done",
      "web: vendor/bin/heroku-php-apache2 -i user.ini public/",
      "web: apache2ctl -D FOREGROUND",
      "web: nginx -g 'daemon off;' -p $PWD",
    ],
  ],
  [
    other,
    [
      "web: MIX_ENV=prod elixir --sname server -S mix phx.server",
      "web: _build/prod/rel/my_app/bin/my_app start",
      "web: cd bin/publish && ./WebApp --urls http://*:$PORT",
      "web: cd $HOME/heroku_output && dotnet WebApp.dll --urls http://+:$PORT",
      "web: dotnet bin/publish/WebApp.dll",
      "web: ROCKET_PORT=$PORT ./target/release/app",
      "web: App serve --env production --hostname 0.0.0.0 --port $PORT",
      "web: Run serve --env production --hostname 0.0.0.0 --port $PORT",
      "web: R --no-save --gui-none -f /app/run.R",
      "web: caddy run --config Caddyfile",
      "web: vendor/bin/start-something",
      'web: if [ "$RAILS_ENV" = production ]; then bin/prod; else bin/stage; fi',
      "worker: while true; do ./target/release/job; sleep 60; done",
      "web: (./target/release/sidecar &) && exec ./target/release/app",
      "bot: java -jar target/bot.jar",
    ],
  ],
];

test("ordinary Procfiles are without a problem", async (t) => {
  for (const [project, lines] of ordinary) {
    for (const line of lines) await t.test(line, () => assert.deepEqual(found(line, project), []));
  }
});

test("the table is long enough to mean something", () => {
  assert.ok(ordinary.flatMap(([, lines]) => lines).length >= 60);
});
