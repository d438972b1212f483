// Named places as a team and their people read them, and whom a leader can name.
import { refuse } from "@/server/errors";
import { canHappen } from "@/server/lifecycle";
import { actsForAmong } from "@/server/people/proxies/data";
import { authorize, may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { eligibilityOf } from "../../eligibility/data";
import { type Known, visiblePledge } from "../../facts/data";
import { isRunning } from "../../holding/rules";
import { briefsOf, rosterOf, visibleSeat } from "../data";
import { LIVE_SEAT, SEAT_EVENTS } from "../lifecycle";
import { namingEndOf, namingEndsOf } from "../places/commands";
import { lateFrom } from "../rules";
import {
  CANDIDATES_MAX,
  type Candidate,
  type SeatItem,
  seatRef,
  type TeamShift,
  type TeamShiftRow,
  teamShiftInput,
} from "../schema";

/** Pledging's own reasons: an organisation holds its place whether or not others may still pledge. */
const HELD_ANYWAY = ["closed", "cut_off"];
const TEAM_ROLES = ["member", "manager", "leader"];
/** Shifts of a team, or places of one person, on one page: the nearest. */
const SHIFTS_MAX = 60;

/** Person → why they cannot be named for this pledge; only those who cannot. */
export async function barriersOf(
  ctx: Ctx,
  { pledge }: Pick<Known, "pledge">,
  personIds: string[],
): Promise<Map<string, string>> {
  const [members, proxied, persons, fits] = await Promise.all([
    membersAmong(ctx, pledge.organisation_id, personIds),
    actsForAmong(ctx.db, ctx.actor?.personId ?? "", personIds),
    activeAmong(ctx, personIds),
    eligibilityOf(ctx, [pledge.slot_id], personIds),
  ]);
  const found = new Map<string, string>();
  for (const id of personIds) {
    const reasons = (fits.get(id)?.[0]?.reasons ?? []).map((reason) => reason.code);
    const why =
      !members.has(id) && !proxied.has(id) ? "not_member" : !persons.has(id) ? "switched_off" : null;
    const hard = why ?? reasons.find((code) => !HELD_ANYWAY.includes(code));
    if (hard) found.set(id, hard);
  }
  return found;
}

async function membersAmong(ctx: Ctx, organisationId: string | null, ids: string[]): Promise<Set<string>> {
  if (organisationId === null || ids.length === 0) return new Set();
  const rows = await ctx.db
    .selectFrom("role_grant")
    .select("person_id")
    .where("organisation_id", "=", organisationId)
    .where("role", "in", TEAM_ROLES)
    .where("ended_at", "is", null)
    .where("person_id", "in", ids)
    .execute();
  return new Set(rows.map((row) => row.person_id));
}

async function activeAmong(ctx: Ctx, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await ctx.db
    .selectFrom("person")
    .select("id")
    .where("id", "in", ids)
    .where("status", "=", "active")
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** One shift of a team, for whoever names people: who goes, what is left, whom to name. */
export async function teamShiftOf(
  ctx: Ctx,
  input: { pledgeId: string; q?: string | undefined },
): Promise<TeamShift> {
  const { pledgeId, q } = teamShiftInput.parse(input);
  const known = await visiblePledge(ctx, pledgeId);
  const { pledge, line, slot, need } = known;
  if (pledge.organisation_id === null || line.kind !== "people") refuse("NOT_FOUND");
  const organisationId = pledge.organisation_id;
  const leads = may(ctx, "seat.name", known.facts) !== false;
  const [briefs, roster, seats, searches, organisation, nameUntil] = await Promise.all([
    briefsOf(ctx.db, [slot.id]),
    rosterOf(ctx.db, slot.id),
    seatsOf(ctx, pledgeId),
    searchesOf(ctx, pledge),
    ctx.db.selectFrom("organisation").select("name").where("id", "=", organisationId).executeTakeFirst(),
    namingEndOf(ctx, known),
  ]);
  const shift = briefs.get(slot.id);
  if (!shift) throw new Error(`slot ${slot.id} is not of people`);
  const now = ctx.clock.now();
  const unnamed = roster.unnamed.find((one) => one.pledgeId === pledgeId)?.count ?? 0;
  const ahead = slot.starts_at === null || slot.starts_at > now;
  const inTime = nameUntil === null || nameUntil > now;
  const mayName = leads && pledge.status === "confirmed" && isRunning(need.status) && ahead && inTime;
  const wanted = (mayName && unnamed > 0) || (leads && ahead && searches.length > 0);
  const { candidates, more } = wanted ? await candidatesFor(ctx, known, q) : { candidates: [], more: false };
  return {
    pledgeId,
    organisationId,
    organisationName: organisation?.name ?? "",
    pledgeStatus: pledge.status,
    shift,
    places: pledge.amount / line.unit_size,
    unnamed,
    nameUntil,
    mayName,
    mayRemove:
      pledge.status === "confirmed" && ahead && (leads || may(ctx, "pledge.manage", known.facts) !== false),
    leads,
    seats,
    searches,
    candidates,
    more,
  };
}

async function seatsOf(ctx: Ctx, pledgeId: string) {
  const rows = await ctx.db
    .selectFrom("seat as s")
    .innerJoin("person as p", "p.id", "s.person_id")
    .leftJoin("person_phone as f", "f.person_id", "s.person_id")
    .select(["s.id", "s.person_id", "p.name", "s.status", "s.replaces", "s.version"])
    .select((eb) => eb.fn.count<number>("f.id").as("phones"))
    .where("s.pledge_id", "=", pledgeId)
    .where("s.status", "in", LIVE_SEAT)
    .groupBy(["s.id", "s.person_id", "p.name", "s.status", "s.replaces", "s.version", "s.named_at"])
    .orderBy("s.named_at")
    .orderBy("s.id")
    .execute();
  return rows.map((row) => ({
    seatId: row.id,
    personId: row.person_id,
    name: row.name,
    status: row.status,
    hasPhone: Number(row.phones) > 0,
    isStandIn: row.replaces !== null,
    version: row.version,
  }));
}

async function searchesOf(ctx: Ctx, pledge: { id: string; slot_id: string }) {
  return ctx.db
    .selectFrom("stand_in as s")
    .innerJoin("person as p", "p.id", "s.leaver_id")
    .select(["s.id as standInId", "p.name as leaverName", "s.seat_id as seatId"])
    .where("s.slot_id", "=", pledge.slot_id)
    .where("s.pledge_id", "=", pledge.id)
    .where("s.status", "=", "seeking")
    .orderBy("s.created_at")
    .execute();
}

/** Members by name, those who can go first. A large team is searched. */
async function candidatesFor(ctx: Ctx, known: Known, q: string | undefined) {
  const { pledge } = known;
  let query = ctx.db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .leftJoin("person_phone as f", "f.person_id", "p.id")
    .select(["p.id", "p.name"])
    .select((eb) => eb.fn.count<number>("f.id").as("phones"))
    .where("g.organisation_id", "=", pledge.organisation_id)
    .where("g.role", "in", TEAM_ROLES)
    .where("g.ended_at", "is", null)
    .where("p.status", "=", "active")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("seat as s")
            .select("s.id")
            .whereRef("s.person_id", "=", "p.id")
            .where("s.pledge_id", "=", pledge.id)
            .where("s.status", "in", LIVE_SEAT),
        ),
      ),
    )
    .groupBy(["p.id", "p.name"])
    .orderBy("p.name")
    .orderBy("p.id")
    .limit(CANDIDATES_MAX + 1);
  if (q) query = query.where("p.name", "like", `%${q.replace(/[\\%_]/g, (c) => `\\${c}`)}%`);
  const rows = await query.execute();
  const shown = rows.slice(0, CANDIDATES_MAX);
  const ids = shown.map((row) => row.id);
  const [barriers, fits] = await Promise.all([
    barriersOf(ctx, known, ids),
    eligibilityOf(ctx, [pledge.slot_id], ids),
  ]);
  const candidates: Candidate[] = shown.map((row) => ({
    personId: row.id,
    name: row.name,
    hasPhone: Number(row.phones) > 0,
    why: barriers.get(row.id) ?? null,
    warns: fits.get(row.id)?.[0]?.warnings.find((warning) => warning.code !== "full")?.code ?? null,
  }));
  candidates.sort((a, b) => Number(a.why !== null) - Number(b.why !== null));
  return { candidates, more: rows.length > CANDIDATES_MAX };
}

/** A team's shifts: those to come, soonest first; or those that are over, newest first. */
export async function teamShiftsOf(
  ctx: Ctx,
  { organisationId, show }: { organisationId: string; show: "coming" | "past" },
): Promise<TeamShiftRow[]> {
  authorize(ctx, "pledge.list", { organisationId }, "NOT_FOUND");
  const now = ctx.clock.now();
  const coming = show === "coming";
  const rows = await ctx.db
    .selectFrom("pledge as p")
    .innerJoin("need_line as l", "l.id", "p.line_id")
    .innerJoin("slot as s", "s.id", "p.slot_id")
    .select(["p.id", "p.slot_id", "p.amount", "l.unit_size", "s.starts_at", "s.cut_off_at"])
    .where("p.organisation_id", "=", organisationId)
    .where("l.kind", "=", "people")
    .where(
      "p.status",
      "in",
      coming ? ["confirmed", "disputed"] : ["confirmed", "disputed", "attended", "settled"],
    )
    .where((eb) =>
      coming
        ? eb.or([eb("s.ends_at", ">", now), eb("s.starts_at", ">", now), eb("s.starts_at", "is", null)])
        : eb.and([
            eb("s.starts_at", "<=", now),
            eb.or([eb("s.ends_at", "is", null), eb("s.ends_at", "<=", now)]),
          ]),
    )
    .orderBy("s.starts_at", coming ? "asc" : "desc")
    .orderBy("p.id")
    .limit(SHIFTS_MAX)
    .execute();
  const ids = rows.map((row) => row.id);
  const timed = rows.map((row) => ({ pledge: row, slot: { ...row, id: row.slot_id } }));
  const [briefs, ends, counts] = await Promise.all([
    briefsOf(
      ctx.db,
      rows.map((row) => row.slot_id),
    ),
    namingEndsOf(ctx, coming ? timed : []),
    ids.length === 0
      ? []
      : ctx.db
          .selectFrom("seat")
          .select(["pledge_id", "status", (eb) => eb.fn.countAll<number>().as("n")])
          .where("pledge_id", "in", ids)
          .where("status", "in", LIVE_SEAT)
          .groupBy(["pledge_id", "status"])
          .execute(),
  ]);
  const count = (id: string, status: string) =>
    Number(counts.find((one) => one.pledge_id === id && one.status === status)?.n ?? 0);
  return rows.flatMap((row): TeamShiftRow[] => {
    const shift = briefs.get(row.slot_id);
    if (!shift) return [];
    return [
      {
        pledgeId: row.id,
        shift,
        places: row.amount / row.unit_size,
        named: count(row.id, "named"),
        seeking: count(row.id, "seeking"),
        nameUntil: ends.get(row.id) ?? null,
      },
    ];
  });
}

/** One named place, to whom it concerns. */
export async function seatItemOf(ctx: Ctx, input: { seatId: string }): Promise<SeatItem> {
  const { seatId } = seatRef.pick({ seatId: true }).parse(input);
  const { seat } = await visibleSeat(ctx, seatId);
  const items = await itemsOf(ctx, [seat.id]);
  return items[0] as SeatItem;
}

/** The places I am named for, and those of the people I act for: soonest first. */
export async function mySeats(ctx: Ctx, actedFor: readonly string[]): Promise<SeatItem[]> {
  const ids = [ctx.actor?.personId ?? "", ...actedFor];
  const rows = await ctx.db
    .selectFrom("seat as t")
    .innerJoin("pledge as p", "p.id", "t.pledge_id")
    .innerJoin("slot as s", "s.id", "t.slot_id")
    .select("t.id")
    .where("t.person_id", "in", ids)
    .where("t.status", "in", LIVE_SEAT)
    .where("p.status", "=", "confirmed")
    .where((eb) =>
      eb.or([
        eb("s.starts_at", "is", null),
        eb("s.starts_at", ">", new Date(ctx.clock.now().getTime() - 86_400_000)),
      ]),
    )
    .orderBy("s.starts_at")
    .orderBy("t.id")
    .limit(SHIFTS_MAX)
    .execute();
  return itemsOf(
    ctx,
    rows.map((row) => row.id),
  );
}

async function itemsOf(ctx: Ctx, seatIds: string[]): Promise<SeatItem[]> {
  if (seatIds.length === 0) return [];
  const rows = await ctx.db
    .selectFrom("seat as t")
    .innerJoin("pledge as p", "p.id", "t.pledge_id")
    .innerJoin("need as n", "n.id", "p.need_id")
    .innerJoin("person as x", "x.id", "t.person_id")
    .innerJoin("organisation as o", "o.id", "p.organisation_id")
    .leftJoin("stand_in as f", (on) => on.onRef("f.seat_id", "=", "t.id").on("f.status", "=", "seeking"))
    .select(["t.id", "t.pledge_id", "t.slot_id", "t.person_id", "t.status", "t.version", "x.name"])
    .select(["o.id as organisation_id", "o.name as organisation", "p.status as pledge", "n.status as need"])
    .select("f.id as search")
    .where("t.id", "in", seatIds)
    .execute();
  const briefs = await briefsOf(
    ctx.db,
    rows.map((row) => row.slot_id),
  );
  const acting = await actsForAmong(
    ctx.db,
    ctx.actor?.personId ?? "",
    rows.map((row) => row.person_id),
  );
  const now = ctx.clock.now();
  const items = rows.flatMap((row): SeatItem[] => {
    const shift = briefs.get(row.slot_id);
    if (!shift) return [];
    const runs = row.pledge === "confirmed" && isRunning(row.need) && shift.status === "planned";
    const ahead = shift.startsAt === null || shift.startsAt > now;
    const late = lateFrom(shift);
    const own = row.person_id === ctx.actor?.personId || acting.has(row.person_id);
    const can = (event: "leave" | "stay") =>
      own && runs && ahead && canHappen(SEAT_EVENTS, row.status, event);
    return [
      {
        seatId: row.id,
        pledgeId: row.pledge_id,
        personId: row.person_id,
        personName: row.name,
        organisationId: row.organisation_id,
        organisationName: row.organisation,
        status: row.status,
        version: row.version,
        mine: row.person_id === ctx.actor?.personId,
        mayLeave: can("leave"),
        mayStay: can("stay"),
        standInId: row.search,
        late: late !== null && late <= now,
        shift,
      },
    ];
  });
  return seatIds.flatMap((id) => items.find((item) => item.seatId === id) ?? []);
}
