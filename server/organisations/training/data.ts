// Courses on record. Those written down by mistake are not shown, and stay.

import { refuse } from "@/server/errors";
import { placeOfOrganisation } from "@/server/people/grants/data";
import type { Db } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { findOrganisation } from "../data";
import type { TrainingView } from "./schema";

const LIST_LIMIT = 100;

const rowsOf = (db: Db) =>
  db
    .selectFrom("training as t")
    .innerJoin("organisation as o", "o.id", "t.organisation_id")
    .select([
      "t.id",
      "t.title",
      "t.organisation_id",
      "o.name as organisation",
      "t.held_on",
      "t.minutes",
      "t.version",
    ])
    .where("t.ended_at", "is", null);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>["execute"]>>[number];

const viewOf = (row: Row): TrainingView => ({
  id: row.id,
  title: row.title,
  organisationId: row.organisation_id,
  organisation: row.organisation,
  heldOn: dayText(row.held_on),
  minutes: row.minutes,
  version: row.version,
});

/** Newest first. Asked after the record was seen. */
export async function listTraining(db: Db, personId: string): Promise<TrainingView[]> {
  const rows = await rowsOf(db)
    .where("t.person_id", "=", personId)
    .orderBy("t.held_on", "desc")
    .orderBy("t.id", "desc")
    .limit(LIST_LIMIT)
    .execute();
  return rows.map(viewOf);
}

/** What an organisation recorded, newest first, for those who run it. */
export async function visibleTraining(
  ctx: Ctx,
  input: { organisationId: string; after?: string | undefined },
) {
  const { organisationId } = input;
  if ((await findOrganisation(ctx.db, organisationId)) === null) refuse("NOT_FOUND");
  authorize(ctx, "grant.list", { place: await placeOfOrganisation(ctx.db, organisationId), organisationId });
  const rows = await rowsOf(ctx.db)
    .innerJoin("person as p", "p.id", "t.person_id")
    .select(["t.person_id", "p.name"])
    .where("t.organisation_id", "=", organisationId)
    .$if(input.after !== undefined, (query) => query.where("t.id", "<", input.after as string))
    .orderBy("t.id", "desc")
    .limit(LIST_LIMIT)
    .execute();
  return rows.map((row) => ({ ...viewOf(row), personId: row.person_id, name: row.name }));
}
