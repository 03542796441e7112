import type { Suggestion } from "../../language/project-facts.ts";
import { type Evidence, typeFor } from "../frameworks/evidence.ts";
import { commandOf, entriesOf, entryOf, readYaml } from "./read-yaml.ts";

/** In the order in which Compose looks for them. */
const names = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

/** The commands of the services that are the project's own. */
export async function suggestFromCompose({ read }: Pick<Evidence, "read">): Promise<Suggestion[]> {
  for (const file of names) {
    const text = await read(file);
    if (text !== undefined) return readCompose(text, file);
  }
  return [];
}

export async function readCompose(text: string, file: string): Promise<Suggestion[]> {
  const services = entriesOf(entryOf(await readYaml(text), "services")).filter(([, service]) => isOwn(service));
  const hasWeb = services.some(([name]) => typeFor(name) === "web");
  return services.flatMap(([name, service]): Suggestion[] => {
    const command = commandOf(entryOf(service, "command"));
    const type = !hasWeb && entryOf(service, "ports") !== undefined ? "web" : typeFor(name);
    if (command === undefined || type === "") return [];
    return [{ type, command, why: `service "${name}" of ${file}`, source: "docker-compose" }];
  });
}

/** Databases and their kin are add-ons on Heroku. */
function isOwn(service: unknown): boolean {
  if (entryOf(service, "build") !== undefined) return true;
  const image = entryOf(service, "image");
  return typeof image !== "string" || !backing.test(image);
}

const backing =
  /(?:^|\/)(?:postgres|postgis|timescaledb|pgvector|mysql|mariadb|redis|valkey|memcached|mongo|rabbitmq|kafka|cp-kafka|zookeeper|elasticsearch|opensearch|minio|mailhog|mailpit|mailcatcher|nginx|traefik|caddy|adminer|localstack|nats|clickhouse-server)(?::|@|$)/;
