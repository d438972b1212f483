// More shifts for a people line: one, or all of a series. The line asks for the sum of their seats.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import type { Trx } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { type NeedRow, needFacts, needForAct } from "../../data";
import { after } from "../../lifecycle";
import { findLines, type Line } from "../../lines/data";
import { cutOffAt } from "../../rules";
import { step } from "../../steps/commands";
import { refuseHardWording } from "../../wording/rules";
import { shiftRow } from "../commands";
import { balanceLine } from "../numbers/commands";
import { SHIFTS_MAX, type ShiftTerms, type Timed, wrongTimes } from "../rules";
import { type AddBody, type ShiftAnswer, termsIn } from "../schema";

type Planned = Timed & { terms: ShiftTerms; seriesId?: string | null };

/** A people line of a need whose lines may still change, for whoever posted. */
export async function plannedLine(
  ctx: Ctx,
  needId: string,
  lineId: string,
  version?: number,
): Promise<{ need: NeedRow; line: Line; grant: Grant | null }> {
  const need = await needForAct(ctx, needId, version);
  const grant = authorize(ctx, "need.run", needFacts(need));
  after(need.status, "change");
  const line = (await findLines(ctx.db, need)).find((l) => l.id === lineId);
  if (line?.kind !== "people") refuse("NOT_FOUND");
  return { need, line, grant };
}

/** One more shift. Refuses INVALID, TOO_MANY, WRONG_STATE, MOVED_ON. */
export async function addShift(ctx: Ctx, body: AddBody): Promise<ShiftAnswer> {
  const { need, line, grant } = await plannedLine(ctx, body.needId, body.lineId, body.version);
  const fields = wrongTimes(body.startsAt, body.endsAt, ctx.clock.now());
  if (Object.keys(fields).length > 0) refuse("INVALID", { fields });
  const terms = termsIn(body);
  refuseHardWording({ role: terms.role, place: terms.place });
  const { startsAt, endsAt, seats } = body;
  return orMovedOn(
    once(ctx, body.key, { act: "shift.add", ...body }, async (trx) => {
      const [slotId] = await addAll(trx, ctx, need, line, [{ startsAt, endsAt, seats, terms }], grant);
      return { slotId: slotId as string, status: "planned", version: 1 };
    }),
  );
}

/** Their slots, shifts and history; the line's numbers; and the need's own step, which keeps out whoever ends it meanwhile. */
export async function addAll(
  trx: Trx,
  ctx: Ctx,
  need: NeedRow,
  line: Line,
  planned: Planned[],
  grant: Grant | null,
): Promise<string[]> {
  if (line.slots.length + planned.length > SHIFTS_MAX) refuse("TOO_MANY", { max: SHIFTS_MAX });
  const ids = planned.map(() => uuid());
  await step(
    ctx,
    need,
    {
      event: "change",
      said: "need.replanned",
      grant,
      data: { line: line.id, added: planned.length, seats: planned.reduce((sum, p) => sum + p.seats, 0) },
      within: async (inner) => {
        if (planned.length === 0) return;
        await insert(inner, ctx, need, line, planned, ids, grant);
        await balanceLine(inner, line);
      },
    },
    trx,
  );
  return ids;
}

async function insert(
  trx: Trx,
  ctx: Ctx,
  need: NeedRow,
  line: Line,
  planned: Planned[],
  ids: string[],
  grant: Grant | null,
): Promise<void> {
  const now = ctx.clock.now();
  const of = planned.map((p, i) => ({ ...p, id: ids[i] as string }));
  await record(
    trx,
    ctx,
    ...of.map(({ id, seats, startsAt }) => ({
      aggregate: "shift" as const,
      id,
      version: 1,
      event: "shift.added",
      grant,
      data: { need: need.id, line: line.id, seats, starts: startsAt.getTime() },
    })),
  );
  await trx
    .insertInto("slot")
    .values(
      of.map(({ id, seats, startsAt, endsAt }) => ({
        id,
        need_id: need.id,
        line_id: line.id,
        ceiling: seats,
        remaining: seats,
        is_open: need.status === "open",
        starts_at: startsAt,
        ends_at: endsAt,
        cut_off_at: cutOffAt(startsAt, now),
      })),
    )
    .execute();
  await trx
    .insertInto("shift")
    .values(
      of.map(({ id, terms, seriesId }) => ({
        ...shiftRow({ id, needId: need.id, lineId: line.id }, terms, now),
        series_id: seriesId ?? null,
        version: 1,
      })),
    )
    .execute();
}
