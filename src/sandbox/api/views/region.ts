import type { Region } from "../../catalogue/regions.ts";

const since = "2013-09-19T01:29:12Z";

export const regionView = (region: Region) => ({
  country: region.country,
  created_at: since,
  description: region.description,
  id: region.id,
  locale: region.locale,
  name: region.name,
  private_capable: false,
  provider: { name: "amazon-web-services", region: region.providerRegion },
  updated_at: since,
});
