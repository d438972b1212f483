// Shifts of today for one person: those they run, and those that expect them. Found from what is theirs, never by scanning the calendar.
import { refuse } from "@/server/errors";
import { type Shift, shiftsOf } from "@/server/needs/shifts/data";
import type { Db } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { DAYS_MAX, isToday } from "./rules";
import type { TodayView } from "./schema";

const RUNNING_NEEDS = ["open", "paused", "sealed", "settling"];
const LEADS = ["leader", "manager"];

export async function viewToday(ctx: Ctx): Promise<TodayView> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const organisations = actor.grants
    .filter((g) => LEADS.includes(g.role))
    .flatMap((g) => g.organisationId ?? []);
  const villages = actor.grants
    .filter((g) => g.role === "secretary" || g.role === "clerk")
    .map((g) => g.regionId);
  const [run, expected] = await Promise.all([
    slotsRunBy(ctx.db, actor.personId, villages, organisations),
    slotsExpecting(ctx.db, actor.personId),
  ]);
  const shifts = await shiftsOf(ctx.db, [...new Set([...run, ...expected])]);
  const now = ctx.clock.now();
  const days = shifts.filter((shift) => isToday(shift, now)).slice(0, DAYS_MAX);
  const titles = await titlesOf(
    ctx.db,
    days.map((day) => day.needId),
  );
  const view = (shift: Shift) => ({
    slotId: shift.slotId,
    title: titles.get(shift.needId) ?? "",
    item: shift.item,
    role: shift.role,
    place: shift.place,
    startsAt: shift.startsAt,
    endsAt: shift.endsAt,
    status: shift.status,
  });
  const [mine, theirs] = [new Set(run), new Set(expected)];
  return {
    runs: days.filter((day) => mine.has(day.slotId)).map(view),
    expected: days.filter((day) => theirs.has(day.slotId)).map(view),
  };
}

/** Of needs one posted, of one's village, of one's organisations, and where these have people. */
async function slotsRunBy(
  db: Db,
  personId: string,
  villages: number[],
  organisations: string[],
): Promise<string[]> {
  const needs = db
    .selectFrom("need as n")
    .innerJoin("need_line as l", (on) => on.onRef("l.need_id", "=", "n.id").on("l.kind", "=", "people"))
    .innerJoin("slot as s", "s.line_id", "l.id")
    .select("s.id")
    .where("n.status", "in", RUNNING_NEEDS);
  const rows = await Promise.all([
    needs.where("n.poster_id", "=", personId).execute(),
    villages.length > 0 ? needs.where("n.village_id", "in", villages).execute() : [],
    organisations.length > 0 ? needs.where("n.organisation_id", "in", organisations).execute() : [],
    organisations.length > 0
      ? db
          .selectFrom("pledge as p")
          .innerJoin("need_line as l", (on) => on.onRef("l.id", "=", "p.line_id").on("l.kind", "=", "people"))
          .select("p.slot_id as id")
          .where("p.organisation_id", "in", organisations)
          .where("p.status", "=", "confirmed")
          .execute()
      : [],
    organisations.length > 0
      ? db
          .selectFrom("shift")
          .select("slot_id as id")
          .where("organisation_id", "in", organisations)
          .where("status", "in", ["planned", "running"])
          .execute()
      : [],
  ]);
  return rows.flat().map((row) => row.id);
}

async function slotsExpecting(db: Db, personId: string): Promise<string[]> {
  const [own, seats] = await Promise.all([
    db
      .selectFrom("pledge as p")
      .innerJoin("need_line as l", (on) => on.onRef("l.id", "=", "p.line_id").on("l.kind", "=", "people"))
      .select("p.slot_id as id")
      .where("p.person_id", "=", personId)
      .where("p.status", "=", "confirmed")
      .execute(),
    db
      .selectFrom("seat")
      .select("slot_id as id")
      .where("person_id", "=", personId)
      .where("status", "in", ["named", "seeking"])
      .execute(),
  ]);
  return [...own, ...seats].map((row) => row.id);
}

async function titlesOf(db: Db, needIds: string[]): Promise<Map<string, string>> {
  if (needIds.length === 0) return new Map();
  const rows = await db.selectFrom("need").select(["id", "title"]).where("id", "in", needIds).execute();
  return new Map(rows.map((row) => [row.id, row.title]));
}
