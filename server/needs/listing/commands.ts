// Puts an open need on the lists and takes it off: called inside the acts that open, change or end it.
import type { Trx } from "@/server/platform/db";
import { gramsOf, marksOf, searchBody } from "./rules";
import { ANY } from "./schema";

/** On the lists as it stands in this transaction; anew where it was there. The confidential lane stands on none. */
export async function list(trx: Trx, needId: string): Promise<void> {
  await unlist(trx, needId);
  const need = await trx
    .selectFrom("need")
    .select(["title", "lane", "round", "deadline_at"])
    .select(["province_id", "city_id", "county_id", "town_id", "village_id"])
    .where("id", "=", needId)
    .executeTakeFirstOrThrow();
  if (need.lane !== "open") return;
  const lines = await trx
    .selectFrom("need_line")
    .select(["kind", "item"])
    .where("need_id", "=", needId)
    .where("round", "=", need.round)
    .orderBy("position")
    .execute();
  const { title, lane: _lane, round: _round, deadline_at: due_at, ...place } = need;
  const body = searchBody(
    title,
    lines.map((line) => line.item),
  );
  const kinds = [...new Set(lines.map((line) => line.kind)), ANY];
  await trx
    .insertInto("listing")
    .values(kinds.map((kind) => ({ need_id: needId, kind, due_at, ...place })))
    .execute();
  await trx.insertInto("listing_text").values({ need_id: needId, body }).execute();
  const { province_id, city_id, county_id } = place;
  const grams = gramsOf(body);
  const marks = marksOf(grams);
  if (grams.length > 0)
    await trx
      .insertInto("need_gram")
      .values(
        grams.map((gram) => ({ gram, due_at, need_id: needId, province_id, city_id, county_id, marks })),
      )
      .execute();
}

/** Off the lists; harmless where it stood on none. Its grams are found by what was indexed, so they need no index by need. */
export async function unlist(trx: Trx, needId: string): Promise<void> {
  const listed = await trx
    .selectFrom("listing")
    .innerJoin("listing_text", "listing_text.need_id", "listing.need_id")
    .select(["listing.due_at", "listing_text.body"])
    .where("listing.need_id", "=", needId)
    .where("listing.kind", "=", ANY)
    .executeTakeFirst();
  if (!listed) return;
  const grams = gramsOf(listed.body);
  if (grams.length > 0)
    await trx
      .deleteFrom("need_gram")
      .where("gram", "in", grams)
      .where("due_at", "=", listed.due_at)
      .where("need_id", "=", needId)
      .execute();
  await trx.deleteFrom("listing_text").where("need_id", "=", needId).execute();
  await trx.deleteFrom("listing").where("need_id", "=", needId).execute();
}
