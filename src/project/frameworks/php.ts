import type { Suggestion } from "../../language/project-facts.ts";
import { type Evidence, firstOf, nothing, type Recognised, suggest } from "./evidence.ts";

export async function recognisePhp({ files, read }: Evidence): Promise<Recognised> {
  const composer = await read("composer.json");
  if (composer === undefined && !files.has("index.php")) return nothing;
  const requires = requiresOf(composer ?? "");
  const isLaravel = files.has("artisan") || requires.has("laravel/framework");
  const suggestions = isLaravel ? laravel(requires) : others(files, requires);
  return { frameworks: isLaravel ? ["laravel", "php"] : ["php"], suggestions };
}

/** The names of packages, each of which is `vendor/package` and a key. */
function requiresOf(composer: string): Set<string> {
  const names = composer.matchAll(/"([a-z0-9][a-z0-9_.-]{0,100}\/[a-z0-9][a-z0-9_.-]{0,100})"\s{0,20}:/g);
  return new Set([...names].map(([, name]) => name ?? ""));
}

function laravel(requires: ReadonlySet<string>): Suggestion[] {
  const worker = requires.has("laravel/horizon") ? "php artisan horizon" : "php artisan queue:work";
  return [
    suggest("web", "heroku-php-apache2 public/", "Laravel"),
    suggest("release", "php artisan migrate --force", "migrations of Laravel"),
    suggest("worker", worker, requires.has("laravel/horizon") ? "Horizon" : "Laravel's queue"),
    suggest("clock", "php artisan schedule:work", "Laravel's scheduler"),
    suggest("web", "heroku-php-nginx -C nginx.conf public/", "Laravel with nginx"),
  ];
}

function others(files: ReadonlySet<string>, requires: ReadonlySet<string>): Suggestion[] {
  const index = firstOf(files, ["public/index.php", "web/index.php", "index.php"]);
  const folder = index?.slice(0, -"index.php".length) ?? "";
  const doctrine = requires.has("doctrine/doctrine-migrations-bundle");
  const messenger = requires.has("symfony/messenger");
  return [
    suggest("web", `heroku-php-apache2 ${folder}`.trimEnd(), index ?? "composer.json"),
    ...(doctrine
      ? [suggest("release", "php bin/console doctrine:migrations:migrate --no-interaction", "migrations of Doctrine")]
      : []),
    ...(messenger ? [suggest("worker", "php bin/console messenger:consume async", "Symfony Messenger")] : []),
  ];
}
