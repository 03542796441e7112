/** What the commands of this room do, loaded together: files of their own would share too little. */
export { restart, restartAndTail } from "./restart.ts";
export { runOneOff } from "./run-one-off.ts";
export { scaleByOne, scaleProcess } from "./scale.ts";
export { stop } from "./stop.ts";
