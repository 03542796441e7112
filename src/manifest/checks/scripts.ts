import type { Node } from "jsonc-parser";
import type { Problem } from "../../language/problem.ts";
import { memberOf, stringOf } from "../json-document.ts";
import { type CheckedManifest, entriesOf, problem } from "./manifest.ts";

/** Commands that do not end, and migrations that later deploys would need too. */
export function checkScripts(manifest: CheckedManifest): Problem[] {
  return entriesOf(manifest.root, "scripts").flatMap(({ name, value }) => {
    const node = value?.type === "string" ? value : memberOf(value, "command");
    const command = stringOf(node);
    if (!node || command === undefined) return [];
    return [...checkServer(manifest, node, name, command), ...checkMigration(manifest, node, name, command)];
  });
}

const servers = [
  /^(?:bundle exec |bin\/|\.\/bin\/)?(?:rails s(?:erver)?|puma|unicorn|thin start|rackup|sidekiq)\b/,
  /^(?:pipenv run |poetry run |uv run )?(?:gunicorn|uvicorn|hypercorn|daphne|flask run|celery)\b/,
  /^python3? manage\.py runserver\b/,
  /^(?:npm start|npm run start|yarn start|yarn run start|pnpm start|node (?:\.\/)?(?:server|index|app)\.js)\s*$/,
  /^(?:nodemon|foreman start|heroku local|honcho start|php -S)\b/,
];

function checkServer(manifest: CheckedManifest, node: Node, name: string, command: string): Problem[] {
  const last = (command.split(/&&|;/).at(-1) ?? "").trim();
  if (name === "test" || !servers.some((server) => server.test(last))) return [];
  const message = `\`${name}\` runs once and has to end; this looks like a server, which never does. Processes that stay belong in the Procfile.`;
  return [problem(manifest, "app-json-server-script", node, message)];
}

const migrations =
  /\b(?:rails|rake) db:migrate\b|\bmanage\.py migrate\b|\bartisan migrate\b|\bprisma migrate deploy\b|\b(?:knex|sequelize|typeorm)\b.*\bmigrat|\balembic upgrade\b|\bflask db upgrade\b|\becto\.migrate\b/;

function checkMigration(manifest: CheckedManifest, node: Node, name: string, command: string): Problem[] {
  const types = manifest.surroundings.facts.processTypes;
  if (name !== "postdeploy" || !types || types.has("release") || !migrations.test(command)) return [];
  const message =
    "`postdeploy` migrates the database after the first deploy only. A process type `release` in the Procfile does it before every release.";
  return [problem(manifest, "app-json-migration-script", node, message)];
}
