/** What the commands of this room do, loaded together: files of their own would share too little. */
export { filterApps, groupApps, sortApps } from "./arrange-apps.ts";
export { addFavorites, removeFavorites } from "./favorite-apps.ts";
export { copyDnsTarget, copyDomains, openAddon, setFeature, showMoreReleases } from "./row-actions.ts";
