// 每月认领: a parent with monthly children. A missed child does not end the parent.

import { v7 as uuid } from "uuid";
import { isRefusal, refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { inUnits } from "@/server/needs/units/rules";
import { actsFor } from "@/server/people/proxies/data";
import { type Trx, transact } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { QUANTITY_MAX } from "@/server/platform/schema";
import { authorize, type Grant } from "@/server/policy";
import { dayText } from "@/server/time";
import { clearTimer, setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import { pledgeMany } from "../commands";
import { isRunning } from "../holding/rules";
import { findTerms } from "../making/data";
import { mustNotBeOwnSale, mustTakePledges, slotFacts, smallestOf, type Terms } from "../making/rules";
import { mustAsk } from "../rules";
import { findRecurring, type RecurringRow, visibleRecurring } from "./data";
import { RECURRING_EVENTS } from "./lifecycle";
import { firstDay, momentOf, nextMonth, periodOf } from "./rules";
import { recurringRef, type StartAnswer, type StartInput, startInput } from "./schema";

/** Goods that are given or bought, by one helper once per slot. The first child is made on the first such day. */
export async function start(ctx: Ctx, input: StartInput): Promise<StartAnswer> {
  const { key, ...body } = startInput.parse(input);
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const organisationId = body.organisationId ?? null;
  const personId = organisationId === null ? (body.forPersonId ?? actor.personId) : null;
  const grant = await askToMake(ctx, personId, organisationId);
  return orMovedOn(
    once(ctx, key, { act: "recurring.start", ...body }, async (trx) => {
      const terms = await findTerms(trx, body.slotId);
      mustTakePledges(terms, ctx.clock.now());
      mustNotBeOwnSale(terms, { personId, organisationId });
      if (terms.kind !== "goods" || terms.direction === "loan") refuse("NOT_RECURRING");
      const amount = smallestOf(body.amount, terms);
      const facts = slotFacts(terms);
      const helper = organisationId === null ? "person" : "organisation";
      if (facts.asksAlways) refuse("NOT_RECURRING");
      if (mustAsk(facts, { helper, wanted: amount, approved: false })) refuse("OVER_SHARE", limitOf(terms));
      await mustBeFirst(trx, body.slotId, personId, organisationId);
      const now = ctx.clock.now();
      const nextOn = firstDay(now, body.dayOfMonth);
      const id = uuid();
      await trx
        .insertInto("recurring_pledge")
        .values({
          id,
          need_id: terms.need_id,
          line_id: terms.line_id,
          slot_id: body.slotId,
          helper_kind: organisationId === null ? "person" : "organisation",
          person_id: personId,
          organisation_id: organisationId,
          amount,
          day_of_month: body.dayOfMonth,
          months: body.months,
          next_on: nextOn,
          status: next(RECURRING_EVENTS, "new", "start"),
          recorded_by: actor.personId,
          created_at: now,
        })
        .execute();
      await record(trx, ctx, {
        aggregate: "recurring",
        id,
        version: 1,
        event: "recurring.started",
        grant,
        forId: personId !== null && personId !== actor.personId ? personId : null,
        data: { slot: body.slotId, amount, day: body.dayOfMonth, months: body.months },
      });
      await setTimer(trx, "recurring.next", id, momentOf(nextOn));
      return { recurringId: id, nextOn };
    }),
  );
}

/** The helper ends it; what was pledged already stays pledged. */
export async function end(ctx: Ctx, input: { recurringId: string }): Promise<void> {
  const { row, facts } = await visibleRecurring(ctx, recurringRef.parse(input).recurringId);
  const grant = authorize(ctx, "pledge.change", facts);
  const status = next(RECURRING_EVENTS, row.status, "end");
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      await tell(trx, ctx, row, "recurring.ended", { reason: "helper" }, grant);
      await move(trx, row, { status, next_on: null, ended_at: ctx.clock.now() });
      await clearTimer(trx, "recurring.next", row.id);
    }),
  );
}

/** Timer recurring.next: this month's child, or its being missed, and the day of the next. */
export async function makeNext(ctx: Ctx, recurringId: string): Promise<void> {
  const row = await findRecurring(ctx.db, recurringId);
  if (row?.status !== "running" || row.next_on === null) return;
  const day = dayText(row.next_on);
  if (momentOf(day) > ctx.clock.now()) return setTimer(ctx.db, "recurring.next", row.id, momentOf(day));
  try {
    await transact(ctx.db, async (trx) => {
      const child = await makeChild({ ...ctx, db: trx }, row, periodOf(day));
      await advance(trx, ctx, row, day, "pledgeAgain", "recurring.pledged", { pledge: child });
    });
  } catch (error) {
    if (!isRefusal(error) || error.code === "TRY_AGAIN" || error.code === "MOVED_ON") throw error;
    await transact(ctx.db, (trx) =>
      advance(trx, ctx, row, day, "miss", "recurring.missed", { reason: error.code }),
    );
  }
}

/** Refuses with the reason why this month is missed; the transaction is rolled back then. A child never stands in a queue. */
async function makeChild(ctx: Ctx, row: RecurringRow, period: string): Promise<string> {
  const { unit_size } = await findTerms(ctx.db, row.slot_id);
  const [made] = await pledgeMany(ctx, row.slot_id, [
    {
      helper:
        row.organisation_id === null
          ? { kind: "person", personId: row.person_id ?? "" }
          : { kind: "organisation", organisationId: row.organisation_id },
      amount: inUnits(row.amount, unit_size) ?? "0",
      via: "recurring",
      period,
      recurringId: row.id,
      allowed: { grant: null }, // asked when the parent was started
    },
  ]);
  if (!made) throw new Error("no answer");
  if ("refusal" in made) throw made.refusal;
  if (made.answer.status !== "confirmed") refuse("FULL", { remaining: 0 });
  return made.answer.pledgeId;
}

/** The most that needs nobody's word. */
const limitOf = (terms: Terms) => ({
  limit: Math.min(terms.share_limit ?? QUANTITY_MAX, terms.ask_over ?? QUANTITY_MAX),
  unit: terms.unit,
  unitSize: terms.unit_size,
});

type Data = Record<string, string | number>;

async function advance(
  trx: Trx,
  ctx: Ctx,
  row: RecurringRow,
  day: string,
  event: "pledgeAgain" | "miss",
  said: string,
  data: Data,
): Promise<void> {
  const status = next(RECURRING_EVENTS, row.status, event);
  await tell(trx, ctx, row, said, { ...data, period: periodOf(day) }, null);
  const last = row.months <= 1;
  const nextOn = nextMonth(day);
  await move(trx, row, { status, months: row.months - 1, next_on: last ? null : nextOn });
  if (!last) return setTimer(trx, "recurring.next", row.id, momentOf(nextOn));
  const now = { ...row, version: row.version + 1 };
  await tell(trx, ctx, now, "recurring.ended", { reason: "last_month" }, null);
  await move(trx, now, { status: next(RECURRING_EVENTS, status, "runOut"), ended_at: ctx.clock.now() });
}

const tell = (trx: Trx, ctx: Ctx, row: RecurringRow, event: string, data: Data, grant: Grant | null) =>
  record(trx, ctx, { aggregate: "recurring", id: row.id, version: row.version + 1, event, grant, data });

type Changes = {
  status: string;
  months?: number;
  next_on?: string | null;
  ended_at?: Date;
};

async function move(trx: Trx, row: RecurringRow, set: Changes): Promise<void> {
  const changed = await trx
    .updateTable("recurring_pledge")
    .set({ ...set, version: row.version + 1 })
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) refuse("MOVED_ON");
}

async function askToMake(ctx: Ctx, personId: string | null, organisationId: string | null) {
  const me = ctx.actor?.personId ?? "";
  const proxy = personId !== null && personId !== me && (await actsFor(ctx.db, me, personId));
  return authorize(ctx, "pledge.make", { personId, organisationId, actsFor: proxy });
}

/** One running parent per helper and slot. The slot's lock makes two starts at once wait for each other. */
async function mustBeFirst(
  trx: Trx,
  slotId: string,
  personId: string | null,
  organisationId: string | null,
): Promise<void> {
  const { need_id } = await trx
    .selectFrom("slot")
    .select("need_id")
    .where("id", "=", slotId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const need = await trx
    .selectFrom("need")
    .select("status")
    .where("id", "=", need_id)
    .executeTakeFirstOrThrow();
  if (!isRunning(need.status)) refuse("NOT_OPEN", { status: need.status });
  const running = await trx
    .selectFrom("recurring_pledge")
    .select("id")
    .where("slot_id", "=", slotId)
    .where("status", "=", "running")
    .where(personId === null ? "organisation_id" : "person_id", "=", personId ?? organisationId)
    .executeTakeFirst();
  if (running) refuse("ALREADY_RECURRING");
}
