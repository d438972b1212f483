// What an event is about, read once for all of its notices.
import type { Selectable } from "kysely";
import type { OutboxEvent } from "@/server/history/outbox/rules";
import type { DB, Db } from "@/server/platform/db";

/** Pledges that bind their helper. Read here as words, since notices know no module. */
export const LIVE_STATUSES = ["requested", "waitlisted", "offered", "confirmed", "disputed"];

export type Facts = {
  at: Date;
  actorId: string | null;
  /** Ids and numbers the act recorded. */
  data: Record<string, string | number | boolean | null>;
  need: NeedFacts | null;
  pledgeId: string | null;
  lineId: string | null;
  helper: { personId: string | null; organisationId: string | null } | null;
  /** Earliest start of what it is about; null where it has none. */
  startsAt: Date | null;
  subject: { personId: string | null; organisationId: string | null };
  /** The shift it is about; null where it is about no single one. */
  slotId: string | null;
};

const NEED_COLUMNS = [
  "id",
  "lane",
  "poster_id",
  "organisation_id",
  "county_id",
  "town_id",
  "village_id",
  "natural_id",
  "grid_id",
  "answer_due_at",
  "confirm_due_at",
] as const;
type NeedFacts = Pick<Selectable<DB["need"]>, (typeof NEED_COLUMNS)[number]>;

const NOBODY = { personId: null, organisationId: null };
type About = Omit<Facts, "at" | "actorId" | "data">;
const NOTHING: About = {
  need: null,
  pledgeId: null,
  lineId: null,
  helper: null,
  startsAt: null,
  subject: NOBODY,
  slotId: null,
};

export async function factsOf(db: Db, event: OutboxEvent): Promise<Facts> {
  const act = await db
    .selectFrom("history")
    .select(["actor_id", "at", "data"])
    .where("aggregate", "=", event.aggregate)
    .where("subject_id", "=", event.subject_id)
    .where("version", "=", event.version)
    .executeTakeFirstOrThrow();
  const data = JSON.parse(act.data) as Facts["data"];
  return { at: act.at, actorId: act.actor_id, data, ...(await about(db, event.aggregate, event.subject_id)) };
}

const between = (personId: string, organisationId: string): About => ({
  ...NOTHING,
  helper: { personId, organisationId: null },
  subject: { personId: null, organisationId },
});

async function about(db: Db, aggregate: string, id: string): Promise<About> {
  switch (aggregate) {
    case "need":
      return ofNeed(db, id);
    case "pledge":
      return ofPledge(db, id);
    case "delivery": {
      const row = await db.selectFrom("delivery").select("pledge_id").where("id", "=", id).executeTakeFirst();
      return row ? ofPledge(db, row.pledge_id) : NOTHING;
    }
    case "recurring":
      return ofRecurring(db, id);
    case "certification": {
      const row = await db
        .selectFrom("certification")
        .select(["need_id", "line_id"])
        .where("id", "=", id)
        .executeTakeFirst();
      return row ? { ...(await ofNeed(db, row.need_id)), lineId: row.line_id } : NOTHING;
    }
    case "grant": {
      const row = await db
        .selectFrom("role_grant")
        .select("person_id")
        .where("id", "=", id)
        .executeTakeFirst();
      return { ...NOTHING, subject: { personId: row?.person_id ?? null, organisationId: null } };
    }
    case "certificate": {
      const row = await db
        .selectFrom("certificate")
        .select(["person_id", "unit_id"])
        .where("id", "=", id)
        .executeTakeFirst();
      // The volunteer is its helper, the unit its subject.
      return row ? between(row.person_id, row.unit_id) : NOTHING;
    }
    case "join_request": {
      const row = await db
        .selectFrom("join_request")
        .select(["person_id", "organisation_id"])
        .where("id", "=", id)
        .executeTakeFirst();
      // Who asks is its helper, the team its subject.
      return row ? between(row.person_id, row.organisation_id) : NOTHING;
    }
    case "qualification":
    case "honour":
    case "record_ask": {
      const row = await db.selectFrom(aggregate).select("person_id").where("id", "=", id).executeTakeFirst();
      return { ...NOTHING, subject: { personId: row?.person_id ?? null, organisationId: null } };
    }
    case "service_record": {
      const row = await db
        .selectFrom("service_record")
        .select(["person_id", "slot_id"])
        .where("id", "=", id)
        .executeTakeFirst();
      return row
        ? { ...(await ofShift(db, row.slot_id)), subject: { personId: row.person_id, organisationId: null } }
        : NOTHING;
    }
    case "correction": {
      const row = await db
        .selectFrom("correction")
        .select(["person_id", "slot_id", "unit_id"])
        .where("id", "=", id)
        .executeTakeFirst();
      // Whose hours they are is its helper, the recording unit its subject.
      return row
        ? {
            ...(await ofShift(db, row.slot_id)),
            helper: { personId: row.person_id, organisationId: null },
            subject: { personId: null, organisationId: row.unit_id },
          }
        : NOTHING;
    }
    case "spot_check": {
      const row = await db
        .selectFrom("spot_check as c")
        .innerJoin("shift as h", "h.slot_id", "c.slot_id")
        .select(["c.slot_id", "h.closed_by"])
        .where("c.id", "=", id)
        .executeTakeFirst();
      // Who closed the shift.
      return row
        ? { ...(await ofShift(db, row.slot_id)), subject: { personId: row.closed_by, organisationId: null } }
        : NOTHING;
    }
    case "shift": {
      const row = await db.selectFrom("shift").select("lead_id").where("slot_id", "=", id).executeTakeFirst();
      // Who is in charge of it.
      return {
        ...(await ofShift(db, id)),
        subject: { personId: row?.lead_id ?? null, organisationId: null },
      };
    }
    case "home_visit":
      return ofShift(db, id);
    case "seat":
    case "stand_in": {
      const row = await ofPlace(db, aggregate, id);
      return row
        ? {
            ...(await ofPledge(db, row.pledge_id)),
            slotId: row.slot_id,
            subject: { personId: row.person_id, organisationId: null },
          }
        : NOTHING;
    }
    case "invitation": {
      const row = await db.selectFrom("invitation").selectAll().where("id", "=", id).executeTakeFirst();
      return row ? ofInvitation(db, row) : NOTHING;
    }
    case "wave": {
      const row = await db
        .selectFrom("invitation_wave")
        .select(["need_id", "line_id"])
        .where("id", "=", id)
        .executeTakeFirst();
      return row ? { ...(await ofNeed(db, row.need_id)), lineId: row.line_id } : NOTHING;
    }
    case "adviser": {
      const row = await db
        .selectFrom("village_adviser")
        .select("person_id")
        .where("id", "=", id)
        .executeTakeFirst();
      return { ...NOTHING, subject: { personId: row?.person_id ?? null, organisationId: null } };
    }
    case "organisation":
      return { ...NOTHING, subject: { personId: null, organisationId: id } };
    default:
      return NOTHING;
  }
}

async function ofNeed(db: Db, needId: string): Promise<About> {
  const need = await db.selectFrom("need").select(NEED_COLUMNS).where("id", "=", needId).executeTakeFirst();
  if (!need) return NOTHING;
  const slot = await db
    .selectFrom("slot")
    .select((eb) => eb.fn.min("starts_at").as("starts_at"))
    .where("need_id", "=", needId)
    .executeTakeFirst();
  return { ...NOTHING, need, startsAt: slot?.starts_at ?? null };
}

async function ofShift(db: Db, slotId: string): Promise<About> {
  const slot = await db
    .selectFrom("slot")
    .select(["need_id", "line_id", "starts_at"])
    .where("id", "=", slotId)
    .executeTakeFirst();
  if (!slot) return NOTHING;
  return { ...(await ofNeed(db, slot.need_id)), lineId: slot.line_id, startsAt: slot.starts_at, slotId };
}

/** Whose place it is, or was. */
async function ofPlace(db: Db, kind: "seat" | "stand_in", id: string) {
  if (kind === "seat")
    return db
      .selectFrom("seat")
      .select(["pledge_id", "slot_id", "person_id"])
      .where("id", "=", id)
      .executeTakeFirst();
  return db
    .selectFrom("stand_in")
    .select(["pledge_id", "slot_id", "leaver_id as person_id"])
    .where("id", "=", id)
    .executeTakeFirst();
}

async function ofPledge(db: Db, pledgeId: string): Promise<About> {
  const row = await db
    .selectFrom("pledge as p")
    .innerJoin("slot as s", "s.id", "p.slot_id")
    .select(["p.need_id", "p.line_id", "p.person_id", "p.organisation_id", "s.starts_at"])
    .where("p.id", "=", pledgeId)
    .executeTakeFirst();
  if (!row) return NOTHING;
  return {
    ...(await ofNeed(db, row.need_id)),
    pledgeId,
    lineId: row.line_id,
    helper: { personId: row.person_id, organisationId: row.organisation_id },
    startsAt: row.starts_at,
  };
}

/** Whoever is asked is its helper; a team is named to the poster. */
async function ofInvitation(db: Db, row: Selectable<DB["invitation"]>): Promise<About> {
  const personId = row.helper_kind === "person" ? row.helper_id : null;
  const organisationId = row.helper_kind === "organisation" ? row.helper_id : null;
  const slot = await db
    .selectFrom("slot")
    .select("starts_at")
    .where("id", "=", row.slot_id)
    .executeTakeFirst();
  return {
    ...(await ofNeed(db, row.need_id)),
    lineId: row.line_id,
    helper: { personId, organisationId },
    startsAt: slot?.starts_at ?? null,
    slotId: row.slot_id,
    subject: { personId, organisationId },
  };
}

async function ofRecurring(db: Db, id: string): Promise<About> {
  const row = await db
    .selectFrom("recurring_pledge")
    .select(["need_id", "line_id", "person_id", "organisation_id"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return NOTHING;
  return {
    ...(await ofNeed(db, row.need_id)),
    lineId: row.line_id,
    helper: { personId: row.person_id, organisationId: row.organisation_id },
    startsAt: null,
  };
}
