// Who the audiences of NOTICE_RULES are, read from the rows as they stand when the event is delivered.
import { sql } from "kysely";
import { actingForAmong } from "@/server/people/proxies/data";
import type { Db } from "@/server/platform/db";
import { rosterOf } from "@/server/pledges/seats/data";
import { type Facts, LIVE_STATUSES } from "../facts/data";
import type { Audience } from "../rules";

/** forId: the person on whose behalf they are told, having no telephone of their own. leads: an SMS goes to them too. */
export type Recipient = { personId: string; forId: string | null; leads: boolean };

/** Nobody twice, and nobody who caused it. */
export async function recipientsOf(db: Db, audience: Audience, facts: Facts): Promise<Recipient[]> {
  const found = await everybody(db, audience, facts);
  const byId = new Map<string, Recipient>();
  for (const one of found) {
    const known = byId.get(one.personId);
    if (!known || (one.leads && !known.leads)) byId.set(one.personId, one);
  }
  if (facts.actorId !== null && byId.has(facts.actorId)) {
    if (audience === "poster" || audience === "helper") return []; // their own side did it
    byId.delete(facts.actorId);
  }
  return [...byId.values()];
}

async function everybody(db: Db, audience: Audience, facts: Facts): Promise<Recipient[]> {
  const { need, helper } = facts;
  switch (audience) {
    case "poster": {
      if (need === null) return [];
      const side = await leadersOf(db, need.organisation_id ? [need.organisation_id] : []);
      return [...(await reached(db, [need.poster_id])), ...side];
    }
    case "helper":
      if (helper === null) return [];
      return helper.organisationId
        ? leadersOf(db, [helper.organisationId])
        : reached(db, helper.personId ? [helper.personId] : []);
    case "helpers":
      return need === null ? [] : helpersOf(db, need.id, facts.at);
    case "village":
      return need === null ? [] : villageOf(db, need);
    case "town":
      return need === null ? [] : aboveOf(db, need);
    case "roster":
      return facts.slotId === null ? [] : rosterAt(db, facts.slotId, facts.at);
    case "stand_ins":
      return facts.slotId === null ? [] : standInsFor(db, facts.slotId, facts);
    case "runners":
      return facts.slotId === null ? [] : runnersOf(db, facts);
    case "subject":
      return facts.subject.organisationId
        ? leadersOf(db, [facts.subject.organisationId])
        : reached(db, facts.subject.personId ? [facts.subject.personId] : []);
    case "units":
      return facts.slotId === null ? [] : recordersOf(db, facts.slotId);
    case "district":
      return need === null ? [] : holders(db, [need.county_id], ["district_admin"]);
    case "answerers": {
      const unit = facts.subject.organisationId;
      const found = await leadersOf(db, unit === null ? [] : [unit]);
      const others = found.filter(
        (one) => one.personId !== facts.actorId && one.personId !== helper?.personId,
      );
      return others.length > 0 ? found : everybody(db, "district", facts);
    }
    case "asker":
      return reached(db, typeof facts.data.askedBy === "string" ? [facts.data.askedBy] : []);
    case "invited":
      return reached(db, facts.invitedIds);
    case "named":
      return leadersOf(db, typeof facts.data.organisationId === "string" ? [facts.data.organisationId] : []);
  }
}

/** Persons who can be reached themselves, and for the others whoever acts for them (and they too: their inbox is theirs). */
async function reached(db: Db, personIds: string[]): Promise<Recipient[]> {
  if (personIds.length === 0) return [];
  const persons = await db
    .selectFrom("person as p")
    .leftJoin("person_phone as ph", "ph.person_id", "p.id")
    .select(["p.id", sql<number>`MAX(ph.id IS NOT NULL)`.as("has_phone")])
    .where("p.id", "in", personIds)
    .where("p.status", "=", "active")
    .groupBy("p.id")
    .execute();
  const silent = persons.filter((p) => !p.has_phone).map((p) => p.id);
  const proxies = (await actingForAmong(db, silent)).map(
    ({ actorId, personId }): Recipient => ({ personId: actorId, forId: personId, leads: true }),
  );
  return [...persons.map((p) => ({ personId: p.id, forId: null, leads: !!p.has_phone })), ...proxies];
}

/** Leaders and managers; SMS to the leaders, or to the managers where there is no leader. */
async function leadersOf(db: Db, organisationIds: string[]): Promise<Recipient[]> {
  if (organisationIds.length === 0) return [];
  const rows = await db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .select(["g.person_id", "g.role", "g.organisation_id"])
    .where("g.organisation_id", "in", organisationIds)
    .where("g.role", "in", ["leader", "manager"])
    .where("g.ended_at", "is", null)
    .where("p.status", "=", "active")
    .execute();
  const led = new Set(rows.filter((row) => row.role === "leader").map((row) => row.organisation_id));
  return rows.map((row) => ({
    personId: row.person_id,
    forId: null,
    leads: row.role === "leader" || !led.has(row.organisation_id),
  }));
}

/** Everybody with a pledge that counted when the event happened. */
async function helpersOf(db: Db, needId: string, at: Date): Promise<Recipient[]> {
  const justBefore = new Date(at.getTime() - 60_000); // an act reads its clock more than once
  const rows = await db
    .selectFrom("pledge")
    .select(["person_id", "organisation_id"])
    .distinct()
    .where("need_id", "=", needId)
    .where((eb) =>
      eb.or([
        eb("status", "in", [...LIVE_STATUSES, "settled", "attended"]),
        eb.and([eb("status", "=", "released"), eb("updated_at", ">=", justBefore)]),
      ]),
    )
    .execute();
  const persons = rows.flatMap((row) => row.person_id ?? []);
  const organisations = rows.flatMap((row) => row.organisation_id ?? []);
  return [...(await reached(db, persons)), ...(await leadersOf(db, organisations))];
}

/** Everybody who is to come to a shift (or was, when it was called off), and the leaders of organisations that come. */
async function rosterAt(db: Db, slotId: string, at: Date): Promise<Recipient[]> {
  const justBefore = new Date(at.getTime() - 60_000);
  const [{ people, unnamed }, called] = await Promise.all([
    rosterOf(db, slotId),
    db
      .selectFrom("pledge")
      .select(["person_id", "organisation_id"])
      .where("slot_id", "=", slotId)
      .where((eb) =>
        eb.or([
          eb("status", "in", LIVE_STATUSES),
          eb.and([eb("end_reason", "=", "shift_cancelled"), eb("updated_at", ">=", justBefore)]),
        ]),
      )
      .execute(),
  ]);
  const persons = [...people.map((one) => one.personId), ...called.flatMap((row) => row.person_id ?? [])];
  const organisations = [...unnamed, ...people].flatMap((one) => one.organisationId ?? []);
  const led = [...new Set([...organisations, ...called.flatMap((row) => row.organisation_id ?? [])])];
  return [...(await reached(db, [...new Set(persons)])), ...(await leadersOf(db, led))];
}

/** Who could take the place: of the organisation it belongs to, and whoever waits for one there. Not who has a place already. */
async function standInsFor(db: Db, slotId: string, { helper, subject }: Facts): Promise<Recipient[]> {
  const [{ people }, waiting, members] = await Promise.all([
    rosterOf(db, slotId),
    db
      .selectFrom("pledge")
      .select("person_id")
      .where("slot_id", "=", slotId)
      .where("status", "=", "waitlisted")
      .where("person_id", "is not", null)
      .execute(),
    db
      .selectFrom("role_grant")
      .select("person_id")
      .distinct()
      .where("organisation_id", "=", helper?.organisationId ?? "")
      .where("ended_at", "is", null)
      .execute(),
  ]);
  const there = new Set([...people.map((one) => one.personId), subject.personId]);
  const free = [...waiting, ...members].flatMap((row) => row.person_id ?? []).filter((id) => !there.has(id));
  return [
    ...(await reached(db, [...new Set(free)])),
    ...(await leadersOf(db, helper?.organisationId ? [helper.organisationId] : [])),
  ];
}

async function runnersOf(db: Db, facts: Facts): Promise<Recipient[]> {
  const { people, unnamed } = await rosterOf(db, facts.slotId ?? "");
  const organisations = [...unnamed, ...people].flatMap((one) => one.organisationId ?? []);
  return [...(await everybody(db, "poster", facts)), ...(await leadersOf(db, [...new Set(organisations)]))];
}

/** Those of every organisation that records hours of this shift. */
async function recordersOf(db: Db, slotId: string): Promise<Recipient[]> {
  const rows = await db
    .selectFrom("service_record")
    .select("recording_unit_id")
    .distinct()
    .where("slot_id", "=", slotId)
    .where("recording_unit_id", "is not", null)
    .execute();
  return leadersOf(
    db,
    rows.map((row) => row.recording_unit_id as string),
  );
}

/** The village's secretaries and clerks; a village without one is answered for by the town. */
async function villageOf(db: Db, need: NonNullable<Facts["need"]>): Promise<Recipient[]> {
  const scope = [need.village_id, need.natural_id, need.grid_id].filter((id) => id > 0);
  const found = await holders(db, scope, ["secretary", "clerk"]);
  return found.length > 0 ? found : aboveOf(db, need);
}

async function aboveOf(db: Db, need: NonNullable<Facts["need"]>): Promise<Recipient[]> {
  const town = await holders(db, [need.town_id], ["town_admin"]);
  return town.length > 0 ? town : holders(db, [need.county_id], ["district_admin"]);
}

async function holders(db: Db, regionIds: number[], roles: string[]): Promise<Recipient[]> {
  if (regionIds.length === 0) return [];
  const rows = await db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .select("g.person_id")
    .distinct()
    .where("g.region_id", "in", regionIds)
    .where("g.role", "in", roles)
    .where("g.ended_at", "is", null)
    .where("p.status", "=", "active")
    .execute();
  return rows.map((row) => ({ personId: row.person_id, forId: null, leads: true }));
}
