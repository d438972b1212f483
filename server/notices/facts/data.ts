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
  /** Whom a team's invitation by number reaches. */
  invitedIds: string[];
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
  invitedIds: [],
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
  const about = (await ABOUT[event.aggregate]?.(db, event.subject_id)) ?? NOTHING;
  return { at: act.at, actorId: act.actor_id, data, ...about };
}

const person = (personId: string | null) => ({ personId, organisationId: null });
const organisation = (organisationId: string) => ({ personId: null, organisationId });

type Reads = (db: Db, id: string) => Promise<About>;

/** Of what stands about one person: they are its subject. */
const onPerson =
  (table: "role_grant" | "qualification" | "honour" | "record_ask" | "village_adviser"): Reads =>
  async (db, id) => {
    const row = await db.selectFrom(table).select("person_id").where("id", "=", id).executeTakeFirst();
    return { ...NOTHING, subject: person(row?.person_id ?? null) };
  };

/** By aggregate; what is not named here is about nothing and nobody. */
const ABOUT: Record<string, Reads> = {
  need: ofNeed,
  pledge: ofPledge,
  recurring: ofRecurring,
  invitation: ofInvitation,
  home_visit: ofShift,
  grant: onPerson("role_grant"),
  qualification: onPerson("qualification"),
  honour: onPerson("honour"),
  record_ask: onPerson("record_ask"),
  adviser: onPerson("village_adviser"),
  organisation: async (_db, id) => ({ ...NOTHING, subject: organisation(id) }),
  async delivery(db, id) {
    const row = await db.selectFrom("delivery").select("pledge_id").where("id", "=", id).executeTakeFirst();
    return row ? ofPledge(db, row.pledge_id) : NOTHING;
  },
  async certification(db, id) {
    const row = await db
      .selectFrom("certification")
      .select(["need_id", "line_id"])
      .where("id", "=", id)
      .executeTakeFirst();
    return row ? { ...(await ofNeed(db, row.need_id)), lineId: row.line_id } : NOTHING;
  },
  async wave(db, id) {
    const row = await db
      .selectFrom("invitation_wave")
      .select(["need_id", "line_id"])
      .where("id", "=", id)
      .executeTakeFirst();
    return row ? { ...(await ofNeed(db, row.need_id)), lineId: row.line_id } : NOTHING;
  },
  /** The volunteer is its helper, the unit its subject. */
  async certificate(db, id) {
    const row = await db
      .selectFrom("certificate")
      .select(["person_id", "unit_id"])
      .where("id", "=", id)
      .executeTakeFirst();
    return row ? { ...NOTHING, helper: person(row.person_id), subject: organisation(row.unit_id) } : NOTHING;
  },
  /** Who asks is its helper, the team its subject. */
  async join_request(db, id) {
    const row = await db
      .selectFrom("join_request")
      .select(["person_id", "organisation_id", "phone_hash"])
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row) return NOTHING;
    const invitedIds = await (row.phone_hash === null ? toldOf(db, id) : haveProved(db, row.phone_hash));
    return {
      ...NOTHING,
      helper: person(row.person_id),
      subject: organisation(row.organisation_id),
      invitedIds,
    };
  },
  async service_record(db, id) {
    const row = await db
      .selectFrom("service_record")
      .select(["person_id", "slot_id"])
      .where("id", "=", id)
      .executeTakeFirst();
    return row ? { ...(await ofShift(db, row.slot_id)), subject: person(row.person_id) } : NOTHING;
  },
  /** Whose hours they are is its helper, the recording unit its subject. */
  async correction(db, id) {
    const row = await db
      .selectFrom("correction")
      .select(["person_id", "slot_id", "unit_id"])
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row) return NOTHING;
    const about = await ofShift(db, row.slot_id);
    const subject = { personId: null, organisationId: row.unit_id };
    return { ...about, helper: person(row.person_id), subject };
  },
  /** Its subject is who closed the shift. */
  async spot_check(db, id) {
    const row = await db
      .selectFrom("spot_check as c")
      .innerJoin("shift as h", "h.slot_id", "c.slot_id")
      .select(["c.slot_id", "h.closed_by"])
      .where("c.id", "=", id)
      .executeTakeFirst();
    return row ? { ...(await ofShift(db, row.slot_id)), subject: person(row.closed_by) } : NOTHING;
  },
  /** Its subject is who is in charge of it. */
  async shift(db, id) {
    const row = await db.selectFrom("shift").select("lead_id").where("slot_id", "=", id).executeTakeFirst();
    return { ...(await ofShift(db, id)), subject: person(row?.lead_id ?? null) };
  },
  async seat(db, id) {
    const row = await db
      .selectFrom("seat")
      .select(["pledge_id", "slot_id", "person_id"])
      .where("id", "=", id)
      .executeTakeFirst();
    return row ? ofPlace(db, row) : NOTHING;
  },
  async stand_in(db, id) {
    const row = await db
      .selectFrom("stand_in")
      .select(["pledge_id", "slot_id", "leaver_id as person_id"])
      .where("id", "=", id)
      .executeTakeFirst();
    return row ? ofPlace(db, row) : NOTHING;
  },
};

async function haveProved(db: Db, phoneHash: string): Promise<string[]> {
  const rows = await db
    .selectFrom("person_phone")
    .select("person_id")
    .where("hash", "=", phoneHash)
    .where("verified_at", "is not", null)
    .execute();
  return rows.map((row) => row.person_id);
}

/** Once it names nobody any more: whose inbox has this invitation, the first act of its history. */
async function toldOf(db: Db, requestId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("outbox as o")
    .innerJoin("notice as n", "n.outbox_id", "o.id")
    .select("n.person_id")
    .where("o.aggregate", "=", "join_request")
    .where("o.subject_id", "=", requestId)
    .where("o.version", "=", 1)
    .where("n.kind", "=", "join_invited")
    .execute();
  return rows.map((row) => row.person_id);
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

/** A named place: its subject is whose it is, or was. */
async function ofPlace(
  db: Db,
  place: { pledge_id: string; slot_id: string; person_id: string },
): Promise<About> {
  const about = await ofPledge(db, place.pledge_id);
  return { ...about, slotId: place.slot_id, subject: person(place.person_id) };
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
async function ofInvitation(db: Db, id: string): Promise<About> {
  const row = await db.selectFrom("invitation").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) return NOTHING;
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
