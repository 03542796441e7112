import type { World } from "../parts.ts";
import { NameTaken } from "./errors.ts";
import type { CouplingRecord, PipelineRecord } from "./resource-records.ts";
import type { ResourceTables } from "./resource-tables.ts";
import type { Sql } from "./sql.ts";
import { timestamp } from "./time.ts";

export function pipelinesTable(sql: Sql, world: World): ResourceTables["pipelines"] {
  const find = (idOrName: string) =>
    sql.get<PipelineRecord>("SELECT * FROM pipelines WHERE id = ? OR name = ?", idOrName, idOrName);

  function refuseTaken(name: string, ownId: string | null): void {
    const other = sql.get<{ id: string }>("SELECT id FROM pipelines WHERE name = ?", name);
    if (other && other.id !== ownId) throw new NameTaken(`Name ${name} is already taken`);
  }

  return {
    list: () => sql.all<PipelineRecord>("SELECT * FROM pipelines ORDER BY name"),
    find,
    create(pipeline) {
      refuseTaken(pipeline.name, null);
      const now = timestamp(world);
      const row = { id: world.uuid(), ...pipeline, createdAt: now, updatedAt: now };
      sql.insert("pipelines", row);
      return row;
    },
    rename(id, name) {
      refuseTaken(name, id);
      sql.update("pipelines", id, { name, updatedAt: timestamp(world) });
      return existing(find(id));
    },
    delete: (id) => void sql.run("DELETE FROM pipelines WHERE id = ?", id),
  };
}

export function couplingsTable(sql: Sql, world: World): ResourceTables["couplings"] {
  const find = (id: string) => sql.get<CouplingRecord>("SELECT * FROM pipeline_couplings WHERE id = ?", id);

  return {
    list: () => sql.all<CouplingRecord>("SELECT * FROM pipeline_couplings ORDER BY id"),
    ofPipeline: (pipelineId) =>
      sql.all<CouplingRecord>(`SELECT * FROM pipeline_couplings WHERE "pipelineId" = ? ORDER BY id`, pipelineId),
    ofApp: (appId) => sql.get<CouplingRecord>(`SELECT * FROM pipeline_couplings WHERE "appId" = ?`, appId),
    find,
    create(coupling) {
      const now = timestamp(world);
      const row = { id: world.uuid(), ...coupling, createdAt: now, updatedAt: now };
      sql.insert("pipeline_couplings", row);
      return row;
    },
    move(id, stage) {
      sql.update("pipeline_couplings", id, { stage, updatedAt: timestamp(world) });
      return existing(find(id));
    },
    delete: (id) => void sql.run("DELETE FROM pipeline_couplings WHERE id = ?", id),
  };
}

function existing<T>(record: T | undefined): T {
  if (!record) throw new Error("The record is not there any more.");
  return record;
}
