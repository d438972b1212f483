// A series is added, or changed exactly as its preview showed. Its shifts are shifts of their own.

import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { once } from "@/server/platform/idempotency";
import type { Ctx } from "@/server/trpc/context";
import { lineOfSlot } from "../../lines/data";
import { callOff } from "../calling-off/commands";
import { rewrite } from "../changing/commands";
import { balanceLine } from "../numbers/commands";
import { addAll, plannedLine } from "../planning/commands";
import type { ShiftTerms } from "../rules";
import { managedSeries, markOf, planFor, saidIn } from "./data";
import { type Pattern, planOf } from "./rules";
import type { AddSeriesBody, ChangeSeriesBody, SeriesAnswer } from "./schema";

const rowOf = (p: Pattern, terms: ShiftTerms) => ({
  every: p.every,
  first_on: new Date(p.firstOn),
  last_on: new Date(p.lastOn),
  start_minute: p.startMinute,
  minutes: p.minutes,
  seats: p.seats,
  terms: JSON.stringify(terms),
});

/** Refuses INVALID, TOO_MANY, WRONG_STATE, MOVED_ON. */
export async function addSeries(ctx: Ctx, body: AddSeriesBody): Promise<SeriesAnswer> {
  const { need, line, grant } = await plannedLine(ctx, body.needId, body.lineId, body.version);
  const now = ctx.clock.now();
  const { to, terms } = saidIn(body, now);
  const rows = planOf(null, to, [], now);
  if (rows.length === 0) refuse("INVALID", { fields: { lastOn: "no_days" } });
  return orMovedOn(
    once(ctx, body.key, { act: "series.add", ...body }, async (trx) => {
      const seriesId = uuid();
      await trx
        .insertInto("shift_series")
        .values({
          id: seriesId,
          need_id: need.id,
          line_id: line.id,
          ...rowOf(to, terms),
          created_by: ctx.actor?.personId ?? "",
          created_at: now,
        })
        .execute();
      const planned = rows.map(({ startsAt, endsAt, seats }) => ({
        startsAt,
        endsAt,
        seats,
        terms,
        seriesId,
      }));
      await addAll(trx, ctx, need, line, planned, grant);
      return { seriesId, needId: need.id, added: rows.length, changed: 0, calledOff: 0 };
    }),
  );
}

/** Refuses MOVED_ON where the plan would be another one now: look again before anything is done. */
export async function changeSeries(ctx: Ctx, body: ChangeSeriesBody): Promise<SeriesAnswer> {
  const { series, need, grant } = await managedSeries(ctx, body.seriesId);
  const { line } = await plannedLine(ctx, need.id, series.line_id);
  const now = ctx.clock.now();
  const { to, terms } = saidIn(body, now);
  return orMovedOn(
    once(ctx, body.key, { act: "series.change", ...body }, async (trx) => {
      const rows = await planFor(trx, series, to, terms, now);
      if (markOf(rows) !== body.plan) refuse("MOVED_ON");
      const kept = await trx
        .updateTable("shift_series")
        .set({ ...rowOf(to, terms), version: series.version + 1 })
        .where("id", "=", series.id)
        .where("version", "=", series.version)
        .executeTakeFirst();
      if (kept.numUpdatedRows !== 1n) refuse("MOVED_ON");
      for (const row of rows) {
        if (row.slotId === null) continue;
        const { slot } = await lineOfSlot(trx, row.slotId);
        const { startsAt, endsAt, seats } = row;
        if (row.fate === "change")
          await rewrite(trx, ctx, slot, { ...terms, startsAt, endsAt, seats }, grant);
        if (row.fate === "call_off")
          await callOff(trx, ctx, row.slotId, { grant, reason: "changed_plans", note: null });
      }
      const added = rows
        .filter((row) => row.fate === "add")
        .map(({ startsAt, endsAt, seats }) => ({ startsAt, endsAt, seats, terms, seriesId: series.id }));
      if (added.length > 0) await addAll(trx, ctx, need, line, added, grant);
      else await balanceLine(trx, line);
      const count = (fate: string) => rows.filter((row) => row.fate === fate).length;
      return {
        seriesId: series.id,
        needId: need.id,
        added: added.length,
        changed: count("change"),
        calledOff: count("call_off"),
      };
    }),
  );
}
