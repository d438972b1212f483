// What both sides of the pledge bench are given alike.
export const CONNECTIONS = 12;
export const SPREAD_SLOTS = 10_000;
export const MASTER_KEY = "be".repeat(32);
