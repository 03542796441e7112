/** What the commands of this room do, loaded together: files of their own would share too little. */
export { compareApps, compareWithEnvFile, copyToApp } from "./compare.ts";
export { deleteConfigVars } from "./delete-config-vars.ts";
export { discardDocument, editDocument, saveDocument } from "./edit-document.ts";
export { pullToEnvFile } from "./pull.ts";
export { pushEnvFile } from "./push.ts";
export { addConfigVar, editConfigVar } from "./set-config-var.ts";
