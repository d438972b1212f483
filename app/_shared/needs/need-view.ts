// A public need as its page draws it: the server's view, with each slot as a line of its own. Pure.
import { staysInside } from "@/server/needs/lines/rules";
import type { NeedView as Told } from "@/server/needs/views/schema";
import type { LineView } from "./line-bar";

type ToldLine = Told["lines"][number];

/** One place where a line's capacity is counted: a shift, or the whole line. */
export type SlotView = LineView & {
  slotId: string;
  takes: boolean;
  /** A gift that is collected within the village or the unit. */
  inside: boolean;
  shift: ToldLine["slots"][number]["shift"];
};
export type NeedLineView = Omit<ToldLine, "slots"> & { slots: SlotView[] };
export type NeedView = Omit<Told, "lines"> & { lines: NeedLineView[] };

/** The quantity a slot is measured by is its ceiling, so that the four parts of its bar fill it. */
function slotOf(line: ToldLine, slot: ToldLine["slots"][number], now: Date): SlotView {
  const { accepted, onTheWay, promised, remaining } = slot;
  return {
    slotId: slot.slotId,
    shift: slot.shift,
    takes: slot.isOpen && (slot.cutOffAt === null || slot.cutOffAt > now),
    inside: staysInside(line.direction, line.viaOrganisation),
    kind: line.kind,
    direction: line.direction,
    item: line.item,
    quantity: slot.ceiling,
    unit: line.unit,
    unitSize: line.unitSize,
    approx: line.approx,
    startsAt: slot.startsAt ?? line.startsAt,
    endsAt: slot.endsAt ?? line.endsAt,
    waiting: slot.waiting,
    parts: { accepted, onTheWay, promised, remaining },
  };
}

export function needViewOf(told: Told, now: Date): NeedView {
  return {
    ...told,
    lines: told.lines.map((line) => ({ ...line, slots: line.slots.map((slot) => slotOf(line, slot, now)) })),
  };
}

/** Full, or somebody waits already: what comes now joins the queue. */
export const isQueueing = (slot: SlotView): boolean => slot.parts.remaining === 0 || slot.waiting > 0;

/** Who of the reader and those they speak for may give what stays inside; null where nobody is signed in. */
export type Givers = ReadonlySet<string> | null;

/** Whether a slot is for the reader, in anybody's name or in this one's. Who is not signed in may yet turn out to be of the village. */
export const isFor = (slot: SlotView, givers: Givers, id?: string): boolean =>
  !slot.inside || givers === null || (id === undefined ? givers.size > 0 : givers.has(id));

/** Slots that take pledges now, or a queue; a sale at its stock takes neither. */
export const openSlots = (need: Pick<NeedView, "lines">): SlotView[] =>
  need.lines.flatMap((line) =>
    line.slots.filter((slot) => slot.takes && !(slot.direction === "sale" && slot.parts.remaining === 0)),
  );
