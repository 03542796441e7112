import path from "node:path";
import { parseArgs } from "node:util";
import { isPortUnused } from "../../process/free-port.ts";
import { createKernelPipes, type KernelPipes } from "../../process/kernel-pipes.ts";
import { type Display, system } from "../../runner/display.ts";
import { unknownTypes } from "../../runner/formation.ts";
import { choosePorts } from "../../runner/free-ports.ts";
import { type Plan, planInstances } from "../../runner/plan.ts";
import { prepareRun } from "../../runner/prepare.ts";
import { createReadyNotice } from "../../runner/ready-notice.ts";
import { createRunner, type Runner, type StopSignal } from "../../runner/runner.ts";
import { readConfigVarsFrom } from "./config-vars-from.ts";
import { createEcho } from "./echo.ts";
import { readEnvFiles } from "./read-env-files.ts";
import { checkedRoot, nameOf, readNamed } from "./read-file.ts";
import { runStartCommand } from "./start-command.ts";
import { readStartOptions, type StartOptions, startOptions, startUsage } from "./start-options.ts";
import type { Routing } from "./start-router.ts";
import { createTelling, type Say } from "./telling.ts";
import { type Console, failure, type Verb } from "./verb.ts";

/** Runs the processes of a Procfile until one ends, or someone stops them. */
export const start: Verb = {
  usage: startUsage,
  read(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: startOptions, allowPositionals: true });
    return async (terminal) => {
      // They are made while the files are read.
      const pipes = createKernelPipes({ advance: 48, early: true });
      const options = await readStartOptions(values, { names: positionals, console: terminal });
      return (await runStartCommand(options, terminal)) ?? runAll(options, { terminal, pipes });
    };
  },
};

async function runAll(
  options: StartOptions,
  { terminal, pipes }: { terminal: Console; pipes: KernelPipes },
): Promise<number> {
  const startedAt = new Date().toISOString();
  const { output, display, audience, screen, tell, say } = createTelling(options);
  const routing = options.router && (await import("./start-router.ts")).createRouting(options.router);
  const plan = await planned(options, { say, display, terminal, routing });
  const instances = instancesOf(plan);
  const names = instances.map(({ name }) => name);
  const attaching = options.attach === undefined ? undefined : await import("./start-attached.ts");
  const heldBack = attaching?.copyToAttach(options.attach ?? "", instances);
  const hearReady = createReadyNotice(names, (message) => say(system, message));
  const root = await checkedRoot(options.root ?? path.dirname(options.procfile));
  const { runId, procfile } = options;
  const router = await routing?.start({ plan, audience, say });
  const runner = createRunner({
    ...options,
    root,
    plan,
    pipes,
    heldBack,
    platform: process.platform,
    onEvent(event) {
      tell(event);
      hearReady(event);
      router?.hear(event);
    },
    ready: (name) => output.ready() ?? audience.ready(name),
  });
  endWithUs(runner, heldBack);
  const ended =
    attaching && heldBack !== undefined
      ? attaching.runAttached(heldBack, { ...options, runner, audience, say })
      : runner.ended;
  const types = plan.types.map(({ name }) => name);
  const entry = { runId, procfile, root, startedAt, types };
  // The processes start before this is read.
  const { openToOthers } = await import("./open-to-others.ts");
  const { isAwaited } = options;
  const opening = await openToOthers({
    runner,
    audience,
    screen,
    onEvent: tell,
    entry,
    isAwaited,
    traffic: router?.traffic,
  });
  const status = await ended;
  await router?.close();
  await opening.close(status);
  await output.flushed();
  return status;
}

async function planned(
  options: StartOptions,
  { say, display, terminal, routing }: { say: Say; display: Display; terminal: Console; routing: Routing | undefined },
): Promise<Plan> {
  const configVars = await readConfigVarsFrom(options.configVarsFrom);
  const prepared = prepareRun({
    ...options,
    procfile: { name: nameOf(options.procfile), text: await readNamed(options.procfile) },
    fileValues: Object.fromEntries(await readEnvFiles(options, terminal)),
    configVars,
    shell: process.env,
    platform: process.platform,
  });
  if (prepared.kind === "refused") throw failure(prepared.message);
  const { isPortAsked } = prepared;
  refuseUnknown(prepared.plan, options);
  const plan = routing?.plan(prepared.plan) ?? prepared.plan;
  const instances = [...(routing ? [routing.instance(plan)] : []), ...instancesOf(plan)];
  for (const { name } of instances) display.makeRoomFor(name);
  const given = Object.keys(configVars);
  if (given.length > 0) say(system, `config vars beside those of .env: ${given.sort().join(", ")}`);
  const choice = await choosePorts(instances, { isAsked: isPortAsked, isFree: isPortUnused });
  if (choice.refused) throw failure(choice.messages.map((message) => `The ${message}`).join("\n"));
  for (const message of choice.messages) say(system, message);
  return { ...plan, movedPorts: choice.moved };
}

/** A slip in a name: what it says would silently count for nothing. */
function refuseUnknown({ types }: Plan, { restart, waitFor }: Pick<StartOptions, "restart" | "waitFor">): void {
  const named = { "--restart": [...restart.types.keys()], "--wait-for": [...waitFor].flat(2) };
  for (const [option, names] of Object.entries(named)) {
    const message = unknownTypes(
      names,
      types.map(({ name }) => name),
    );
    if (message !== undefined) throw failure(`${option}: ${message}`);
  }
}

function instancesOf(plan: Plan): Extract<ReturnType<typeof planInstances>, { kind: "planned" }>["instances"] {
  const instances = planInstances(plan);
  if (instances.kind === "impossible") throw failure(instances.message);
  return instances.instances;
}

/** While a copy is attached, the terminal's Ctrl-C is the copy's. */
function endWithUs(runner: Runner, attached: string | undefined): void {
  const isAttached = (): boolean =>
    runner.status().some(({ name, state }) => name === attached && state.kind === "borrowed");
  const isEcho = createEcho(() => performance.now());
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const satisfies readonly StopSignal[]) {
    process.on(signal, () => {
      if (signal === "SIGINT" && isAttached()) return;
      if (!isEcho()) runner.stop(signal);
    });
  }
  // Nobody reads on, as behind "| head -1".
  process.stdout.on("error", () => runner.stop("SIGPIPE"));
  // A parent that keeps an IPC channel has gone.
  process.on("disconnect", () => runner.stop("SIGTERM"));
}
