// A shift in two lines: what and when, and where to meet.
import { timeSpan } from "@/app/_copy/dates";
import { Icon } from "@/app/_ui/icon";
import type { ShiftBrief } from "@/server/pledges/seats/schema";

export const shiftWhat = (s: ShiftBrief): string => s.role ?? s.item;

export function ShiftLine({ shift: s, now }: { shift: ShiftBrief; now: Date }) {
  return (
    <>
      {s.startsAt ? (
        <p className="note">
          <Icon name="calendar" /> {timeSpan(s.startsAt, s.endsAt, now)}
        </p>
      ) : null}
      {s.place ? (
        <p className="note">
          <Icon name="place" /> {s.place}
        </p>
      ) : null}
    </>
  );
}
