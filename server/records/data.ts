// The five classes of a record in one read, for the person, for who acts for them, and for the leaders of their organisations.
import { listHonours } from "@/server/organisations/honours/data";
import { listQualifications } from "@/server/organisations/qualifications/data";
import { listTraining } from "@/server/organisations/training/data";
import { visibleRecord } from "@/server/people/profiles/data";
import { may } from "@/server/policy";
import { settingsOf } from "@/server/settings/data";
import type { Ctx } from "@/server/trpc/context";
import { listAsks } from "./asks/data";
import { listEvaluations } from "./evaluations/data";
import { starsOf } from "./rules";
import type { RecordView } from "./schema";

/** Unseen is NOT_FOUND. A leader sees neither the number of a paper, nor its photos, nor what was asked. */
export async function visibleVolunteer(
  ctx: Ctx,
  input: { personId?: string | undefined; organisationId?: string | undefined },
): Promise<RecordView> {
  const { facts } = await visibleRecord(ctx, input.personId, "record.see", input.organisationId ?? null);
  const { personId } = facts;
  const keeps = may(ctx, "record.keep", facts) !== false;
  const [person, hours, settings, qualifications, training, honours, evaluations, asks] = await Promise.all([
    ctx.db.selectFrom("person").select("name").where("id", "=", personId).executeTakeFirstOrThrow(),
    ctx.db
      .selectFrom("person_hours")
      .select(["minutes", "entries"])
      .where("person_id", "=", personId)
      .executeTakeFirst(),
    settingsOf(ctx.db, facts.place?.county_id ?? 0),
    listQualifications(ctx, personId),
    listTraining(ctx.db, personId),
    listHonours(ctx.db, personId),
    listEvaluations(ctx.db, personId, keeps),
    keeps ? listAsks(ctx.db, personId) : [],
  ]);
  const minutes = hours?.minutes ?? 0;
  return {
    personId,
    name: person.name,
    isMine: personId === ctx.actor?.personId,
    keeps,
    service: { minutes, entries: hours?.entries ?? 0, ...starsOf(minutes, settings.starHours) },
    qualifications: keeps
      ? qualifications
      : qualifications.map((q) => ({ ...q, number: null, photos: [], reason: null })),
    training,
    honours,
    evaluations,
    asks,
  };
}
