// Goods against one pledge: batch by batch, in the words of the line's direction.
import { ago } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { formatQuantity } from "@/app/_copy/numbers";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm, FoldedAct } from "@/app/_shared/desk/act-form";
import { deskForm } from "@/app/_shared/desk/ids";
import { Photos } from "@/app/_shared/desk/photos";
import { Refused } from "@/app/_shared/desk/refused";
import type { Attempt } from "@/app/_trpc/form";
import { Card, Chip } from "@/app/_ui/card";
import { Field, Select, Tick } from "@/app/_ui/field";
import { Icon } from "@/app/_ui/icon";
import { inUnits, unitLabel } from "@/server/needs/units/rules";
import {
  DELIVERY_NOTE_MAX,
  type Delivery,
  LOSS_REASONS,
  SHORTFALL_REASONS,
} from "@/server/pledges/deliveries/schema";
import type { PledgeItem } from "@/server/pledges/lists/schema";

export type Of = (form: string) => Attempt;
type Props = { pledge: PledgeItem; to: string; of: Of };

const goodsWords = (direction: string | null) =>
  w.goods[direction === "sale" || direction === "loan" ? direction : "gift"];

/** An amount field in the line's unit; ids differ, since several such forms stand on one page. */
export function Amount({
  pledge,
  id,
  name,
  label,
  hint,
  value,
  attempt,
  optional,
}: {
  pledge: PledgeItem;
  id: string;
  name: string;
  label: string;
  hint?: string;
  value?: number | null;
  attempt: Attempt;
  optional?: boolean;
}) {
  return (
    <Field
      name={name}
      id={`${name}-${id}`}
      label={label}
      hint={hint}
      inputMode="decimal"
      autoComplete="off"
      optional={optional}
      suffix={unitLabel(pledge.unit)}
      defaultValue={
        attempt.value(name) ?? (value ? (inUnits(value, pledge.unitSize) ?? undefined) : undefined)
      }
      error={reasonSentence(attempt.refusal?.fields[name] ?? attempt.refusal?.fields.quantity)}
    />
  );
}

/** Accepted, refused, short, and why. */
function Outcome({
  pledge,
  id,
  attempt,
  accepted,
  was,
}: {
  pledge: PledgeItem;
  id: string;
  attempt: Attempt;
  accepted: number | null;
  was?: Delivery;
}) {
  const words = goodsWords(pledge.direction);
  const field = { pledge, id, attempt };
  return (
    <>
      <Amount {...field} name="accepted" label={words.accepted} value={accepted} optional />
      <Amount {...field} name="refused" label={words.refused} hint={w.zero} value={was?.refused} optional />
      <Amount {...field} name="short" label={words.short} hint={w.zero} value={was?.short} optional />
      <Select
        name="reason"
        id={`reason-${id}`}
        label={w.shortReason}
        optional
        defaultValue={attempt.value("reason") ?? was?.reason ?? ""}
        options={[
          { value: "", label: "—" },
          ...SHORTFALL_REASONS.map((r) => ({ value: r, label: w.shortReasons[r] ?? r })),
        ]}
        error={reasonSentence(attempt.refusal?.fields.reason)}
      />
      <Field
        name="note"
        id={`note-${id}`}
        label={w.noteHere}
        optional
        maxLength={DELIVERY_NOTE_MAX}
        autoComplete="off"
        defaultValue={attempt.value("note") ?? was?.note ?? undefined}
        error={reasonSentence(attempt.refusal?.fields.note)}
      />
    </>
  );
}

function Batch({
  delivery: d,
  pledge,
  to,
  of,
  now,
  refused,
}: Props & { delivery: Delivery; now: Date; refused?: string }) {
  const words = goodsWords(pledge.direction);
  const api = `/api/desk/deliveries/${d.id}`;
  const [close, correct, back, receive] = [
    of(deskForm("close-delivery", d.id)),
    of(deskForm("correct", d.id)),
    of(deskForm("give-goods-back", d.id)),
    of(deskForm("receive", d.id)),
  ];
  const said = (amount: number, word: string) =>
    amount > 0 ? `${word} ${formatQuantity(amount, pledge)}` : null;
  const underWay = d.status === "sent" || d.status === "received";
  const loan = pledge.direction === "loan" && d.status === "closed" && d.accepted > d.returned;
  return (
    <Card>
      <div className="stack">
        <div className="row">
          <Chip tone={underWay ? "amber" : "green"} icon={underWay ? "truck" : "check"}>
            {w.deliveryStatus[d.status]}
          </Chip>
          <span className="note">{ago(d.closedAt ?? d.receivedAt ?? d.sentAt, now)}</span>
        </div>
        <p>
          {[
            w.sentOf(formatQuantity(d.sent, pledge)),
            said(d.accepted, words.accepted),
            said(d.refused, words.refused),
            said(d.short, words.short),
            said(d.returned, w.deliveryStatus.returned ?? ""),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {d.reason ? <p className="note">{w.shortReasons[d.reason] ?? w.lossReasons[d.reason]}</p> : null}
        {d.note ? <p className="note">{d.note}</p> : null}
        {underWay ? (
          <FoldedAct
            action={`${api}/close-delivery`}
            to={to}
            title={w.closeDelivery}
            open={close.refusal !== null}
            label={words.accept}
            wide
          >
            <Refused attempt={close} title={w.refused} />
            <Outcome pledge={pledge} id={d.id} attempt={close} accepted={d.sent} />
          </FoldedAct>
        ) : null}
        {d.status === "sent" ? (
          <>
            <FoldedAct
              action={`${api}/receive`}
              to={to}
              title={words.receive}
              open={receive.refusal !== null}
              label={words.receive}
              small
            >
              <Refused attempt={receive} title={w.refused} />
              <Amount
                pledge={pledge}
                id={`r-${d.id}`}
                name="amount"
                label={w.howMuch}
                value={d.sent}
                attempt={receive}
              />
            </FoldedAct>
            <FoldedAct
              action={`${api}/recall`}
              to={to}
              title={w.recall}
              label={w.confirmAct(w.recall)}
              small
            />
          </>
        ) : null}
        {loan ? (
          <FoldedAct
            action={`${api}/give-goods-back`}
            to={to}
            title={w.goodsBack}
            open={back.refusal !== null}
            label={w.goodsBack}
            wide
          >
            <Refused attempt={back} title={w.refused} />
            <Amount
              pledge={pledge}
              id={`b-${d.id}`}
              name="amount"
              label={w.goodsBackHow}
              value={d.accepted - d.returned}
              attempt={back}
              optional
            />
            <Tick name="finished">{w.finished}</Tick>
            <Select
              name="reason"
              id={`loss-${d.id}`}
              label={w.lossReason}
              optional
              defaultValue={back.value("reason") ?? ""}
              options={[
                { value: "", label: "—" },
                ...LOSS_REASONS.map((r) => ({ value: r, label: w.lossReasons[r] ?? r })),
              ]}
              error={reasonSentence(back.refusal?.fields.reason)}
            />
          </FoldedAct>
        ) : null}
        {d.status === "closed" && d.returned === 0 ? (
          <FoldedAct
            action={`${api}/correct`}
            to={to}
            title={w.correct}
            open={correct.refusal !== null}
            label={w.correctDo}
            small
          >
            <Refused attempt={correct} title={w.refused} />
            <Outcome pledge={pledge} id={`c-${d.id}`} attempt={correct} accepted={d.accepted} was={d} />
          </FoldedAct>
        ) : null}
        {d.status === "closed" ? (
          <details>
            <summary>
              {w.photos} <Icon name="down" />
            </summary>
            <Photos aggregate="delivery" subjectId={d.id} to={to} refused={refused} title={w.photos} />
          </details>
        ) : null}
      </div>
    </Card>
  );
}

export function Goods({
  pledge,
  to,
  of,
  deliveries,
  now,
  refused,
}: Props & { deliveries: readonly Delivery[]; now: Date; refused?: string }) {
  const words = goodsWords(pledge.direction);
  const api = `/api/desk/pledges/${pledge.id}`;
  const left = pledge.amount - pledge.onWay - pledge.accepted;
  const [accept, send] = [of(deskForm("accept", pledge.id)), of(deskForm("send", pledge.id))];
  const delivers = pledge.status === "confirmed" && left > 0;
  return (
    <>
      {delivers ? (
        <section className="sec" aria-labelledby="deliver">
          <h2 id="deliver">{words.title}</h2>
          <Card>
            <div className="stack">
              <p>
                <b>{w.leftToDeliver(formatQuantity(left, pledge))}</b>
              </p>
              <p className="note">{words.acceptHelp}</p>
              <ActForm
                action={`${api}/accept`}
                to={to}
                label={words.accept}
                tone="go"
                wide
                id={accept.refusal ? "form" : undefined}
              >
                <Refused attempt={accept} title={w.refused} />
                <Amount
                  pledge={pledge}
                  id="now"
                  name="accepted"
                  label={words.accepted}
                  value={left}
                  attempt={accept}
                />
                <details open={accept.refusal !== null}>
                  <summary>
                    {w.notAll} <Icon name="down" />
                  </summary>
                  <div className="form mt-3">
                    <Amount
                      pledge={pledge}
                      id="now"
                      name="refused"
                      label={words.refused}
                      hint={w.zero}
                      attempt={accept}
                      optional
                    />
                    <Amount
                      pledge={pledge}
                      id="now"
                      name="short"
                      label={words.short}
                      hint={w.zero}
                      attempt={accept}
                      optional
                    />
                    <Select
                      name="reason"
                      id="reason-now"
                      label={w.shortReason}
                      optional
                      defaultValue={accept.value("reason") ?? ""}
                      options={[
                        { value: "", label: "—" },
                        ...SHORTFALL_REASONS.map((r) => ({ value: r, label: w.shortReasons[r] ?? r })),
                      ]}
                      error={reasonSentence(accept.refusal?.fields.reason)}
                    />
                  </div>
                </details>
              </ActForm>
              <FoldedAct
                action={`${api}/send`}
                to={to}
                title={words.send}
                help={words.sendHelp}
                open={send.refusal !== null}
                label={words.send}
                small
              >
                <Refused attempt={send} title={w.refused} />
                <Amount
                  pledge={pledge}
                  id="send"
                  name="amount"
                  label={w.howMuch}
                  value={left}
                  attempt={send}
                />
              </FoldedAct>
            </div>
          </Card>
        </section>
      ) : null}
      <section className="sec" aria-labelledby="batches">
        <h2 id="batches">{w.deliveries}</h2>
        {deliveries.length === 0 ? <p className="note">{w.noDeliveries}</p> : null}
        {deliveries.map((d) => (
          <Batch key={d.id} delivery={d} pledge={pledge} to={to} of={of} now={now} refused={refused} />
        ))}
      </section>
    </>
  );
}
