// A completed need that is needed again: a new round with new lines; what was before stays as it was.

import { refuse } from "@/server/errors";
import { needFacts, needForAct } from "@/server/needs/data";
import { after } from "@/server/needs/lifecycle";
import { insertLines, openSlots } from "@/server/needs/lines/commands";
import { findLines, type Line } from "@/server/needs/lines/data";
import { type LineBody, mostOf } from "@/server/needs/lines/schema";
import { list } from "@/server/needs/listing/commands";
import { confirmDueAt, wrongDates } from "@/server/needs/rules";
import type { NeedAnswer } from "@/server/needs/schema";
import { startWeek, step } from "@/server/needs/steps/commands";
import { readQuantity } from "@/server/needs/units/rules";
import { authorize } from "@/server/policy";
import { dayText } from "@/server/time";
import { setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import { type ReopenInput, reopenInput } from "../schema";

/** A sale line of the new round takes no pledges until its stock has been seen again. */
export async function reopen(ctx: Ctx, input: ReopenInput): Promise<NeedAnswer> {
  const body = reopenInput.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const grant = authorize(ctx, "need.run", needFacts(need));
  after(need.status, "reopen");
  const before = await findLines(ctx.db, need);
  const lines = body.lines.map((wanted, i) => again(before, wanted, i));
  const now = ctx.clock.now();
  const fields = wrongDates(body.deadlineAt, lines.map(datesOf), now);
  if (Object.keys(fields).length > 0) refuse("INVALID", { fields });
  const next = { id: need.id, round: need.round + 1 };
  return step(ctx, need, {
    event: "reopen",
    said: "need.reopened",
    grant,
    data: { round: next.round, lines: lines.length },
    set: {
      round: next.round,
      deadline_at: body.deadlineAt,
      ended_at: null,
      answers_due_at: null,
      confirm_due_at: confirmDueAt(now),
      hidden_at: null,
    },
    within: async (trx) => {
      await insertLines(trx, { ...next, posterId: need.poster_id, at: now }, lines);
      await openSlots(trx, next, now);
      await startWeek(trx, ctx, need.id);
      await setTimer(trx, "need.seal_at_deadline", need.id, body.deadlineAt);
    },
    afterwards: (trx) => list(trx, need.id),
  });
}

type Wanted = ReturnType<typeof reopenInput.parse>["lines"][number];

/** The line as it was, with another number and other days. */
function again(before: Line[], wanted: Wanted, i: number): LineBody {
  const was = before.find((line) => line.id === wanted.lineId) ?? refuse("NOT_FOUND");
  const wrong = (field: string, reason: string) =>
    refuse("INVALID", { fields: { [`lines.${i}.${field}`]: reason } });
  const quantity = readQuantity(wanted.quantity, was.unit, was.unit_size);
  if (typeof quantity === "string") return wrong("quantity", quantity);
  if (quantity > mostOf(was.kind)) wrong("quantity", "too_large");
  if (was.kind === "people" && !wanted.startsAt) wrong("startsAt", "required");
  if (was.kind === "people" && !wanted.endsAt) wrong("endsAt", "required");
  if (was.direction === "loan" && !wanted.returnBy) wrong("returnBy", "required");
  return {
    id: undefined,
    kind: was.kind as LineBody["kind"],
    direction: was.direction as LineBody["direction"],
    item: was.item,
    unit: was.unit as LineBody["unit"],
    unitSize: was.unit_size,
    quantity,
    buffer: 0,
    approx: false,
    shareLimit: null,
    note: was.note,
    place: was.place,
    startsAt: wanted.startsAt ?? null,
    endsAt: wanted.endsAt ?? null,
    minAge: was.min_age,
    qualification: was.qualification,
    dangerous: was.dangerous,
    insured: was.insured,
    viaOrganisationId: was.via_organisation,
    returnBy: wanted.returnBy ?? null,
    sale: was.sale && {
      sellerName: was.sale.seller_name,
      sellerPersonId: was.sale.seller_person,
      product: was.sale.product,
      producedOn: dayText(was.sale.produced_on),
      packing: was.sale.packing as "loose" | "prepacked",
      licenceNo: was.sale.licence_no,
      invoice: was.sale.invoice,
      referencePrice: was.sale.reference_price,
      askOver: was.sale.ask_over,
    },
  };
}

const datesOf = (line: LineBody) => ({
  startsAt: line.startsAt,
  endsAt: line.endsAt,
  returnBy: line.returnBy,
  producedOn: null, // it was in time when it was first offered
});
