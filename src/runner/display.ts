/** How a line of the merged output begins: `09:27:10 web.1    | `. */
export interface Display {
  /** The prefix of a process now, as bytes; the same object while the second and the width last. */
  prefix(name: string): Uint8Array;
  /** Of a line that came at another time. */
  prefixAt(name: string, time: Date): Uint8Array;
  /** A name that is wider than all before moves the bar for the lines that follow. */
  makeRoomFor(name: string): void;
}

export interface DisplayOptions {
  readonly color: boolean;
  readonly timestamp: boolean;
  readonly now: () => Date;
}

/** Foreman's order: cyan, yellow, green, magenta, red, blue, then the bright ones. */
const colors = [36, 33, 32, 35, 31, 34, 96, 93, 92, 95, 91, 94];

/** Name under which the runner itself speaks. */
export const system = "system";

export function createDisplay({ color, timestamp, now }: DisplayOptions): Display {
  const colorOf = new Map<string, number>();
  let width = system.length;
  let second = -1;
  let prefixes = new Map<string, Uint8Array>();

  const build = (name: string, time: Date): Uint8Array => {
    const text = `${timestamp ? `${clock(time)} ` : ""}${name.padEnd(width)} | `;
    return Buffer.from(color ? `\u001b[${code(name)}m${text}\u001b[0m` : text);
  };

  const code = (name: string): number => {
    if (name === system) return 97;
    const type = name.slice(0, name.lastIndexOf("."));
    if (!colorOf.has(type)) colorOf.set(type, colors[colorOf.size % colors.length] ?? 36);
    return colorOf.get(type) ?? 36;
  };

  return {
    prefix(name) {
      const time = now();
      const thisSecond = Math.floor(time.getTime() / 1000);
      if (timestamp && thisSecond !== second) prefixes = new Map();
      second = thisSecond;
      const prefix = prefixes.get(name) ?? build(name, time);
      prefixes.set(name, prefix);
      return prefix;
    },
    prefixAt: build,
    makeRoomFor(name) {
      if (name.length <= width) return;
      width = name.length;
      prefixes = new Map();
    },
  };
}

function clock(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}
