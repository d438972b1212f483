// May it go before the public as it stands?

import { refuse } from "@/server/errors";
import type { Trx } from "@/server/platform/db";
import { dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import type { NeedRow } from "../data";
import { isCertified, type Line, saleLinesMustBeOn } from "../lines/data";
import { publicTexts, WAITING_MAX, wrongDates } from "../rules";
import { refuseWording, type WordingKind } from "../wording/rules";

/** Dates still ahead, insured where dangerous, sale lines switched on, wording fit to be read. Answers how many soft findings stand. */
export async function mustBeFit(
  ctx: Ctx,
  need: NeedRow,
  lines: readonly Line[],
  acknowledged: readonly WordingKind[],
): Promise<number> {
  const fields = wrongDates(need.deadline_at, lines.map(datesOf), ctx.clock.now());
  lines.forEach((line, i) => {
    if (line.dangerous && !line.insured) fields[`lines.${i}.insured`] = "insurance_needed"; // Reg. art. 17
  });
  if (Object.keys(fields).length > 0) refuse("INVALID", { fields });
  if (lines.some((line) => line.direction === "sale")) await saleLinesMustBeOn(ctx.db, need.county_id);
  return refuseWording(publicTexts({ ...need, lines: textsOfLines(lines) }), acknowledged);
}

const isoDay = (at: Date | null) => at && dayText(at);
const datesOf = (line: Line) => ({
  startsAt: line.starts_at,
  endsAt: line.ends_at,
  returnBy: isoDay(line.return_by),
  producedOn: isoDay(line.sale?.produced_on ?? null),
});
/** The lines as publicTexts reads them. */
export const textsOfLines = (lines: readonly Line[]) =>
  lines.map((line) => ({ ...line, sale: line.sale && saleTextsOf(line.sale) }));
const saleTextsOf = (sale: NonNullable<Line["sale"]>) => ({
  sellerName: sale.seller_name,
  product: sale.product,
  referencePrice: sale.reference_price,
  licenceNo: sale.licence_no,
});

/** Every sale line's stock was seen by somebody other than the seller. */
export function mustBeCertified(lines: readonly Line[]): void {
  const lacking = lines.flatMap((line, i) =>
    isCertified(line) ? [] : [[`lines.${i}`, "needs_certification"] as const],
  );
  if (lacking.length > 0) refuse("NEEDS_CERTIFICATION", { fields: Object.fromEntries(lacking) });
}

/** One resident's requests do not fill a desk. Offices, grid workers and teams ask for many. */
export async function deskMustHaveRoom(ctx: Ctx, need: NeedRow): Promise<void> {
  const { waiting } = await ctx.db
    .selectFrom("need")
    .select((eb) => eb.fn.countAll<number>().as("waiting"))
    .where("poster_id", "=", need.poster_id)
    .where("status", "=", "submitted")
    .executeTakeFirstOrThrow();
  if (Number(waiting) >= WAITING_MAX) refuse("TOO_MANY_WAITING", { max: WAITING_MAX });
}

/** Called after the slots were shut, so that nobody pledges meanwhile. */
export async function nobodyMayHavePledged(trx: Trx, needId: string): Promise<void> {
  const used = await trx
    .selectFrom("slot")
    .select("id")
    .where("need_id", "=", needId)
    .where((eb) =>
      eb.or([
        eb("accepted", ">", 0),
        eb("on_way", ">", 0),
        eb("promised", ">", 0),
        eb("waiting", ">", 0),
        eb("walk_ins", ">", 0),
      ]),
    )
    .executeTakeFirst();
  // Also who withdrew, asks for the poster's word, or has promised every month: their record hangs on these lines.
  const pledged =
    used ??
    (await trx.selectFrom("pledge").select("id").where("need_id", "=", needId).executeTakeFirst()) ??
    (await trx
      .selectFrom("recurring_pledge")
      .select("id")
      .where("slot_id", "in", trx.selectFrom("slot").select("id").where("need_id", "=", needId))
      .executeTakeFirst());
  if (pledged) refuse("HAS_PLEDGES");
}
