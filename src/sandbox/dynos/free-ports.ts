import { isPortFree } from "../../process/free-port.ts";

/** Loopback ports for dynos; none is given twice before it came back. */
export interface FreePorts {
  take(): Promise<number>;
  giveBack(port: number): void;
}

/** Below the range from which the systems take ports for outgoing connections, so that none of those gets in the way. */
const lowest = 20_000;
const highest = 32_000;

export function createFreePorts(): FreePorts {
  const taken = new Set<number>();
  // Two sandboxes should not try the same ports at the same time.
  let next = lowest + Math.floor(Math.random() * (highest - lowest));

  const claim = (): number => {
    do next = next < highest ? next + 1 : lowest;
    while (taken.has(next) && taken.size < highest - lowest);
    taken.add(next);
    return next;
  };

  return {
    async take() {
      for (let tries = 0; tries <= highest - lowest; tries++) {
        const port = claim();
        if (await isPortFree(port)) return port;
        taken.delete(port);
      }
      throw new Error("There is no free port on this machine.");
    },
    giveBack: (port) => void taken.delete(port),
  };
}
