// The only place that moves a slot's numbers. accepted + on_way + promised + remaining = ceiling holds by construction:
// remaining is whatever the other parts leave, and the guard refuses a move that would make any part negative.
import { sql } from "kysely";
import type { Trx } from "@/server/platform/db";

/** Changes in smallest units; left out means 0. */
export type SlotMove = {
  accepted?: number;
  onWay?: number;
  promised?: number;
  ceiling?: number;
  waiting?: number;
  walkIns?: number;
};

/**
 * One guarded UPDATE, meant to be the last write of an act. False: the slot has not enough of a part, or is shut where it
 * must be open, or somebody waits where nobody may be overtaken.
 */
export async function moveSlot(
  trx: Trx,
  slotId: string,
  move: SlotMove,
  mustBeOpen = false,
  nobodyWaits = false,
): Promise<boolean> {
  const { accepted = 0, onWay = 0, promised = 0, ceiling = 0, waiting = 0, walkIns = 0 } = move;
  const remaining = ceiling - accepted - onWay - promised;
  const result = await sql`
    UPDATE slot SET accepted = accepted + ${accepted}, on_way = on_way + ${onWay}, promised = promised + ${promised},
      ceiling = ceiling + ${ceiling}, remaining = remaining + ${remaining}, waiting = waiting + ${waiting}, walk_ins = walk_ins + ${walkIns}
    WHERE id = ${slotId} AND accepted + ${accepted} >= 0 AND on_way + ${onWay} >= 0 AND promised + ${promised} >= 0
      AND remaining + ${remaining} >= 0 AND waiting + ${waiting} >= 0 ${mustBeOpen ? sql`AND is_open = 1` : sql``}
      ${nobodyWaits ? sql`AND waiting = 0` : sql``}`.execute(trx);
  return Number(result.numAffectedRows ?? 0) === 1;
}
