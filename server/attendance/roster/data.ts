// The printed list of a shift: whoever runs it takes it along where there is no telephone, and the paper is entered by its codes.
import { hashOf, type Keys } from "@/server/platform/crypto";
import { visibleShift } from "@/server/pledges/seats/data";
import type { Ctx } from "@/server/trpc/context";
import { rollOf, shiftView } from "../day/data";
import { rowCode } from "./rules";

export const codeOfRow = (keys: Keys, slotId: string, personId: string): string =>
  rowCode(hashOf(keys, "roster", `${slotId}:${personId}`));

export async function visibleRoster(ctx: Ctx, input: { slotId: string }) {
  const shift = await visibleShift(ctx, input.slotId, "shift.run");
  const [view, { rows, unnamed }] = await Promise.all([
    shiftView(ctx.db, shift),
    rollOf(ctx.db, input.slotId),
  ]);
  const coded = rows.map((row) => ({
    code: codeOfRow(ctx.keys, input.slotId, row.personId),
    name: row.name,
    organisation: row.organisation,
    seeking: row.seeking,
  }));
  return { shift: view, rows: coded, unnamed, printedAt: ctx.clock.now() };
}
