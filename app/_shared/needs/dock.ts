// What the button under a need says: what pressing it really does. Pure.
import { lineWords } from "@/app/_copy/labels";
import { needWords as w } from "@/app/_copy/needs";
import { isQueueing, type SlotView } from "./need-view";

/** open: slots that take pledges or a queue. Where all are full, or somebody waits already, whoever comes now joins the queue. */
export function dockWords(open: readonly SlotView[]): { act: string; asTeam: string } {
  if (open.length > 0 && open.every(isQueueing)) {
    const full = open.every((slot) => slot.parts.remaining === 0);
    return { act: full ? w.dockFull : w.waitlist, asTeam: w.dockWaitAsTeam };
  }
  const free = open.filter((slot) => !isQueueing(slot));
  const one = open.length === 1 ? free[0] : undefined;
  const words = one ? lineWords(one.kind, one.direction) : null;
  return { act: words?.act ?? w.helpHere, asTeam: words?.actAsTeam ?? w.helpAsTeam };
}
