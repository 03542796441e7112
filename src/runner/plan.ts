import type { Dialect } from "./dialect.ts";
import { copiesOf, type Formation, unknownTypes } from "./formation.ts";
import { portOf } from "./ports.ts";

/** A line of the Procfile. */
export interface ProcessType {
  readonly name: string;
  readonly command: string;
}

/** What to run, before anything of the world is asked. */
export interface Plan {
  readonly dialect: Dialect;
  /** In the order of the file. */
  readonly types: readonly ProcessType[];
  readonly formation: Formation;
  readonly basePort: number;
  /** By name of a copy, a port in place of its own. */
  readonly movedPorts?: ReadonlyMap<string, number>;
  /** A router stands at the first port of `web`, so that its copies begin one port further. */
  readonly isRouted?: boolean;
  /** The shell's and the .env files' variables, already merged. */
  readonly env: Readonly<Record<string, string>>;
  /** Keys of the .env files: foreman's dialect replaces these in the command's text. */
  readonly fileKeys: readonly string[];
}

/** One copy of a process type. */
export interface Instance {
  /** `web.1` */
  readonly name: string;
  readonly type: string;
  readonly copy: number;
  readonly command: string;
  readonly port: number;
}

export type Planned =
  | { readonly kind: "planned"; readonly instances: readonly Instance[] }
  | { readonly kind: "impossible"; readonly message: string };

/** The copies to start, in the order of the file. */
export function planInstances(plan: Plan): Planned {
  const unknown = unknownTypes(
    [...plan.formation.types.keys()],
    plan.types.map(({ name }) => name),
  );
  if (unknown !== undefined) return { kind: "impossible", message: unknown };
  const copies = plan.types.reduce((sum, { name }) => sum + wantedCopies(plan, name), 0);
  if (copies > mostCopies)
    return { kind: "impossible", message: `${copies} processes are more than the ${mostCopies} that are run at once.` };
  const instances = plan.types.flatMap((type) => {
    const copies = Array.from({ length: wantedCopies(plan, type.name) }, (_, index) => index + 1);
    return copies.map((copy) => instanceOf(plan, type, copy));
  });
  const tooHigh = instances.find(({ port }) => port > 65_535);
  if (tooHigh)
    return { kind: "impossible", message: `${tooHigh.name} would get port ${tooHigh.port}: choose a lower -p.` };
  if (instances.length === 0)
    return { kind: "impossible", message: "There is nothing to run: every process type has 0 copies." };
  return { kind: "planned", instances };
}

/** A slip such as `web=9999` would use up the process ids of the whole machine. */
export const mostCopies = 1000;

/** One copy, whether the formation asks for it or not. */
export function instanceOf(plan: Plan, processType: ProcessType, copy: number): Instance {
  const { name: type, command } = processType;
  const name = `${type}.${copy}`;
  const place = copy + (plan.isRouted && type === "web" ? 1 : 0);
  const port = movedPort(plan, processType, name) ?? portOf(plan.basePort, placeOf(plan, processType), place);
  return { name, type, copy, command, port };
}

/** Variables of a copy: the plan's, and what the dialect adds. */
export function variablesOf(plan: Plan, { name, port }: Instance): Record<string, string> {
  const own = { ...plan.env, PORT: String(port) };
  if (plan.dialect !== "heroku-local") return { ...own, PS: name };
  return { ...own, FOREMAN_WORKER_NAME: plan.env["FOREMAN_WORKER_NAME"] ?? name };
}

/** The text that the shell gets. Only foreman's dialect changes it: `$NAME` of every key, by mere substring. */
export function commandOf(plan: Plan, instance: Instance): string {
  if (plan.dialect !== "foreman") return instance.command;
  const values = variablesOf(plan, instance);
  return [...plan.fileKeys, "PORT", "PS"].reduce(
    (command, key) => command.replaceAll(`$${key}`, () => values[key] ?? ""),
    instance.command,
  );
}

/** Heroku runs `release` at a deploy, not beside the others: it waits to be named. Foreman knows no such thing. */
function wantedCopies({ dialect, formation }: Plan, type: string): number {
  if (type === "release" && dialect !== "foreman" && !formation.types.has(type)) return 0;
  return copiesOf(formation, type);
}

/** Of two types with one name, which foreman has beside each other, the second keeps its own. */
function movedPort({ types, movedPorts }: Plan, type: ProcessType, name: string): number | undefined {
  const isSecond = types.indexOf(type) > types.findIndex((other) => other.name === type.name);
  return isSecond ? undefined : movedPorts?.get(name);
}

/** Place in the file; heroku local counts those that run. */
function placeOf(plan: Plan, type: ProcessType): number {
  const counted =
    plan.dialect === "heroku-local" ? plan.types.filter(({ name }) => wantedCopies(plan, name) > 0) : plan.types;
  const itself = counted.indexOf(type);
  return itself >= 0
    ? itself
    : Math.max(
        0,
        counted.findIndex(({ name }) => name === type.name),
      );
}
