/** Plans that are often asked for, for completion; any other plan is accepted. */
export const commonPlans: ReadonlyMap<string, string> = new Map([
  ["heroku-postgresql:essential-0", "Postgres, 1 GB, 20 connections, $5 a month"],
  ["heroku-postgresql:essential-1", "Postgres, 10 GB, 20 connections, $9 a month"],
  ["heroku-postgresql:essential-2", "Postgres, 32 GB, 40 connections, $20 a month"],
  ["heroku-postgresql:standard-0", "Postgres for production"],
  ["heroku-postgresql:premium-0", "Postgres for production with high availability"],
  ["heroku-postgresql:in-dyno", "Postgres inside the dyno of a test run; for environments.test only"],
  ["heroku-redis:mini", "Key-Value Store, the smallest plan"],
  ["heroku-redis:premium-0", "Key-Value Store with persistence"],
  ["heroku-redis:in-dyno", "Redis inside the dyno of a test run; for environments.test only"],
  ["scheduler:standard", "Runs commands every 10 minutes, hour or day"],
  ["papertrail:choklad", "Log search"],
  ["sendgrid:starter", "Mail"],
  ["mailgun:starter", "Mail"],
  ["memcachier:dev", "Memcache"],
  ["cloudinary:starter", "Images"],
  ["bucketeer:hobbyist", "Files in S3"],
]);

/** Plans that ended, with the one to write instead; without one where the whole add-on ended. */
export const retiredPlans: ReadonlyMap<string, string | undefined> = new Map([
  ...["dev", "hobby-dev", "mini"].map(
    (plan) => [`heroku-postgresql:${plan}`, "heroku-postgresql:essential-0"] as const,
  ),
  ...["hobby-basic", "basic"].map((plan) => [`heroku-postgresql:${plan}`, "heroku-postgresql:essential-1"] as const),
  ["heroku-redis:hobby-dev", "heroku-redis:mini"],
  ["heroku-redis:test", "heroku-redis:mini"],
  ["pgbackups", undefined],
  ["redistogo", undefined],
  ["mongolab", undefined],
  ["mongohq", undefined],
]);
