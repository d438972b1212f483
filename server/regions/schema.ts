// What may be said about regions: levels, names, and the inputs of acts and search.
import { z } from "zod";
import { id, regionId, text } from "@/server/platform/schema";

/** Depth in the tree. A grid or natural village hangs under a village. */
export const LEVEL = { province: 1, city: 2, county: 3, town: 4, village: 5, natural: 6, grid: 7 } as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];
export const LEVELS = Object.values(LEVEL);
export const level = z.coerce
  .number("malformed")
  .refine((n): n is Level => (LEVELS as number[]).includes(n), "malformed");

/** The longest of 665,000 names has 33 characters. */
export const NAME_MAX = 40;
export const QUERY_MAX = 40;
export const SEARCH_LIMIT = 20;
/** What a parent may hold in one list: the widest town of the nation has some 700 villages. */
export const CHILDREN_LIMIT = 1000;

/** A name begins with a letter or a digit of some script, not with a sign. */
const name = text(NAME_MAX).refine((s) => /^[\p{L}\p{N}]/u.test(s), "not_a_name");

export const addRegionInput = z.strictObject({ parentId: regionId, level, name });
export const renameRegionInput = z.strictObject({ id: regionId, name });
export const addAliasInput = z.strictObject({ id: regionId, name });
export const removeAliasInput = z.strictObject({ aliasId: id });
export const mergeRegionInput = z.strictObject({ id: regionId, intoId: regionId });
export const searchInput = z.strictObject({
  q: text(QUERY_MAX),
  countyId: regionId.optional(), // the viewer's county: searched anywhere in the name, and first
  levels: z.array(level).max(LEVELS.length).optional(),
  limit: z.coerce.number("malformed").int("not_whole").min(1).max(SEARCH_LIMIT).optional(),
});
export const regionInput = z.strictObject({ id: regionId });

export type AddRegionInput = z.infer<typeof addRegionInput>;
export type RenameRegionInput = z.infer<typeof renameRegionInput>;
export type AddAliasInput = z.infer<typeof addAliasInput>;
export type RemoveAliasInput = z.infer<typeof removeAliasInput>;
export type MergeRegionInput = z.infer<typeof mergeRegionInput>;
export type SearchInput = z.infer<typeof searchInput>;

/** A region as lists and pages show it. */
export const regionView = z.object({
  id: z.number(),
  level: z.number(),
  code: z.string().nullable(),
  name: z.string(),
  /** Its county, town and village, itself included; 0 where there is none. */
  countyId: z.number(),
  townId: z.number(),
  villageId: z.number(),
  /** Where it lies, from the province down, without the empty words of the list (市辖区). */
  parents: z.array(z.string()),
  /** As people say it: 高都街道 西潘墩村. */
  path: z.string(),
  /** Found by this other or former name. */
  alias: z.string().nullable(),
  /** The node asked for was merged; this is its successor. */
  formerly: z.string().nullable(),
});
export type RegionView = z.infer<typeof regionView>;

export const regionAnswer = z.object({ id: z.number() });
export const aliasView = z.object({ id: z.string(), name: z.string(), kind: z.string() });
