/** What the commands of this room do, loaded together: files of their own would share too little. */
export { destroy } from "./destroy.ts";
export { setMaintenance } from "./maintenance.ts";
export { openInEditor } from "./open-in-editor.ts";
export { renameApp } from "./rename.ts";
export { transferApp } from "./transfer.ts";
export { showTransfers } from "./transfers.ts";
