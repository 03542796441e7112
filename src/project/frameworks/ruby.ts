import type { Suggestion } from "../../language/project-facts.ts";
import { type Evidence, firstOf, marksOf, nothing, type Recognised, suggest } from "./evidence.ts";

export async function recogniseRuby(evidence: Evidence): Promise<Recognised> {
  const { files, marks } = evidence;
  const gemfile = await evidence.read("Gemfile");
  if (gemfile === undefined && !files.has("config.ru") && !files.has("Rakefile")) return nothing;
  const gems = gemsOf(gemfile ?? "");
  const isRails = files.has("config/application.rb") || gems.has("rails") || gems.has("railties");
  const sinatra = gems.has("sinatra") || marksOf(marks, "sinatra-app").length > 0;
  const project: RubyProject = { gems, files, isRails, evidence };
  return {
    frameworks: [...(isRails ? ["rails" as const] : sinatra ? ["sinatra" as const] : []), "ruby"],
    suggestions: [...webOf(project), ...releaseOf(project), ...workersOf(project), ...clockOf(project)],
  };
}

interface RubyProject {
  readonly gems: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
  readonly isRails: boolean;
  readonly evidence: Evidence;
}

function gemsOf(gemfile: string): Set<string> {
  return new Set(
    [...gemfile.matchAll(/^[ \t]{0,40}gem[ \t(]+["']([\w.-]{1,100})["']/gm)].map(([, name]) => name ?? ""),
  );
}

function webOf({ gems, files, isRails, evidence }: RubyProject): Suggestion[] {
  const puma = firstOf(files, ["config/puma.rb", "puma.rb"]);
  if (puma !== undefined) return [suggest("web", `bundle exec puma -C ${puma}`, puma)];
  if (gems.has("puma")) return [suggest("web", "bundle exec puma -p $PORT", "Puma")];
  if (gems.has("unicorn")) {
    const config = firstOf(files, ["config/unicorn.rb", "unicorn.rb"]);
    return [suggest("web", `bundle exec unicorn -p $PORT${config ? ` -c ./${config}` : ""}`, "Unicorn")];
  }
  if (gems.has("falcon")) return [suggest("web", "bundle exec falcon serve -b http://0.0.0.0:$PORT", "Falcon")];
  if (gems.has("thin")) return [suggest("web", "bundle exec thin start -p $PORT -R config.ru", "Thin")];
  if (isRails) return [suggest("web", "bin/rails server -b 0.0.0.0 -p $PORT -e $RAILS_ENV", "Rails")];
  if (files.has("config.ru")) return [suggest("web", "bundle exec rackup config.ru -o 0.0.0.0 -p $PORT", "config.ru")];
  const [app] = marksOf(evidence.marks, "sinatra-app");
  return app ? [suggest("web", `bundle exec ruby ${app.file} -o 0.0.0.0 -p $PORT`, "Sinatra")] : [];
}

function releaseOf({ gems, files, isRails }: RubyProject): Suggestion[] {
  if (isRails) {
    const rails = files.has("bin/rails") ? "bin/rails" : "bundle exec rails";
    return [suggest("release", `${rails} db:migrate`, "migrations of Rails")];
  }
  if (gems.has("sinatra-activerecord") || gems.has("standalone_migrations")) {
    return [suggest("release", "bundle exec rake db:migrate", "migrations of Active Record")];
  }
  return [];
}

function workersOf({ gems, files }: RubyProject): Suggestion[] {
  const sidekiq = files.has("config/sidekiq.yml") ? " -C config/sidekiq.yml" : "";
  const solid = files.has("bin/jobs") ? "bin/jobs" : "bundle exec rake solid_queue:start";
  const known: readonly [string, string, string][] = [
    ["sidekiq", `bundle exec sidekiq${sidekiq}`, "Sidekiq"],
    ["good_job", "bundle exec good_job start", "GoodJob"],
    ["solid_queue", solid, "Solid Queue"],
    ["delayed_job", "bundle exec rake jobs:work", "Delayed Job"],
    ["delayed_job_active_record", "bundle exec rake jobs:work", "Delayed Job"],
    ["resque", "QUEUE=* bundle exec rake resque:work", "Resque"],
    ["que", "bundle exec que", "Que"],
    ["shoryuken", "bundle exec shoryuken -R", "Shoryuken"],
    ["sneakers", "bundle exec rake sneakers:run", "Sneakers"],
    ["karafka", "bundle exec karafka server", "Karafka"],
  ];
  return known.filter(([gem]) => gems.has(gem)).map(([, command, why]) => suggest("worker", command, why));
}

function clockOf({ gems, files }: RubyProject): Suggestion[] {
  if (!gems.has("clockwork")) return [];
  const file = firstOf(files, ["clock.rb", "config/clock.rb", "lib/clock.rb", "app/clock.rb"]) ?? "clock.rb";
  return [suggest("clock", `bundle exec clockwork ${file}`, "Clockwork")];
}
