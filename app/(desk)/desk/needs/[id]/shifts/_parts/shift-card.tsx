// One shift as its desk sees it: when, how full, what it asks for, and what may be done with it.
import { dayAndTime, timeSpan } from "@/app/_copy/dates";
import { statusLabel } from "@/app/_copy/labels";
import { evaluateWords } from "@/app/_copy/records";
import { SHIFT_STATUS, shiftWords as w } from "@/app/_copy/shifts";
import { asksFor, offWords } from "@/app/_shared/shifts/facts";
import { ButtonLink } from "@/app/_ui/button";
import { Card, Chip } from "@/app/_ui/card";
import type { DeskShifts } from "@/server/needs/shifts/desk/schema";

type DeskShift = DeskShifts["lines"][number]["shifts"][number];

export function ShiftCard({
  shift,
  at,
  changes,
  now,
}: {
  shift: DeskShift;
  at: string;
  changes: boolean;
  now: Date;
}) {
  const label = statusLabel(SHIFT_STATUS, shift.status);
  const planned = shift.status === "planned";
  const open = planned && shift.startsAt !== null && shift.startsAt > now;
  const facts = [shift.role, shift.place, ...asksFor(shift)].filter(Boolean);
  const charge = [
    shift.lead ? w.leadIs(shift.lead) : null,
    shift.runs ? w.runBy(shift.runs) : null,
    planned && shift.namedUntil ? w.namedUntilIs(dayAndTime(shift.namedUntil, now)) : null,
  ].filter(Boolean);
  return (
    <Card id={`s-${shift.slotId}`}>
      <div className="stack-s">
        <div className="split">
          <b>{shift.startsAt ? timeSpan(shift.startsAt, shift.endsAt, now) : shift.item}</b>
          <Chip tone={label.tone} icon={label.icon}>
            {label.word}
          </Chip>
        </div>
        {shift.status === "cancelled" ? (
          <p className="note">{[offWords(shift.endReason), shift.endNote].filter(Boolean).join("。")}</p>
        ) : (
          <p>
            {[
              w.seatsOf(shift.taken, shift.seats),
              shift.waiting > 0 ? w.waiting(shift.waiting) : null,
              open && shift.cutOffAt && shift.cutOffAt > now
                ? w.cutOff(dayAndTime(shift.cutOffAt, now))
                : null,
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        )}
        {facts.length > 0 ? <p className="note">{facts.join(" · ")}</p> : null}
        {charge.length > 0 ? <p className="note">{charge.join(" · ")}</p> : null}
        {shift.status === "closed" ? (
          <div className="row">
            <ButtonLink href={`/evaluate/${shift.slotId}`} small icon="edit">
              {evaluateWords.title}
            </ButtonLink>
          </div>
        ) : null}
        {changes ? (
          <div className="row">
            {planned || shift.status === "running" ? (
              <ButtonLink href={`${at}/${shift.slotId}`} small icon="edit">
                {planned ? w.edit : w.charge}
              </ButtonLink>
            ) : null}
            <ButtonLink href={`${at}/new?line=${shift.lineId}&copy=${shift.slotId}`} small icon="copy">
              {w.copy}
            </ButtonLink>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
