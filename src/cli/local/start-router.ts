import type { TrafficControl } from "../../runner/control/answer.ts";
import type { Audience } from "../../runner/control/audience.ts";
import type { RunnerEvent } from "../../runner/events.ts";
import { type Instance, instanceOf, type Plan, planInstances } from "../../runner/plan.ts";
import { beginTraffic } from "./begin-traffic.ts";
import type { RouterSettings } from "./router-options.ts";
import { readTrafficSettings, type TrafficSettings } from "./traffic-settings.ts";
import { failure, understood } from "./verb.ts";
import { createWebBackends } from "./web-backends.ts";

/** A run's router, before it is started. */
export interface Routing {
  /** The plan with room for the router. Throws a `Failure` where there is no web process. */
  plan(plan: Plan): Plan;
  /** Its place among the ports; the plan may move it. */
  instance(plan: Plan): Instance;
  start(parts: { plan: Plan; audience: Audience; say: Say }): Promise<RunRouter>;
}

/** A run's router. */
export interface RunRouter {
  readonly traffic: TrafficControl;
  /** What becomes of the web processes. */
  hear(event: RunnerEvent): void;
  close(): Promise<void>;
}

type Say = (name: string, message: string) => void;

/** Name under which the router speaks. */
const routerName = "router";

export function createRouting({ port, values }: RouterSettings): Routing {
  const settings = understood(() => readTrafficSettings(values));
  const instance = (plan: Plan): Instance => {
    const first = instanceOf({ ...plan, isRouted: false }, { name: "web", command: "" }, 1);
    const own = plan.movedPorts?.get(routerName) ?? port ?? first.port;
    return { name: routerName, type: routerName, copy: 1, command: "", port: own };
  };
  return {
    instance,
    plan(plan) {
      if (!plan.types.some(({ name }) => name === "web")) {
        throw failure("The Procfile has no web process for a router to stand before.");
      }
      const planned = planInstances(plan);
      const owner = planned.kind === "planned" ? planned.instances.find((one) => one.port === port) : undefined;
      if (owner) throw failure(`--router-port ${port} is the port of ${owner.name}. Choose another one.`);
      return { ...plan, isRouted: port === undefined };
    },
    start({ plan, ...parts }) {
      const own = instance(plan).port;
      if (port === undefined || own === port) return startRouter({ ...parts, settings, port: own });
      throw failure(`The port ${port} of router is taken by another program. Choose another one with --router-port.`);
    },
  };
}

async function startRouter(parts: {
  settings: TrafficSettings;
  port: number;
  audience: Audience;
  say: Say;
}): Promise<RunRouter> {
  const { settings, port, audience, say } = parts;
  const backends = createWebBackends();
  const traffic = await beginTraffic({
    settings,
    port,
    backends,
    log: (line) => say(routerName, line),
    say: (message) => say(routerName, message),
    onChange: (status) => audience.tell({ event: "traffic", traffic: status }),
  });
  say(routerName, `stands at port ${traffic.port} before web`);
  let isSaid = false;
  return {
    traffic,
    hear(event) {
      backends.hear(event);
      if (isSaid || backends.ready().length === 0) return;
      isSaid = true;
      // After the address of the process itself, which leads past the router.
      say(routerName, `ready on http://localhost:${traffic.port}`);
    },
    async close() {
      backends.close();
      await traffic.close();
    },
  };
}
