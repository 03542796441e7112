import { randomInt } from "node:crypto";

const adjectives =
  "acute aerodynamic amorphous angular animated asymmetrical concave concentric contoured convex corrugated crystalline cubed curved cylindrical deep defined dimensional elliptical encircled flat flexible fluffy globular graceful horizontal infinite lively metric octagonal opaque parallel perpendicular polished pointy reticulated rigid round rugged shallow shaped silhouetted sinuous slippery solid spherical symmetrical tapered tetrahedral transparent trapezoidal triangular vertical".split(
    " ",
  );
const colours =
  "AMBER AQUA BLACK BLUE BRONZE BROWN CHARCOAL COBALT COPPER CRIMSON CYAN GOLD GRAY GREEN IVORY JADE MAROON MAUVE NAVY OLIVE ONYX ORANGE PINK PUCE PURPLE RED ROSE SILVER TEAL VIOLET WHITE YELLOW".split(
    " ",
  );

/** `curved-12345`, after the service's alias. */
export function randomAddonName(alias: string): string {
  return `${alias}-${adjectives[randomInt(adjectives.length)]}-${String(randomInt(100_000)).padStart(5, "0")}`;
}

/** `HEROKU_POSTGRESQL_COBALT`; with a number when a colour is taken each time. */
export function colouredName(prefix: string, isTaken: (name: string) => boolean): string {
  const start = randomInt(colours.length);
  const turned = [...colours.slice(start), ...colours.slice(0, start)].map((colour) => `${prefix}_${colour}`);
  const free = turned.find((name) => !isTaken(name));
  return free ?? colouredName(`${prefix}_${randomInt(1000)}`, isTaken);
}
