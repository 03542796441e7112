import { nearest } from "./nearest.ts";
import { type CommandCheck, type CommandProblem, problemAt, type Setting } from "./process-command.ts";
import { type ScriptCall, scriptCall } from "./script-calls.ts";

const code = "missing-npm-script";

/** `npm run x` without a script `x` in package.json. */
export const checkMissingScript: CommandCheck = ({ invocations }, setting) => {
  const { facts, file } = setting;
  if (!facts.complete || file.includes("/")) return [];
  return invocations.flatMap((invocation) => {
    const call = scriptCall(invocation);
    return call ? missing(call, setting) : [];
  });
};

function missing(call: ScriptCall, { facts }: Setting): CommandProblem[] {
  const { name, place, manager, sure } = call;
  if (!facts.npmScripts) {
    if (facts.files.has("package.json") || facts.files.size === 0 || !sure) return [];
    const message = `The project's root has no package.json, so ${manager} stops: there is no script ${name}.`;
    return [problemAt(place, { code, severity: "warning", message })];
  }
  if (facts.npmScripts.has(name) || (name === "start" && facts.files.has("server.js"))) return [];
  const like = nearest(name, facts.npmScripts.keys());
  if (!sure && like.length === 0) return [];
  const hint = like[0] === undefined ? "" : ` Is it ${like[0]}?`;
  const message = `package.json has no script ${name}: ${manager} stops, and the process ends at once.${hint}`;
  const start = place.end - name.length;
  const fixes = like.map((other) => ({
    title: `Run ${other}`,
    safe: false,
    edits: [{ start, end: place.end, text: other }],
  }));
  return [problemAt(place, { code, severity: "warning", message, fixes })];
}
