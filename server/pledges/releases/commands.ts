// 现场发布: claims that were spoken or telephoned are written down in seconds and reserved at once; the unit confirms afterwards.
import { v7 as uuid } from "uuid";
import { isRefusal, refuse } from "@/server/errors";
import { orMovedOn, record as tell } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { findNeed, needFacts, sees } from "@/server/needs/data";
import { transact } from "@/server/platform/db";
import { hashOfBody, once } from "@/server/platform/idempotency";
import { authorize } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import { clearTimer, setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import { pledgeMany } from "../commands";
import { findPledgeFacts, type Known, visiblePledge } from "../facts/data";
import { type Held, writeHolding } from "../holding/commands";
import { giveBackRest, holdingOf, isRunning } from "../holding/rules";
import { eventsOf } from "../lifecycle";
import { findTerms } from "../making/data";
import type { PledgeAnswer } from "../schema";
import { visibleRelease } from "./data";
import { mustBeNear, nextReminder } from "./rules";
import { denyInput, type OpenInput, openInput, type RecordInput, recordInput } from "./schema";

/** A quicker pledge on the same slot makes one try void; a hall full of telephones makes several. */
const TRIES = 5;

export async function open(ctx: Ctx, input: OpenInput): Promise<{ releaseId: string }> {
  const { key, ...body } = openInput.parse(input);
  const region = await livingRegion(ctx.db, body.regionId);
  const grant = authorize(ctx, "release.run", { place: placeFrom(region) });
  mustBeNear(body.heldAt, ctx.clock.now());
  return once(ctx, key, { act: "release.open", ...body }, async (trx) => {
    const id = uuid();
    const now = ctx.clock.now();
    await tell(trx, ctx, {
      aggregate: "release",
      id,
      version: 1,
      event: "release.opened",
      grant,
      data: { region: region.id },
    });
    await trx
      .insertInto("release_event")
      .values({
        id,
        region_id: region.id,
        title: body.title,
        held_at: body.heldAt ?? now,
        created_by: ctx.actor?.personId ?? "",
        created_at: now,
      })
      .execute();
    return { releaseId: id };
  });
}

/** One claim of a unit, reserved at once. Refuses like a pledge: ONLY_PART, FULL, ALREADY_PLEDGED, NOT_OPEN … */
export async function record(ctx: Ctx, input: RecordInput): Promise<PledgeAnswer> {
  const { key, ...body } = recordInput.parse(input);
  await visibleRelease(ctx, body.releaseId);
  const terms = await findTerms(ctx.db, body.slotId);
  const need = await findNeed(ctx.db, terms.need_id);
  if (need === null || !sees(ctx, need)) refuse("NOT_FOUND");
  const grant = authorize(ctx, "pledge.record", needFacts(need));
  const bodyHash = hashOfBody({ act: "release.record", ...body });
  for (let left = TRIES; ; left--) {
    try {
      return await transact(ctx.db, async (trx) => {
        const [made] = await pledgeMany({ ...ctx, db: trx }, body.slotId, [
          {
            helper: { kind: "organisation", organisationId: body.organisationId },
            amount: body.amount,
            ifShort: body.ifShort,
            note: body.note,
            key,
            bodyHash,
            via: "on_site",
            releaseId: body.releaseId,
            approved: true,
            allowed: { grant },
          },
        ]);
        if (!made) throw new Error("no answer");
        if ("refusal" in made) throw made.refusal;
        const now = ctx.clock.now();
        const due = nextReminder(now, now);
        if (due) await setTimer(trx, "pledge.unit_remind", made.answer.pledgeId, due);
        return made.answer;
      });
    } catch (error) {
      if (left <= 1 || !isRefusal(error) || error.code !== "TRY_AGAIN") throw error;
    }
  }
}

/** The unit's leader: yes, that is what we said. */
export async function confirmUnit(ctx: Ctx, input: { pledgeId: string }): Promise<Held> {
  const known = await visiblePledge(ctx, denyInput.parse(input).pledgeId);
  const grant = authorize(ctx, "pledge.change", known.facts);
  const { pledge } = known;
  mustBeUnconfirmed(known);
  const status = next(eventsOf(known.line.kind), pledge.status, "confirmUnit");
  return orMovedOn(
    transact(ctx.db, async (trx) => {
      await clearTimer(trx, "pledge.unit_remind", pledge.id);
      return writeHolding(trx, ctx, pledge, {
        event: "pledge.unit_confirmed",
        status,
        holding: holdingOf(pledge),
        slot: {},
        grant,
        set: { unit_confirmed_at: ctx.clock.now() },
      });
    }),
  );
}

/** The unit's leader: no, we did not say that. Free at once, with no cut-off: they never promised it. */
export async function denyUnit(ctx: Ctx, input: { pledgeId: string }): Promise<Held> {
  const known = await visiblePledge(ctx, denyInput.parse(input).pledgeId);
  const grant = authorize(ctx, "pledge.change", known.facts);
  const { pledge, line } = known;
  mustBeUnconfirmed(known);
  if (pledge.on_way > 0)
    refuse("ON_THE_WAY", { onWay: pledge.on_way, unit: line.unit, unitSize: line.unit_size });
  if (pledge.accepted > 0) refuse("WRONG_STATE", { status: pledge.status });
  const status = next(eventsOf(line.kind), pledge.status, "release");
  return orMovedOn(
    transact(ctx.db, async (trx) => {
      await clearTimer(trx, "pledge.unit_remind", pledge.id);
      return writeHolding(trx, ctx, pledge, {
        ...giveBackRest(holdingOf(pledge)),
        event: "pledge.released",
        status,
        grant,
        data: { reason: "unit_denied", freed: true },
        set: { end_reason: "unit_denied" },
      });
    }),
  );
}

/** Timer pledge.unit_remind. */
export async function remindUnit(ctx: Ctx, pledgeId: string): Promise<void> {
  const known = await findPledgeFacts(ctx, pledgeId);
  if (!known || !isUnconfirmed(known) || known.pledge.status !== "confirmed") return;
  const { pledge } = known;
  const due = nextReminder(pledge.created_at, ctx.clock.now());
  await transact(ctx.db, async (trx) => {
    if (due) await setTimer(trx, "pledge.unit_remind", pledge.id, due);
    await writeHolding(trx, ctx, pledge, {
      event: "pledge.reminded",
      status: pledge.status,
      holding: holdingOf(pledge),
      slot: {},
      data: { unit_confirms: true },
    });
  });
}

const isUnconfirmed = ({ pledge }: Known): boolean =>
  pledge.via === "on_site" && pledge.unit_confirmed_at === null;

function mustBeUnconfirmed(known: Known): void {
  if (!isUnconfirmed(known) || !isRunning(known.need.status))
    refuse("WRONG_STATE", { status: known.pledge.status });
}
