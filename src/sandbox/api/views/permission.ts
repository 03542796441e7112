import type { Permission } from "../../store/identity.ts";

/** Permissions on an app as the platform lists them, by name. */
export function permissionViews(granted: readonly Permission[]) {
  return granted.toSorted().map((name) => ({ name, description: descriptions[name] }));
}

const descriptions: Readonly<Record<Permission, string>> = {
  deploy: "Can deploy and read config vars.",
  manage: "Can rename, transfer and delete the app and manage its collaborators.",
  operate: "Can manage config vars, dynos and add-ons.",
  view: "Can see the app.",
};
