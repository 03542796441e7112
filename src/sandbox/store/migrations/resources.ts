/** Add-ons, domains, pipelines and app setups. */
export const resources = "";
