import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { groupMembers, hasLivingMember } from "../../../src/process/group.ts";
import { findStrays } from "../../../src/process/strays.ts";

/** Knows what a test started: by the groups that it was told of, and by a variable in the environment of everything. */
export interface Watch {
  /** To be given to what is started. */
  readonly variables: Readonly<Record<string, string>>;
  /** Leaders of groups, as the runner says them. */
  add(pid: number): void;
  /** Fails when anything runs. */
  assertNothingLeft(): void;
  /** For when the runner was killed, and something else ends what it started: fails when that takes long. */
  untilNothingLeft(): Promise<void>;
}

/** Ten seconds, for a machine that does a lot at once. */
const patience = 10_000;

export function watchProcesses(): Watch {
  const name = `WORKBENCH_TEST_${crypto.randomUUID().replaceAll("-", "_")}`;
  const groups = new Set<number>();
  const left = (): string[] => [
    ...[...groups].filter(hasLivingMember).map((group) => `group ${group}: ${groupMembers(group).join(", ")}`),
    ...findStrays((environment) => environment.includes(`\0${name}=1\0`)).map((pid) => `process ${pid}`),
  ];
  return {
    variables: { [name]: "1" },
    add: (pid) => void groups.add(pid),
    assertNothingLeft: () => assert.deepEqual(left(), [], "processes are left"),
    async untilNothingLeft() {
      const deadline = performance.now() + patience;
      while (left().length > 0) {
        assert.ok(performance.now() < deadline, `processes are left: ${left().join("; ")}`);
        await wait(20);
      }
    },
  };
}
