// What the signed-in may take: the shifts of one need, and those near them, soonest first.
import { refuse } from "@/server/errors";
import { findNeed, sees } from "@/server/needs/data";
import { findLines } from "@/server/needs/lines/data";
import { shiftsOf } from "@/server/needs/shifts/data";
import { actsFor } from "@/server/people/proxies/data";
import { placeOf, regionNames } from "@/server/regions/data";
import type { Ctx } from "@/server/trpc/context";
import { eligibility } from "../data";
import type { Eligible } from "../rules";
import { type ListBody, SHIFTS_PAGE, type ShiftList } from "../schema";

/** Nobody signed in: nothing to say of them. Somebody else's only where one acts for them. */
export async function ofNeed(
  ctx: Ctx,
  input: { needId: string; forPersonId?: string | undefined },
): Promise<Eligible[]> {
  const me = ctx.actor?.personId;
  if (me === undefined) return [];
  const personId = input.forPersonId ?? me;
  if (personId !== me && !(await actsFor(ctx.db, me, personId))) refuse("NOT_FOUND");
  const need = await findNeed(ctx.db, input.needId);
  if (need === null || !sees(ctx, need)) refuse("NOT_FOUND");
  const lines = (await findLines(ctx.db, need)).filter((line) => line.kind === "people");
  const slots = lines.flatMap((line) => line.slots.map((slot) => slot.id));
  return eligibility(ctx, slots, personId);
}

/** Shifts are looked for in a day's reach: the district one lives in; all over where nobody said where. */
export async function listShifts(ctx: Ctx, input: ListBody): Promise<ShiftList> {
  const me = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const now = ctx.clock.now();
  const person = await ctx.db
    .selectFrom("person")
    .select("home_region_id")
    .where("id", "=", me)
    .executeTakeFirstOrThrow();
  const home = person.home_region_id === 0 ? null : await placeOf(ctx.db, person.home_region_id);
  const { after } = input;
  const found = await ctx.db
    .selectFrom("slot as s")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .innerJoin("need as n", "n.id", "s.need_id")
    .leftJoin("shift as h", "h.slot_id", "s.id")
    .select(["s.id", "s.starts_at", "n.id as need_id", "n.title", "n.region_id"])
    .where("l.kind", "=", "people")
    .where("s.is_open", "=", true)
    .where("s.starts_at", ">", now)
    .where((eb) => eb.or([eb("s.cut_off_at", "is", null), eb("s.cut_off_at", ">", now)]))
    .where("n.status", "=", "open")
    .where("n.lane", "=", "open")
    .where("n.deadline_at", ">", now)
    .where((eb) => eb.or([eb("h.status", "is", null), eb("h.status", "=", "planned")]))
    .$if(home !== null, (q) => q.where("n.county_id", "=", home?.county_id ?? 0))
    .$if(after !== undefined, (q) =>
      q.where((eb) =>
        eb.or([
          eb("s.starts_at", ">", after?.startsAt as Date),
          eb.and([eb("s.starts_at", "=", after?.startsAt as Date), eb("s.id", ">", after?.slotId as string)]),
        ]),
      ),
    )
    .orderBy("s.starts_at")
    .orderBy("s.id")
    .limit(SHIFTS_PAGE + 1)
    .execute();
  const page = found.slice(0, SHIFTS_PAGE);
  const ids = page.map((row) => row.id);
  const [shifts, answers, names] = await Promise.all([
    shiftsOf(ctx.db, ids),
    eligibility(ctx, ids, me),
    regionNames(ctx.db, [...page.map((row) => row.region_id), ...(home ? [home.county_id] : [])]),
  ]);
  const rows = page.flatMap((row) => {
    const shift = shifts.find((s) => s.slotId === row.id);
    const answer = answers.find((a) => a.slotId === row.id);
    if (!shift?.startsAt || !answer || (input.only === "open" && !answer.ok)) return [];
    const { item, role, place, kind, startsAt, endsAt, remaining, homeVisit } = shift;
    const region = names.get(row.region_id) ?? "";
    const about = { needId: row.need_id, title: row.title, region };
    return [{ ...answer, ...about, item, role, place, kind, startsAt, endsAt, remaining, homeVisit }];
  });
  const last = page.at(-1);
  return {
    place: home ? (names.get(home.county_id) ?? "") : "",
    rows,
    now,
    next:
      found.length > SHIFTS_PAGE && last?.starts_at ? { startsAt: last.starts_at, slotId: last.id } : null,
  };
}
