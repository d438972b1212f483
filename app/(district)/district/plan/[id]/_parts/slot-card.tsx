// One thing that is open: whom the plan would ask, why them, and how to reach them.
import { dayAndTime, timeSpan } from "@/app/_copy/dates";
import { reasonWord } from "@/app/_copy/matching";
import { formatQuantity } from "@/app/_copy/numbers";
import { planWords as w } from "@/app/_copy/plan";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button } from "@/app/_ui/button";
import { Card, Chip, Notice } from "@/app/_ui/card";
import { Icon } from "@/app/_ui/icon";
import { type ItemView, type PlanView, type SlotView, SUGGESTED } from "@/server/matching/plan/schema";
import { EditItem } from "./edit-item";

type Props = { slot: SlotView; plan: PlanView; now: Date; editing: boolean; to: string };

export function SlotCard({ slot, plan, now, editing, to }: Props) {
  const measured = { unit: slot.unit, unitSize: slot.unitSize };
  const amount = (n: number) => formatQuantity(n, measured);
  const chosen = slot.items.filter((item) => item.amount > 0);
  const spare = slot.items.filter((item) => item.amount === 0);
  const shown = editing || plan.status === "sent" ? slot.items : [...chosen, ...spare].slice(0, Math.max(SUGGESTED, chosen.length)); // biome-ignore format: one rule
  return (
    <Card id={`s-${slot.slotId}`}>
      <h2>
        <a href={`/needs/${slot.needId}`}>{slot.title}</a>
      </h2>
      <p className="note">
        {slot.place} · {slot.item} ·{" "}
        {slot.startsAt ? timeSpan(slot.startsAt, slot.endsAt, now) : dayAndTime(slot.dueAt, now)}
      </p>
      <p>
        {w.needs(amount(slot.open))}
        {slot.planned > 0 ? `，${w.plans(amount(slot.planned))}` : `，${w.nobodyYet}`}
      </p>
      {slot.changed && plan.mayEdit ? (
        <Notice tone="amber" icon="warn">
          {w.changed}
        </Notice>
      ) : null}
      {slot.why !== "filled" && slot.planned < slot.open ? <p className="note">{w.why(slot.why)}</p> : null}
      <ul className="plain">
        {shown.map((item) => (
          <li key={item.id} className="mt-3">
            <div className="row">
              <b>{item.name}</b>
              {item.amount > 0 ? (
                <Chip tone="green" icon="hand">
                  {w.ask(amount(item.amount))}
                </Chip>
              ) : (
                <Chip icon="info">{w.spare}</Chip>
              )}
              {item.locked ? <Chip icon="check">{w.locked}</Chip> : null}
            </div>
            <p className="note">
              {[
                ...(item.helperKind === "person" ? [w.person] : []),
                ...item.reasons.map((reason) => reasonWord(reason, now, slot)),
              ].join(" · ")}
            </p>
            <Phone item={item} plan={plan} to={to} />
            {editing ? <EditItem item={item} plan={plan} measured={measured} to={to} /> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** An organisation's number: looked up by a button, since each look is kept. Persons are only invited. */
function Phone({ item, plan, to }: { item: ItemView; plan: PlanView; to: string }) {
  if (item.helperKind !== "organisation") return null;
  if (item.phone === "") return <p className="note">{w.noPhone}</p>;
  if (item.phone !== null)
    return (
      <a className="btn small line" href={`tel:${item.phone}`}>
        <Icon name="phone" />
        {item.phone}
        <span className="sr">{w.callOf(item.name)}</span>
      </a>
    );
  return (
    <ActForm
      action="/api/plan/look"
      to={to}
      hidden={{ planId: plan.id, helperId: item.helperId }}
      className="noprint mt-2"
    >
      <Button small icon="phone">
        {w.call}
        <span className="sr">{item.name}</span>
      </Button>
    </ActForm>
  );
}
