import type { Settings } from "./parts.ts";

const second = 1000;
const minute = 60 * second;

/** The platform's own figures: boot, exit and router times (Dev Center: dynos, http-routing), rate limits (platform-api-reference). Add-ons are made faster than there. */
export const platformSettings: Settings = {
  bootTimeout: 60 * second,
  shutdownGrace: 30 * second,
  crashBackoff: [20, 40, 80, 160, 320].map((minutes) => minutes * minute),
  releasePhaseTimeout: 60 * minute,
  routerFirstByteTimeout: 30 * second,
  routerIdleTimeout: 55 * second,
  rateLimitPool: 4500,
  rateLimitPerMinute: 75,
  logLines: 1500,
  addonProvisioningTime: 3 * second,
  twoFactor: undefined,
  preAuthorizationTime: 5 * minute,
  loginRefusal: null,
};
