// Whether the reader may take a shift, in words: 可以报名, what to know first, or why not.
import { eligibilitySentence, eligibilityWords as w } from "@/app/_copy/eligibility";
import { shiftWords } from "@/app/_copy/shifts";
import { Chip } from "@/app/_ui/card";
import { Icon } from "@/app/_ui/icon";
import type { Eligible } from "@/server/pledges/eligibility/rules";
import { asksFor } from "./facts";
import type { Terms } from "./fields";

export type ShiftFit = Eligible;

export function FitSaid({ fit, now }: { fit: ShiftFit; now: Date }) {
  const said = fit.ok ? fit.warnings : fit.reasons;
  const queues = fit.warnings.some((r) => r.code === "full");
  return (
    <div className="stack-s">
      {fit.ok ? (
        <Chip tone="green" icon="check">
          {queues ? w.canQueue : w.canTake}
        </Chip>
      ) : null}
      {said.map((reason) => (
        <p key={reason.code} className="note">
          <Icon name={fit.ok ? "info" : "lock"} /> {eligibilitySentence(reason, now)}
        </p>
      ))}
    </div>
  );
}

/** Where to meet, what to do, and what it asks for. */
export function ShiftFacts({ shift }: { shift: Terms }) {
  const facts = [shift.role, shift.place ? `${shiftWords.place}：${shift.place}` : null, ...asksFor(shift)];
  const said = facts.filter(Boolean);
  return said.length > 0 ? <p className="note">{said.join(" · ")}</p> : null;
}
