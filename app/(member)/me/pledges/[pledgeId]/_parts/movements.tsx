// What was sent, and what came of it; the buyer signs a sale, a giver says when it left, a lender when it came back.
import { fullDay } from "@/app/_copy/dates";
import { DELIVERY_STATUS, meWords as w } from "@/app/_copy/me";
import { formatQuantity } from "@/app/_copy/numbers";
import { ActForm } from "@/app/_shared/acts/act-form";
import { unsentOf } from "@/app/_shared/pledges/next-act";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import type { Delivery } from "@/server/pledges/deliveries/schema";
import type { PledgeItem } from "@/server/pledges/lists/schema";
import { BackForm, SendForm, SignForm } from "./moving-forms";

type Common = { pledge: PledgeItem; attempt: Attempt; helps: boolean };

const isOut = (d: Delivery) => d.status === "sent" || d.status === "received";

function Row({ delivery: d, pledge: p, attempt, helps, now }: Common & { delivery: Delivery; now: Date }) {
  const label = DELIVERY_STATUS[d.status];
  const say = (n: number) => (n > 0 ? formatQuantity(n, p) : "");
  return (
    <li className="card">
      <div className="split">
        <b>{formatQuantity(d.sent, p)}</b>
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
      </div>
      <p className="note">{w.sentOn(fullDay(d.sentAt, now))}</p>
      {d.closedAt ? <p>{w.parts(say(d.accepted) || "0", say(d.refused), say(d.short))}</p> : null}
      {helps && isOut(d) && p.direction === "sale" ? (
        <SignForm pledge={p} attempt={attempt} delivery={d} />
      ) : null}
      {helps && d.status === "sent" && p.direction !== "sale" ? (
        <ActForm
          action={`/api/me/pledges/${p.id}/recall`}
          to={`/me/pledges/${p.id}`}
          hidden={{ deliveryId: d.id }}
          className="mt-2"
        >
          <Button small>{w.recall}</Button>
        </ActForm>
      ) : null}
      {helps && p.direction === "loan" && d.status === "closed" && d.accepted > d.returned ? (
        <BackForm pledge={p} attempt={attempt} delivery={d} />
      ) : null}
    </li>
  );
}

export function Movements({
  deliveries,
  now,
  ...common
}: Common & { deliveries: readonly Delivery[]; now: Date }) {
  const { pledge: p, helps } = common;
  const left = helps && p.status === "confirmed" ? unsentOf(p) : 0;
  return (
    <section className="sec" aria-labelledby="moving">
      <h2 id="moving">{w.moving}</h2>
      {deliveries.length === 0 ? <p className="note">{w.none}</p> : null}
      <ul>
        {deliveries.map((d) => (
          <Row key={d.id} delivery={d} now={now} {...common} />
        ))}
      </ul>
      {left > 0 && p.direction === "sale" ? <SignForm {...common} /> : null}
      {left > 0 && p.direction !== "sale" ? <SendForm {...common} /> : null}
    </section>
  );
}
