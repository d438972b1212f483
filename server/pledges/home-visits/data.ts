// Home visits: who of those who come is identified, how the family is reached, and what its page shows.
import type { Selectable } from "kysely";
import { refuse } from "@/server/errors";
import { phoneOf } from "@/server/people/data";
import { hashOf, type Keys, open } from "@/server/platform/crypto";
import type { DB, Db, Trx } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { isMobile } from "@/server/platform/schema";
import { may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { briefsOf, findShift, type Roster, rosterOf, visibleShift } from "../seats/data";
import { visitState } from "./lifecycle";
import { linkEnd, TOKEN_LENGTH } from "./rules";
import { slotInput, tokenInput, type VisitPage, type VisitStanding } from "./schema";

export type VisitRow = Selectable<DB["home_visit"]>;

/** The family's own word for this visit; made from the key, so that it stands nowhere in the clear. */
export const visitToken = (keys: Keys, slotId: string): string =>
  hashOf(keys, "visit", slotId).slice(0, TOKEN_LENGTH);
export const tokenHash = (keys: Keys, token: string): string => hashOf(keys, "visit", `token:${token}`);
export const visitPath = (keys: Keys, slotId: string): string => `/visit/${visitToken(keys, slotId)}`;

/** Those on the roster who come, and whose name and telephone are verified. */
export async function identifiedOf(db: Db | Trx, roster: Roster): Promise<string[]> {
  const ids = roster.people.filter((one) => one.status === "named").map((one) => one.personId);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("person_phone as f")
    .innerJoin("person as p", "p.id", "f.person_id")
    .select("f.person_id")
    .distinct()
    .where("f.person_id", "in", ids)
    .where("f.verified_at", "is not", null)
    .where("p.status", "=", "active")
    .execute();
  return rows.map((row) => row.person_id);
}

/** Sealed number to text the family at: of who is helped, else of the need's contact. Null: none, or a landline. */
export async function familyCipher(ctx: Pick<Ctx, "db" | "keys">, slotId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom("slot as s")
    .innerJoin("need as n", "n.id", "s.need_id")
    .leftJoin("beneficiary as b", "b.id", "n.beneficiary_id")
    .select(["b.phone_cipher", "n.contact_cipher"])
    .where("s.id", "=", slotId)
    .executeTakeFirst();
  const cipher = row?.phone_cipher ?? row?.contact_cipher ?? null;
  return cipher !== null && isMobile(open(ctx.keys, cipher)) ? cipher : null;
}

export const findVisit = (db: Db | Trx, slotId: string): Promise<VisitRow | undefined> =>
  db.selectFrom("home_visit").selectAll().where("slot_id", "=", slotId).executeTakeFirst();

/** The visit a family's link is about. A wrong or old link is NOT_FOUND, and tries are counted. */
export async function visitByToken(ctx: Ctx, token: string): Promise<VisitRow> {
  const row = await ctx.db
    .selectFrom("home_visit as v")
    .innerJoin("slot as s", "s.id", "v.slot_id")
    .selectAll("v")
    .select(["s.starts_at", "s.ends_at"])
    .where("v.token_hash", "=", tokenHash(ctx.keys, tokenInput.shape.token.parse(token)))
    .executeTakeFirst();
  if (!row) {
    await spend(ctx, "visit_address", ctx.address);
    refuse("NOT_FOUND");
  }
  const end = linkEnd(row.starts_at, row.ends_at);
  if (end !== null && end <= ctx.clock.now()) refuse("NOT_FOUND");
  const { starts_at, ends_at, ...visit } = row;
  return visit;
}

/** The family's page. */
export async function visitPageOf(ctx: Ctx, token: string): Promise<VisitPage> {
  const row = await visitByToken(ctx, token);
  const [briefs, roster] = await Promise.all([
    briefsOf(ctx.db, [row.slot_id]),
    rosterOf(ctx.db, row.slot_id),
  ]);
  const brief = briefs.get(row.slot_id) ?? refuse("NOT_FOUND");
  const coming = roster.people.filter((one) => one.status === "named");
  const teams = await teamsOf(ctx.db, [...new Set(coming.flatMap((one) => one.organisationId ?? []))]);
  const begun = brief.startsAt !== null && brief.startsAt <= ctx.clock.now();
  return {
    slotId: row.slot_id,
    title: brief.title,
    item: brief.item,
    startsAt: brief.startsAt,
    endsAt: brief.endsAt,
    state: visitState(row),
    over: begun || brief.status !== "planned",
    people: coming.map(({ name, organisationId }) => ({
      name,
      team: (organisationId && teams.get(organisationId)?.name) || null,
    })),
    phone: await leadingPhone(ctx, row.slot_id, coming, teams),
    stopNote: row.stop_note,
  };
}

type Teams = Map<string, { name: string; phone_cipher: string | null }>;

async function teamsOf(db: Db, ids: string[]): Promise<Teams> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("organisation")
    .select(["id", "name", "phone_cipher"])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** The number the family may ring: the lead's, a team's, else that of one who comes. */
async function leadingPhone(
  ctx: Ctx,
  slotId: string,
  coming: Roster["people"],
  teams: Teams,
): Promise<string | null> {
  const shift = await findShift(ctx.db, slotId);
  const lead = shift?.facts.leadId ? await phoneOf(ctx, shift.facts.leadId) : null;
  if (lead !== null) return lead;
  const cipher = [...teams.values()].find((team) => team.phone_cipher !== null)?.phone_cipher;
  if (cipher) return open(ctx.keys, cipher);
  const one = coming.find((person) => person.hasPhone);
  return one ? phoneOf(ctx, one.personId) : null;
}

/** For those who run the shift or have people there; null where it is no home visit. */
export async function visitStandingOf(ctx: Ctx, input: { slotId: string }): Promise<VisitStanding | null> {
  const { slotId } = slotInput.parse(input);
  const shift = await visibleShift(ctx, slotId, "shift.attend");
  if (!shift.row?.home_visit) return null;
  const [row, roster, cipher] = await Promise.all([
    findVisit(ctx.db, slotId),
    rosterOf(ctx.db, slotId),
    familyCipher(ctx, slotId),
  ]);
  return {
    state: visitState(row),
    toldAt: row?.told_at ?? null,
    stopNote: row?.stop_note ?? null,
    identified: (await identifiedOf(ctx.db, roster)).length,
    familyPhone: cipher !== null,
    // The family's own link is its word against ours: never for whoever leads the visit.
    link: may(ctx, "shift.state", shift.facts) === false ? null : visitPath(ctx.keys, slotId),
  };
}
