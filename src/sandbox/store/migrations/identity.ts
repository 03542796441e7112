/** Accounts beyond the first, what signs them in, teams and who may do what. */
export const identity = "";
