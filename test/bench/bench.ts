// `node test/bench/bench.ts [NAME…]` measures what the project promises and prints it beside the targets.
import { inEditor } from "./editor.ts";
import { type Figure, measuring, printFigures } from "./figures.ts";
import { flood } from "./flood.ts";
import { language } from "./language.ts";
import { localRunner } from "./local-runner.ts";
import { logThroughput } from "./log-throughput.ts";
import { memory } from "./memory.ts";
import { pushToPage } from "./push-to-page.ts";
import { router } from "./router.ts";
import { sizes } from "./sizes.ts";
import { traffic } from "./traffic.ts";
import { tree } from "./tree.ts";

/** `sizes` builds what the others run, so it stays first. */
const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  sizes,
  editor: inEditor,
  flood,
  tree,
  language,
  router,
  logs: logThroughput,
  push: pushToPage,
  memory,
  runner: localRunner,
  traffic,
};

const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  figures.push(...(await measuring(name, bench)));
}
printFigures(figures);
process.exitCode = figures.every(({ isMet }) => isMet !== false) ? 0 : 1;
