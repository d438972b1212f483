// The paper is entered: all lines or none. A shift that is not closed is closed with it; into a closed one it is a late entry.
// Either way the times are half of a word: a second person says in the inbox that they count.
import { attendancesOf } from "@/server/attendance/data";
import { refuse } from "@/server/errors";
import { once } from "@/server/platform/idempotency";
import { rosterOf, type Shift, visibleShift } from "@/server/pledges/seats/data";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { changeRecord } from "../changing/commands";
import { close } from "../closing/commands";
import { follow } from "../following/commands";
import { enterLate } from "../late/commands";
import { holdHours } from "../ledger/commands";
import { linesOf, sheetOf } from "./data";
import type { EnterInput } from "./schema";

type Row = { personId: string; from: Date; to: Date };
type Entered = { people: number; waiting: number };

export async function enterPaper(ctx: Ctx, input: EnterInput): Promise<Entered> {
  const shift = await visibleShift(ctx, input.slotId, "shift.run");
  const lines = linesOf(await sheetOf(ctx, shift), input.text);
  const faulty = lines.filter((line) => line.fault !== null);
  if (faulty.length > 0) refuse("PAPER_HAS_FAULTS", { count: faulty.length, line: faulty[0]?.n ?? 0 });
  const rows = lines.flatMap(({ personId, from, to, counted }): Row[] =>
    counted || personId === null || from === null || to === null ? [] : [{ personId, from, to }],
  );
  const { slotId, key } = input;
  if (shift.row?.status === "closed") return enterAfter(ctx, shift, shift.grant, { slotId, key, rows });
  const said = rows.map((row) => ({ ...row, outcome: "times" as const, paid: false }));
  return close(ctx, { slotId, key, others: "absent", rows: said });
}

/** Somebody found the sheet when the shift was closed long ago. */
async function enterAfter(
  ctx: Ctx,
  shift: Shift,
  grant: Grant | null,
  { slotId, key, rows }: { slotId: string; key: string; rows: Row[] },
): Promise<Entered> {
  return once(ctx, key, { slotId, rows }, async (trx) => {
    const inner: Ctx = { ...ctx, db: trx };
    await trx.selectFrom("shift").select("slot_id").where("slot_id", "=", slotId).forUpdate().execute();
    const there = new Map((await attendancesOf(trx, slotId)).map((row) => [row.person_id, row]));
    const { people } = await rosterOf(trx, slotId);
    await holdHours(
      trx,
      rows.map((row) => row.personId),
    );
    for (const row of rows) {
      const known = there.get(row.personId);
      const place = people.find((one) => one.personId === row.personId) ?? null;
      if (known !== undefined) await changeRecord(trx, inner, known.id, { times: row, paid: false, grant });
      else {
        const late = { personId: row.personId, times: row, place, grant };
        await follow(trx, inner, await enterLate(trx, inner, shift, late));
      }
    }
    return { people: rows.length, waiting: rows.length };
  });
}
