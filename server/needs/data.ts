// A need's row with what decides about it.
import type { Selectable } from "kysely";
import { refuse } from "@/server/errors";
import type { DB, Db, Trx } from "@/server/platform/db";
import { may, type NeedFacts, type Role } from "@/server/policy";
import { placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import { isPublic } from "./lifecycle";

export type NeedRow = Selectable<DB["need"]>;
type DeskFacts = NeedFacts & { escalated: boolean };

const VILLAGE_HATS: readonly string[] = ["secretary", "clerk"] satisfies Role[];
const TOWN_HATS: readonly string[] = ["town_admin", "district_admin"] satisfies Role[];
export const postedByOffice = (need: Pick<NeedRow, "poster_role">) => VILLAGE_HATS.includes(need.poster_role);

/** What the policy needs to know. The town answers what was escalated, what lies above the villages, and its own posts. */
export const needFacts = (need: NeedRow): DeskFacts => ({
  posterId: need.poster_id,
  organisationId: need.organisation_id,
  place: placeFrom(need),
  escalated: need.escalated_at !== null || need.village_id === 0 || TOWN_HATS.includes(need.poster_role),
});

export async function findNeed(db: Db | Trx, needId: string): Promise<NeedRow | null> {
  return (await db.selectFrom("need").selectAll().where("id", "=", needId).executeTakeFirst()) ?? null;
}

/** A draft is its author's own; what waits for an answer is the desk's; what was published is everybody's. */
export function sees(ctx: Ctx, need: NeedRow): boolean {
  if (ctx.system || isPublic(need)) return true;
  const facts = needFacts(need);
  return need.status === "draft"
    ? may(ctx, "need.see_draft", { ...facts, byOffice: postedByOffice(need) }) !== false
    : may(ctx, "need.see", facts) !== false;
}

/** The row an act begins with. Unseen is NOT_FOUND; another version than the page showed is MOVED_ON. */
export async function needForAct(ctx: Ctx, needId: string, version?: number): Promise<NeedRow> {
  const need = await findNeed(ctx.db, needId);
  if (need === null || !sees(ctx, need)) refuse("NOT_FOUND");
  if (version !== undefined && need.version !== version) refuse("MOVED_ON");
  return need;
}
