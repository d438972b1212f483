// The codes by which needs and helpers find each other, and how far one looks.
import { EQUIPMENT } from "@/server/organisations/abilities/schema";
import { QUALIFICATIONS } from "@/server/organisations/qualifications/schema";
import { SERVICES, SKILLS } from "@/server/people/profiles/schema";

/** Every active helper can this: what needs nothing in particular. */
export const ANY = "any";

export const CODES: readonly string[] = [
  ANY,
  ...SERVICES.map((code) => `work:${code}`),
  ...SKILLS.map((code) => `skill:${code}`),
  ...EQUIPMENT.map((code) => `tool:${code}`),
  ...QUALIFICATIONS.map((code) => `may:${code}`),
];

export const HELPER_KINDS = ["organisation", "person"] as const;
export type HelperKind = (typeof HELPER_KINDS)[number];

/** The five ancestors a helper and a need are compared by; 0: none. */
export type Rungs = {
  province_id: number;
  city_id: number;
  county_id: number;
  town_id: number;
  village_id: number;
};
export const RUNGS = ["province_id", "city_id", "county_id", "town_id", "village_id"] as const;

/** Cells of about 5 km², two villages: the disk of two rings around one is about a town, whatever its borders. */
export const CELL_LEVEL = 7;
export const DISK = 2;
/** About so many are scored: half as many again as the longest list shows. More would only reorder an end nobody reads. */
export const CANDIDATES = 30;
/** Taken from one code in one area. */
export const PER_LOOK = 12;
export const PER_LOOK_MIN = 3;
/** Codes one need or helper is looked up by: the rarer first. */
export const CODES_LOOKED = 8;
