/** What the commands of this room do, loaded together: files of their own would share too little. */
export { createFromApp } from "./app-json-from-app.ts";
export { createFromWorkspace } from "./app-json-from-workspace.ts";
export { insertDeployButton } from "./insert-deploy-button.ts";
export { scaleLinkedProcess, viewLinkedLogs } from "./linked-process.ts";
export { turnOffProblem } from "./turn-off-problem.ts";
