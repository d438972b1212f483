// Which roles reach over what. Pure.
import type { Role } from "@/server/policy";
import { LEVEL } from "@/server/regions/schema";

/** Levels of region a role may be given over; roles not listed live in an organisation. */
export const ROLE_LEVELS: Partial<Record<Role, readonly number[]>> = {
  grid: [LEVEL.village, LEVEL.natural, LEVEL.grid],
  secretary: [LEVEL.village],
  clerk: [LEVEL.village],
  town_admin: [LEVEL.town],
  district_admin: [LEVEL.county],
};

/** Roles that act by signing in; a member may be somebody without any telephone. */
export const SIGNS_IN: readonly Role[] = [
  "manager",
  "leader",
  "grid",
  "secretary",
  "clerk",
  "town_admin",
  "district_admin",
];
