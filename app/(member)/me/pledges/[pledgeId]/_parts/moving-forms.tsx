// The forms of moving goods. Amounts are typed in the line's own unit; refusals come back into the form that was sent.
import { LOSS, SHORTFALL, meWords as w } from "@/app/_copy/me";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import { unsentOf } from "@/app/_shared/pledges/next-act";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Field, Select, Tick } from "@/app/_ui/field";
import { inUnits, unitLabel } from "@/server/needs/units/rules";
import type { Delivery } from "@/server/pledges/deliveries/schema";
import type { PledgeItem } from "@/server/pledges/lists/schema";

type Props = { pledge: PledgeItem; attempt: Attempt; delivery?: Delivery };

/** The attempt's values and errors where it was this very form that was refused. */
function own({ attempt, delivery }: Props, name: string) {
  const mine = attempt.value("form") === name && attempt.value("deliveryId") === delivery?.id;
  return {
    open: mine && attempt.refusal !== null,
    value: (field: string) => (mine ? attempt.value(field) : undefined),
    error: (field: string) => (mine ? reasonSentence(attempt.refusal?.fields[field]) : null),
  };
}

const reasons = (words: Record<string, string>) => [
  { value: "", label: w.noReason },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
];

/** 送出了: a gift or a loan leaves. */
export function SendForm(props: Props) {
  const { pledge: p } = props;
  const form = own(props, "send");
  return (
    <ActForm
      action={`/api/me/pledges/${p.id}/send`}
      to={`/me/pledges/${p.id}`}
      hidden={{ form: "send" }}
      keyed
      className="form card"
    >
      <h3>{w.sendTitle}</h3>
      <p className="note">{w.sendText}</p>
      <Field
        name="amount"
        id="f-send-amount"
        label={w.sendAmount}
        inputMode="decimal"
        suffix={unitLabel(p.unit)}
        defaultValue={form.value("amount") ?? inUnits(unsentOf(p), p.unitSize) ?? ""}
        error={form.error("amount")}
      />
      <Button tone="go" wide icon="truck">
        {w.send}
      </Button>
    </ActForm>
  );
}

/** 签收: of a delivery under way, or of what came without ever being marked as sent. */
export function SignForm(props: Props) {
  const { pledge: p, delivery: d } = props;
  const act = d ? "sign" : "take";
  const form = own(props, act);
  const id = (name: string) => `f-${name}-${d?.id ?? "new"}`;
  const whole = inUnits(d ? d.sent : unsentOf(p), p.unitSize) ?? "";
  const part = (name: "accepted" | "refused" | "short", label: string, value: string) => (
    <Field
      name={name}
      id={id(name)}
      label={label}
      inputMode="decimal"
      optional={name !== "accepted"}
      suffix={unitLabel(p.unit)}
      defaultValue={form.value(name) ?? value}
      error={form.error(name)}
    />
  );
  return (
    <Fold title={w.takeTitle} open={d !== undefined || form.open}>
      <ActForm
        action={`/api/me/pledges/${p.id}/${act}`}
        to={`/me/pledges/${p.id}`}
        hidden={{ form: act, deliveryId: d?.id }}
        keyed={d === undefined}
        className="form"
      >
        <p className="note">{w.takeText}</p>
        {part("accepted", w.accepted, whole)}
        {part("refused", w.refusedAmount, "")}
        {part("short", w.short, "")}
        <Select
          name="reason"
          id={id("reason")}
          label={w.reason}
          optional
          options={reasons(SHORTFALL)}
          defaultValue={form.value("reason") ?? ""}
          error={form.error("reason")}
        />
        <Button tone="line" wide icon="check">
          {w.take}
        </Button>
      </ActForm>
    </Fold>
  );
}

/** 登记归还: a loan comes back, in parts. */
export function BackForm(props: Required<Props>) {
  const { pledge: p, delivery: d } = props;
  const form = own(props, "returned");
  return (
    <Fold title={w.backTitle} open={form.open}>
      <ActForm
        action={`/api/me/pledges/${p.id}/returned`}
        to={`/me/pledges/${p.id}`}
        hidden={{ form: "returned", deliveryId: d.id }}
        className="form"
      >
        <Field
          name="amount"
          id={`f-back-${d.id}`}
          label={w.back}
          inputMode="decimal"
          suffix={unitLabel(p.unit)}
          defaultValue={form.value("amount") ?? inUnits(d.accepted - d.returned, p.unitSize) ?? ""}
          error={form.error("amount")}
        />
        <Tick name="finished">{w.finished}</Tick>
        <Select
          name="reason"
          id={`f-loss-${d.id}`}
          label={w.reason}
          optional
          options={reasons(LOSS)}
          defaultValue={form.value("reason") ?? ""}
          error={form.error("reason")}
        />
        <Button wide>{w.backAct}</Button>
      </ActForm>
    </Fold>
  );
}
