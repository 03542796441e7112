import assert from "node:assert/strict";
import { test } from "node:test";
import { type DebuggerOf, debuggerOf } from "../../../src/runner/debugger-of.ts";

const node: DebuggerOf = { kind: "node" };

const cases: [command: string, found: DebuggerOf][] = [
  ["node server.js", node],
  ["NODE_ENV=production node --enable-source-maps dist/main.js", node],
  ["npm start", node],
  ["exec npx next start -p $PORT", node],
  ["node_modules/.bin/serve", node],
  ["./bin/server.mjs", node],
  ["python app.py --port $PORT", { kind: "python", program: "app.py", args: ["--port", "5000"], folder: "" }],
  ["python3.12 manage.py runserver", { kind: "python", program: "manage.py", args: ["runserver"], folder: "" }],
  [
    "gunicorn app:app --bind 0.0.0.0:$PORT",
    { kind: "python", module: "gunicorn", args: ["app:app", "--bind", "0.0.0.0:5000"], folder: "" },
  ],
  ["python -m uvicorn main:app", { kind: "python", module: "uvicorn", args: ["main:app"], folder: "" }],
  ["cd api && flask run -p $PORT", { kind: "python", module: "flask", args: ["run", "-p", "5000"], folder: "api" }],
  ["npm run build && python 'my app.py'", { kind: "python", program: "my app.py", args: [], folder: "" }],
  ["bundle exec puma", { kind: "other", program: "puma" }],
  ["./server", { kind: "other", program: "server" }],
];

for (const [command, found] of cases) {
  test(command, () => assert.deepEqual(debuggerOf(command, { PORT: "5000" }), found));
}
