// The only place that moves a slot's numbers. accepted + on_way + promised + remaining = ceiling holds by construction:
// remaining is whatever the other parts leave, and the guard refuses a move that would make any part negative.
import { keepParsed, say, type Trx } from "@/server/platform/db";

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
  const parts = [accepted, onWay, promised, remaining, waiting];
  const text = `${MOVE}${mustBeOpen ? OPEN : ""}${nobodyWaits ? NOBODY_WAITS : ""}`;
  const { affected } = await say(trx, keepParsed(text), [...parts, ceiling, walkIns, slotId, ...parts]);
  return affected === 1;
}

const MOVE = `UPDATE slot SET accepted = accepted + ?, on_way = on_way + ?, promised = promised + ?, remaining = remaining + ?,
    waiting = waiting + ?, ceiling = ceiling + ?, walk_ins = walk_ins + ?
  WHERE id = ? AND accepted + ? >= 0 AND on_way + ? >= 0 AND promised + ? >= 0 AND remaining + ? >= 0 AND waiting + ? >= 0`;
const OPEN = " AND is_open = 1";
const NOBODY_WAITS = " AND waiting = 0";
