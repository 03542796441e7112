/** What the commands of this room do, loaded together: files of their own would share too little. */
export { linkWorkspace } from "./link-workspace.ts";
export { unlinkWorkspace } from "./unlink-workspace.ts";
