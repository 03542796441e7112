/** One-off commands, config vars of apps and traffic, loaded together: files of their own would share too little. */
export { replayRecording } from "./replay.ts";
export { runCommand, runCommandWithVariables } from "./run-command.ts";
export { startWithVariables } from "./start-with-variables.ts";
export { duplicateRequests, recordTraffic, stopRecording } from "./traffic.ts";
