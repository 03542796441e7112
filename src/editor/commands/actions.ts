/** What the commands of this room do, loaded together: files of their own would share too little. */
export { copyAppName, copyAppUrl, copyGitUrl } from "./copy.ts";
export { openApp } from "./open-app.ts";
export { openDashboard } from "./open-dashboard.ts";
export { refresh } from "./refresh.ts";
