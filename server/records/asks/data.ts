// Questions about records: a person's own, and those an organisation or a district has to answer.
import { refuse } from "@/server/errors";
import { ofRegion } from "@/server/people/places/data";
import type { Db, Trx } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { columnOf, placeFrom } from "@/server/regions/rules";
import { LEVEL } from "@/server/regions/schema";
import type { Ctx } from "@/server/trpc/context";
import type { AskStatus } from "./lifecycle";
import type { About, AskView, QueueRow } from "./schema";

const LIST_LIMIT = 100;

/** What is asked about: who answers (null: those above the person), which version of it, and what it is called. */
type Subject = { organisationId: string | null; version: number; what: string };
type Ref = { about: string; subject_id: string; person_id: string };

/** What is asked about on that person's record; null where it is not there (any more). */
export async function subjectOf(
  db: Db | Trx,
  about: About,
  id: string,
  personId: string,
): Promise<Subject | null> {
  const found = await subjectsOf(db, [{ about, subject_id: id, person_id: personId }]);
  return found.get(id) ?? null;
}

/** The same of many questions, by the id of what each is about. */
async function subjectsOf(db: Db | Trx, asks: readonly Ref[]): Promise<Map<string, Subject>> {
  const found = new Map<string, Subject>();
  const idsOf = (about: About) => asks.flatMap((one) => (one.about === about ? [one.subject_id] : []));
  const theirs = (row: { id: string; person_id: string | null }) =>
    asks.some((one) => one.subject_id === row.id && one.person_id === row.person_id);
  for (const table of ["training", "honour"] as const) {
    const ids = idsOf(table);
    if (ids.length === 0) continue;
    const rows = await db
      .selectFrom(table)
      .select(["id", "person_id", "organisation_id", "version", "title"])
      .where("id", "in", ids)
      .where("ended_at", "is", null)
      .execute();
    for (const row of rows.filter(theirs))
      found.set(row.id, { organisationId: row.organisation_id, version: row.version, what: row.title });
  }
  const ids = idsOf("evaluation");
  if (ids.length === 0) return found;
  const rows = await db
    .selectFrom("evaluation as e")
    .innerJoin("need as n", "n.id", "e.need_id")
    .select(["e.id", "e.person_id", "e.version", "n.title", "e.score"])
    .where("e.id", "in", ids)
    .where("e.ended_at", "is", null)
    .execute();
  // Neither side judges what it said itself: those above do.
  for (const row of rows.filter(theirs))
    found.set(row.id, { organisationId: null, version: row.version, what: `${row.title} · ${row.score}` });
  return found;
}

const asksOf = (db: Db) =>
  db
    .selectFrom("record_ask as k")
    .select([
      "k.id",
      "k.about",
      "k.subject_id",
      "k.status",
      "k.words",
      "k.answer",
      "k.created_at",
      "k.due_at",
    ])
    .select(["k.version", "k.person_id"]);
type Row = Awaited<ReturnType<ReturnType<typeof asksOf>["execute"]>>[number];

const viewOf = (row: Row): AskView => ({
  id: row.id,
  about: row.about as About,
  subjectId: row.subject_id,
  status: row.status as AskStatus,
  words: row.words,
  answer: row.answer,
  askedAt: row.created_at,
  dueAt: row.due_at,
  version: row.version,
});

/** Newest first. Asked after the record was seen. */
export async function listAsks(db: Db, personId: string): Promise<AskView[]> {
  const rows = await asksOf(db)
    .where("k.person_id", "=", personId)
    .orderBy("k.created_at", "desc")
    .orderBy("k.id", "desc")
    .limit(LIST_LIMIT)
    .execute();
  return rows.map(viewOf);
}

/** What waits for an organisation's answer, or a county's or town's: soonest due first. */
export async function listQueue(
  ctx: Ctx,
  input: { organisationId?: string | undefined; regionId?: number | undefined },
): Promise<QueueRow[]> {
  const { organisationId, regionId } = input;
  let within: { id: number; level: number } | null = null;
  let query = asksOf(ctx.db)
    .innerJoin("person as p", "p.id", "k.person_id")
    .select(["p.name", "p.home_region_id"])
    .where("k.status", "=", "asked");
  if (organisationId !== undefined) {
    authorize(ctx, "record.answer", { personId: "", place: null, actsFor: false, organisationId });
    query = query.where("k.organisation_id", "=", organisationId);
  } else {
    if (regionId === undefined) refuse("INVALID", { fields: { regionId: "required" } });
    const region = await livingRegion(ctx.db, regionId);
    const facts = { personId: "", place: placeFrom(region), actsFor: false, organisationId: null };
    authorize(ctx, "record.answer", facts);
    within = region;
    query = query
      .leftJoin("region as r", "r.id", "p.home_region_id")
      .where("k.organisation_id", "is", null)
      .where((eb) => {
        const here = eb(`r.${columnOf(region.level)}`, "=", region.id);
        return region.level <= LEVEL.county ? eb.or([here, eb("p.home_region_id", "=", 0)]) : here;
      }) as typeof query;
  }
  const found = await query.orderBy("k.due_at").orderBy("k.id").limit(LIST_LIMIT).execute();
  const rows = within === null ? found : await ofRegion(ctx.db, found, within);
  const subjects = await subjectsOf(ctx.db, rows);
  return rows.map((row) => ({
    ...viewOf(row),
    personId: row.person_id,
    name: row.name,
    what: subjects.get(row.subject_id)?.what ?? "",
  }));
}
