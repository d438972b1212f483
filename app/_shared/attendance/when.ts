// When and where a shift is, in one line. Pure.
import { timeSpan } from "@/app/_copy/dates";
import type { ShiftView } from "@/server/attendance/schema";

export const whenWhere = (
  shift: Pick<ShiftView, "startsAt" | "endsAt" | "place" | "role" | "item">,
  now: Date,
): string =>
  [
    shift.startsAt === null ? null : timeSpan(shift.startsAt, shift.endsAt, now),
    shift.place,
    shift.role ?? shift.item,
  ]
    .filter(Boolean)
    .join(" · ");
