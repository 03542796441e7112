import assert from "node:assert/strict";
import { test } from "node:test";
import { debuggerOf } from "../../../src/runner/debugger-of.ts";

const cases: [command: string, found: string, files?: readonly string[]][] = [
  ["node server.js", "node"],
  ["NODE_ENV=production node --enable-source-maps dist/main.js", "node"],
  ["npm start", "node"],
  ["exec npx next start -p $PORT", "node"],
  ["node_modules/.bin/serve", "node"],
  ["./bin/server.mjs", "node"],
  ["./bin/server.mjs", "node", ["go.mod"]],
  ["$RUNTIME server.js", "node"],
  ["python app.py --port $PORT", "python"],
  ["python3.12 manage.py runserver", "python"],
  ["gunicorn app:app --bind 0.0.0.0:$PORT", "python"],
  ["python -m uvicorn main:app", "python"],
  ["cd api && flask run -p $PORT", "python"],
  ["npm run build && python 'my app.py'", "python"],
  ["poetry run celery -A shop worker", "python"],
  ["bundle exec puma -C config/puma.rb", "ruby"],
  ["bundle exec our-own-program", "ruby"],
  ["bin/rails server", "ruby"],
  ["bin/jobs", "ruby", ["Gemfile"]],
  ["bin/jobs", "other:jobs"],
  ["java -Dserver.port=$PORT $JAVA_OPTS -jar target/shop.jar", "java"],
  ["build/install/shop/bin/shop", "java"],
  ["target/universal/stage/bin/shop -Dhttp.port=$PORT", "java"],
  ["go run ./cmd/web", "go"],
  ["bin/web", "go", ["go.mod"]],
  ["bin/web", "go", ["go.mod", "Gemfile"]],
  ["./server", "other:server"],
  ["mvn spring-boot:run", "other:mvn"],
  ["env A=1 timeout -k 5 60 nice -n 5 node server.js", "node"],
  ["doppler run -- gunicorn app:app", "python"],
  ["sh -c 'cd api; exec bundle exec puma'", "ruby"],
  ['/bin/bash -lc "npm run build && python app.py"', "python"],
  ["if [ -f lock ]; then ./wait; else node server.js; fi", "node"],
  ["node server.js 2>&1 | tee server.log", "node"],
  ["node server.js $(cat options)", "node"],
  ["echo 'node' && ./server --as node", "other:server"],
  ["cd node && ./server", "other:server"],
  ["start-nginx bundle exec puma", "ruby"],
  ["\u0024{RUNTIME} server", "node"],
  ["node.exe server.js", "node"],
  ["cd node", "other:cd node"],
  ["", "other:"],
];

for (const [command, found, files = []] of cases) {
  test(`${command}${files.length > 0 ? `, beside ${files.join(" and ")}` : ""}`, () => {
    const { kind, ...rest } = debuggerOf(command, { RUNTIME: "node" }, (file) => files.includes(file));
    assert.equal("program" in rest ? `${kind}:${rest.program}` : kind, found);
  });
}
