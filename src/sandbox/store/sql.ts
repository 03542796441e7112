import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";

/** Prepared statements, kept by their text. A row type is what the migrations say it is. */
export interface Sql {
  get<Row>(text: string, ...values: SQLInputValue[]): Row | undefined;
  all<Row>(text: string, ...values: SQLInputValue[]): Row[];
  run(text: string, ...values: SQLInputValue[]): number;
  insert(table: string, row: Readonly<Record<string, SQLInputValue>>): void;
  update(table: string, id: string, change: Readonly<Record<string, SQLInputValue>>): void;
  /** Inside another transaction, `work` becomes a part of that one. */
  transaction<T>(work: () => T): T;
}

export function createSql(database: DatabaseSync): Sql {
  const statements = new Map<string, StatementSync>();
  let inTransaction = false;

  function prepared(text: string): StatementSync {
    const known = statements.get(text);
    if (known) return known;
    const statement = database.prepare(text);
    statements.set(text, statement);
    return statement;
  }

  const sql: Sql = {
    get<Row>(text: string, ...values: SQLInputValue[]) {
      const row = prepared(text).get(...values);
      return row && ({ ...row } as Row);
    },
    all: <Row>(text: string, ...values: SQLInputValue[]) =>
      prepared(text)
        .all(...values)
        .map((row) => ({ ...row }) as Row),
    run: (text, ...values) => Number(prepared(text).run(...values).changes),
    insert(table, row) {
      const names = Object.keys(row);
      const marks = names.map(() => "?").join(", ");
      sql.run(`INSERT INTO ${table} (${names.map(quoted).join(", ")}) VALUES (${marks})`, ...Object.values(row));
    },
    update(table, id, change) {
      const assignments = Object.keys(change).map((name) => `${quoted(name)} = ?`);
      sql.run(`UPDATE ${table} SET ${assignments.join(", ")} WHERE id = ?`, ...Object.values(change), id);
    },
    transaction(work) {
      if (inTransaction) return work();
      database.exec("BEGIN IMMEDIATE");
      inTransaction = true;
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      } finally {
        inTransaction = false;
      }
    },
  };
  return sql;
}

function quoted(name: string): string {
  return `"${name}"`;
}
