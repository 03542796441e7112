import postgres from "postgres";

/** `FOR UPDATE SKIP LOCKED` lets any number of workers take jobs without waiting for each other. */
export async function postgresQueue(url) {
  // Heroku Postgres wants TLS, with a certificate of its own.
  const sql = postgres(url, { ssl: /@(?:localhost|127\.)/.test(url) ? false : { rejectUnauthorized: false }, max: 2 });
  await sql`CREATE TABLE IF NOT EXISTS jobs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    text text NOT NULL,
    done_at timestamptz
  )`;
  return {
    kind: "postgres",
    async add(text) {
      await sql`INSERT INTO jobs (text) VALUES (${text})`;
    },
    /** A job whose worker dies is free again: its row was only locked. */
    async work(run) {
      return sql.begin(async (transaction) => {
        const [job] = await transaction`
          SELECT id, text FROM jobs WHERE done_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`;
        if (job === undefined) return false;
        await run(job.text);
        await transaction`UPDATE jobs SET done_at = now() WHERE id = ${job.id}`;
        return true;
      });
    },
    async stats() {
      const [row] = await sql`
        SELECT count(*) FILTER (WHERE done_at IS NULL)::int AS waiting, count(done_at)::int AS done FROM jobs`;
      return row;
    },
    close: () => sql.end({ timeout: 5 }),
  };
}
