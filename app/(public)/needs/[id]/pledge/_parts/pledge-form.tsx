// The pledge form: plain HTML, one POST, refusals come back in place with everything kept.
import { randomUUID } from "node:crypto";
import { dateValue } from "@/app/_copy/dates";
import { lineWords } from "@/app/_copy/labels";
import { needWords } from "@/app/_copy/needs";
import { exactQuantity, formatQuantity } from "@/app/_copy/numbers";
import { pledgeWords as w } from "@/app/_copy/pledges";
import { reasonSentence } from "@/app/_copy/reasons";
import { signInWords } from "@/app/_copy/sign-in";
import { isQueueing, type NeedLineView, type SlotView } from "@/app/_shared/needs/need-view";
import { WhoFields } from "@/app/_shared/people/who-fields";
import type { Attempt } from "@/app/_trpc/form";
import { Button, EnterButton } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Choice, Field, Select, TextArea } from "@/app/_ui/field";
import { inUnits, unitLabel } from "@/server/needs/units/rules";
import { NOTE_MAX } from "@/server/pledges/schema";
import { VisitorFields } from "./visitor-fields";

export type ActingAs = { organisationId: string; name: string };

/** In whose name; asked only of those who may speak for more than themselves. */
export function AsWhom({
  actingAs,
  value,
  id,
}: {
  actingAs: readonly ActingAs[];
  value?: string;
  id?: string;
}) {
  if (actingAs.length === 0) return null;
  return (
    <Select
      name="organisationId"
      id={id}
      label={w.asWhom}
      required={false}
      defaultValue={value ?? ""}
      options={[
        { value: "", label: w.myself },
        ...actingAs.map((o) => ({ value: o.organisationId, label: o.name })),
      ]}
    />
  );
}

/** Offered only after the server said that less is left than was asked for: nothing is split silently. */
function IfShort({ attempt, slot }: { attempt: Attempt; slot: SlotView }) {
  const left = Number(attempt.refusal?.facts.remaining ?? 0);
  if (left <= 0 || !["ONLY_PART", "FULL"].includes(attempt.refusal?.code ?? "")) return null;
  const amount = exactQuantity(left, slot);
  // A sale keeps no queue, and a large claim is asked about by its amount: so the rest is claimed as an amount of its own.
  if (slot.direction === "sale") {
    const rest = inUnits(left, slot.unitSize);
    return rest === null ? null : (
      <Button tone="line" wide name="rest" value={rest}>
        {w.shorts.part(amount)}
      </Button>
    );
  }
  return (
    <Choice
      name="ifShort"
      legend={w.ifShort}
      required
      value="part_wait"
      options={[
        { value: "part_wait", label: w.shorts.part_wait(amount) },
        { value: "part", label: w.shorts.part(amount) },
        { value: "wait", label: w.shorts.wait },
      ]}
    />
  );
}

function Amount({ attempt, slot }: { attempt: Attempt; slot: SlotView }) {
  const words = lineWords(slot.kind, slot.direction);
  const left = slot.parts.remaining;
  const full = isQueueing(slot);
  return (
    <Field
      name="amount"
      label={words.howMuch}
      hint={
        full ? w.amountFull : slot.kind === "people" ? w.countHint : words.lack(formatQuantity(left, slot))
      }
      inputMode="decimal"
      autoComplete="off"
      suffix={unitLabel(slot.unit)}
      defaultValue={
        attempt.value("amount") ?? (["people", "vehicle", "expertise"].includes(slot.kind) ? "1" : "")
      }
      error={reasonSentence(attempt.refusal?.fields.amount ?? attempt.refusal?.fields.quantity)}
    />
  );
}

export function PledgeForm({
  needId,
  line,
  slot,
  attempt,
  signedIn,
  actingAs,
  asFirst,
  now,
}: {
  needId: string;
  line: NeedLineView;
  slot: SlotView;
  attempt: Attempt;
  signedIn: boolean;
  actingAs: readonly ActingAs[];
  asFirst?: string;
  now: Date;
}) {
  const words = lineWords(slot.kind, slot.direction);
  const full = isQueueing(slot);
  const alone = slot.kind === "people" && actingAs.length === 0;
  const expected = w.expected[slot.direction ?? slot.kind] ?? w.expected[slot.kind];
  const path = `/api/needs/${needId}/pledge`;
  return (
    <form method="post" action={path} className="form" id="form" data-keep="">
      <EnterButton />
      {attempt.refusal ? (
        <Notice tone="red" icon="warn" role="alert">
          <b>{w.refused}</b>
          <p>{attempt.refusal.sentence}</p>
        </Notice>
      ) : null}
      <input type="hidden" name="key" value={randomUUID()} />
      <input type="hidden" name="slotId" value={slot.slotId} />
      <AsWhom actingAs={actingAs} value={attempt.value("organisationId") ?? asFirst} />
      {alone ? <input type="hidden" name="amount" value="1" /> : <Amount attempt={attempt} slot={slot} />}
      <IfShort attempt={attempt} slot={slot} />
      {expected ? (
        <Field
          name="expectedOn"
          label={expected}
          type="date"
          optional
          min={dateValue(now)}
          defaultValue={attempt.value("expectedOn")}
          error={reasonSentence(attempt.refusal?.fields.expectedOn)}
        />
      ) : null}
      <TextArea
        name="note"
        label={w.note}
        hint={w.noteHint}
        optional
        rows={2}
        maxLength={NOTE_MAX}
        defaultValue={attempt.value("note")}
        error={reasonSentence(attempt.refusal?.fields.note)}
      />
      {signedIn ? null : attempt.value("token") ? (
        <fieldset className="form">
          <legend>{signInWords.whoTitle}</legend>
          <WhoFields attempt={attempt} />
        </fieldset>
      ) : (
        <VisitorFields attempt={attempt} codePath={`${path}/code`} />
      )}
      {line.sale ? <Notice tone="blue">{needWords.saleNotice}</Notice> : null}
      <Button tone="go" wide>
        {full ? w.submitWait : words.act}
      </Button>
    </form>
  );
}
