/** What the commands of this room do, loaded together: files of their own would share too little. */
export { addCollaborators } from "./add.ts";
export { changePermissions } from "./change-permissions.ts";
export { makeOwner } from "./make-owner.ts";
export { removeCollaborators } from "./remove.ts";
