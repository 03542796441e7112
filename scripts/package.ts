// `npm run package` makes heroku-workbench-<version>.vsix in the project folder.
import { stat } from "node:fs/promises";
import path from "node:path";
import { makeVsix } from "./vsix.ts";

const file = await makeVsix();
const { size } = await stat(file);
process.stdout.write(`${path.basename(file)}: ${(size / 1000).toFixed(0)} kB\n`);
