/** A small app of the demo: what it is made of, and what became of it. */
export interface DemoApp {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly configVars: Readonly<Record<string, string>>;
  readonly collaborator: string | null;
  /** The plan of its database. */
  readonly addon: string | null;
  /** Served by the router, as everything below `localhost`. */
  readonly domain: string | null;
  /** Dynos per process type, where it is not as after a first push. */
  readonly quantities: Readonly<Record<string, number>>;
  readonly maintenance: boolean;
  /** Its web process ends as soon as it starts. */
  readonly crashes: boolean;
}

const packageJson = (name: string) => `${JSON.stringify({ name, version: "1.0.0", private: true }, null, 2)}\n`;

const page = (title: string, text: string) => `import { createServer } from "node:http";

const port = Number(process.env.PORT ?? 3000);
const html = \`<!doctype html><title>${title}</title><h1>${title}</h1><p>${text}</p><p>Served by \${process.env.DYNO}.</p>\`;

const server = createServer((request, response) => {
  console.log(\`\${request.method} \${request.url}\`);
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
});
server.listen(port, () => console.log(\`Listening on \${port}\`));
process.on("SIGTERM", () => {
  console.log("Finishing the last requests");
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
`;

const worker = `let jobs = 0;
const timer = setInterval(() => console.log(\`Packed parcel \${++jobs}\`), 60_000);
console.log("Waiting for parcels");
process.on("SIGTERM", () => {
  clearInterval(timer);
  console.log("Stopping between two parcels");
});
`;

const crashing = `console.error("Error: DATABASE_URL is not set");
process.exitCode = 1;
`;

export const demoApps: readonly DemoApp[] = [
  {
    name: "demo-shop",
    files: {
      "package.json": packageJson("demo-shop"),
      Procfile: "web: node web.mjs\nworker: node worker.mjs\n",
      "web.mjs": page("The demo shop", "Everything here is sold out."),
      "worker.mjs": worker,
    },
    configVars: { CURRENCY: "EUR", SESSION_SECRET: "only-a-demo-secret" },
    collaborator: "colleague@example.com",
    addon: "heroku-postgresql:essential-0",
    domain: "www.demo-shop.localhost",
    quantities: { worker: 1 },
    maintenance: false,
    crashes: false,
  },
  {
    name: "demo-handbook",
    files: {
      "package.json": packageJson("demo-handbook"),
      Procfile: "web: node web.mjs\n",
      "web.mjs": page("The demo handbook", "How things are done here."),
    },
    configVars: { LANGUAGE: "en" },
    collaborator: null,
    addon: null,
    domain: null,
    quantities: {},
    maintenance: true,
    crashes: false,
  },
  {
    name: "demo-invoices",
    files: {
      "package.json": packageJson("demo-invoices"),
      Procfile: "web: node web.mjs\n",
      "web.mjs": crashing,
    },
    configVars: { LOG_LEVEL: "debug" },
    collaborator: null,
    addon: null,
    domain: null,
    quantities: {},
    maintenance: false,
    crashes: true,
  },
];
