import { dayAndTime } from "@/app/_copy/dates";
import { meWords as w } from "@/app/_copy/me";
import { exactQuantity } from "@/app/_copy/numbers";
import { whenOf } from "@/app/_shared/pledges/pledge-card";
import { ButtonLink } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/list";
import type { PledgeItem } from "@/server/pledges/lists/schema";

/** The facts of a promise; what does not apply is left out. */
export function Standing({ pledge: p, now }: { pledge: PledgeItem; now: Date }) {
  const when = whenOf(p, now);
  const fact = (term: string, value: string | null | false) => (value ? [{ term, value }] : []);
  return (
    <Card>
      <div className="stack">
        <Facts
          items={[
            ...fact(w.who, p.helperName),
            ...fact(w.what, p.item),
            ...fact(w.held, p.amount > 0 && exactQuantity(p.amount, p)),
            ...fact(w.wanted, p.wanted !== p.amount && exactQuantity(p.wanted, p)),
            ...fact(w.position, p.position !== null && w.positionOf(p.position)),
            ...fact(w.underWay, p.onWay > 0 && exactQuantity(p.onWay, p)),
            ...fact(w.arrived, p.accepted > 0 && exactQuantity(p.accepted, p)),
            ...fact(p.startsAt ? w.when : w.expectedOn, when),
            ...fact(w.where, p.place),
            ...fact(w.cutOff, p.status === "confirmed" && p.cutOffAt !== null && dayAndTime(p.cutOffAt, now)),
            ...fact(w.note, p.note),
          ]}
        />
        <ButtonLink href={`/needs/${p.needId}`} small>
          {w.toNeed}
        </ButtonLink>
      </div>
    </Card>
  );
}
