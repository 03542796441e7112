/** What the commands of this room do, loaded together: files of their own would share too little. */
export { createProcfile } from "./create-procfile.ts";
export { copyUrl, goToLine, openInBrowser } from "./go-to.ts";
export { scale } from "./scale-local.ts";
export { showAll, showOnly } from "./show-output.ts";
export { restart, start, startAll, startAnew, stop, stopAll } from "./start-and-stop.ts";
