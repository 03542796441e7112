/** What a new data folder can be filled with. */
export const seedNames = ["none", "demo", "company", "many"] as const;
export type SeedName = (typeof seedNames)[number];
