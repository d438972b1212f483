// One thing that is open: whom the plan would ask, why them, and how to reach them.
import { dayAndTime, timeSpan } from "@/app/_copy/dates";
import { reasonWord } from "@/app/_copy/matching";
import { formatQuantity } from "@/app/_copy/numbers";
import { planWords as w } from "@/app/_copy/plan";
import { ActForm } from "@/app/_shared/acts/act-form";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Chip, Notice } from "@/app/_ui/card";
import { Icon } from "@/app/_ui/icon";
import { type ItemView, type PlanView, type SlotView, SUGGESTED } from "@/server/matching/plan/schema";
import { EditItem } from "./edit-item";

/** How a card is read: at a glance, with what may be changed (one row at a time, with what was refused of it; all spares of one slot), or on paper. */
export type Reading = {
  editing: boolean;
  printed: boolean;
  here: string;
  edit?: string;
  all?: string;
  attempt?: Attempt;
};
type Props = { slot: SlotView; plan: PlanView; now: Date; reading: Reading };

export function SlotCard({ slot, plan, now, reading }: Props) {
  const { editing, printed, here } = reading;
  const to = `${here}#s-${slot.slotId}`;
  const measured = { unit: slot.unit, unitSize: slot.unitSize };
  const amount = (n: number) => formatQuantity(n, measured);
  const chosen = slot.items.filter((item) => item.amount > 0);
  const spare = slot.items.filter((item) => item.amount === 0);
  const spares = printed
    ? 0
    : editing && reading.all === slot.slotId
      ? spare.length
      : Math.max(0, SUGGESTED - chosen.length);
  const shown = [...chosen, ...spare.slice(0, spares)];
  return (
    <Card id={`s-${slot.slotId}`}>
      <h2>
        <a href={`/needs/${slot.needId}`} className="taplink">
          {slot.title}
        </a>
      </h2>
      <p className="note">
        {slot.place} · {slot.item} ·{" "}
        {slot.startsAt ? timeSpan(slot.startsAt, slot.endsAt, now) : dayAndTime(slot.dueAt, now)}
      </p>
      <p>
        {w.needs(amount(slot.open))}
        {slot.waiting > 0 && plan.mayEdit ? w.waitsFor(amount(slot.waiting)) : ""}
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
            <div className="split">
              <div>
                <div className="row">
                  <b>{item.name}</b>
                  {item.amount > 0 ? (
                    <Chip tone="green" icon="hand">
                      {w.ask(amount(item.amount))}
                    </Chip>
                  ) : (
                    <Chip icon="info">{w.spare}</Chip>
                  )}
                  {plan.status === "sent" && item.amount > 0 && item.invitationId === null ? (
                    <Chip tone="amber" icon="warn">
                      {w.unsent}
                    </Chip>
                  ) : null}
                  {item.locked ? <Chip icon="check">{w.locked}</Chip> : null}
                </div>
                <p className="note">
                  {[
                    ...(item.helperKind === "person" ? [w.person] : []),
                    ...item.reasons.map((reason) => reasonWord(reason, now, slot)),
                  ].join(" · ")}
                </p>
              </div>
              <div>
                <div className="row">
                  <Phone item={item} form={printed ? null : `look-${slot.slotId}`} />
                  {editing && reading.edit !== item.id ? (
                    <ButtonLink small href={`${here}&edit=${item.id}#s-${slot.slotId}`}>
                      {w.editing}
                      <span className="sr">{item.name}</span>
                    </ButtonLink>
                  ) : null}
                </div>
              </div>
            </div>
            {editing && reading.edit === item.id ? (
              <EditItem
                item={item}
                plan={plan}
                measured={measured}
                attempt={reading.attempt}
                to={to}
                from={`${here}&edit=${item.id}#s-${slot.slotId}`}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {editing && spare.length > spares ? (
        <ButtonLink small href={`${here}&all=${slot.slotId}#s-${slot.slotId}`}>
          {w.moreSpares(spare.length - spares)}
          <span className="sr">{slot.title}</span>
        </ButtonLink>
      ) : null}
      {printed ? null : (
        <ActForm id={`look-${slot.slotId}`} action="/api/plan/look" to={to} hidden={{ planId: plan.id }}>
          {null}
        </ActForm>
      )}
    </Card>
  );
}

/** An organisation's number: looked up by a button, since each look is kept. Persons are only invited. */
function Phone({ item, form }: { item: ItemView; form: string | null }) {
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
  return form === null ? null : (
    <Button small icon="phone" form={form} name="helperId" value={item.helperId}>
      {w.call}
      <span className="sr">{item.name}</span>
    </Button>
  );
}
