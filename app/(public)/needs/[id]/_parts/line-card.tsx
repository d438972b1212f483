// One line of a need on its own card: the large figure, the bar with its words, the facts, and the one act.
import { fullDay, monthDay, timeSpan } from "@/app/_copy/dates";
import { LINE_KIND, lineWords } from "@/app/_copy/labels";
import { needWords as w } from "@/app/_copy/needs";
import { exactQuantity, formatQuantity } from "@/app/_copy/numbers";
import { barLabel, isHelped, Lack, legendOf } from "@/app/_shared/needs/line-bar";
import {
  type Givers,
  isFor,
  isQueueing,
  type NeedLineView,
  type NeedView,
  type SlotView,
} from "@/app/_shared/needs/need-view";
import { asksFor, offWords } from "@/app/_shared/shifts/facts";
import { FitSaid, type ShiftFit } from "@/app/_shared/shifts/fit";
import { Bar, Legend } from "@/app/_ui/bar";
import { ButtonLink } from "@/app/_ui/button";
import { BigNumber, Card, Chip, Notice } from "@/app/_ui/card";
import { Icon } from "@/app/_ui/icon";
import { Facts } from "@/app/_ui/list";

/** 8.2 万斤买方已收 / 20万斤: the large figure is what is there already. */
function Headline({ slot }: { slot: SlotView }) {
  const words = lineWords(slot.kind, slot.direction);
  const said = formatQuantity(slot.parts.accepted, slot);
  const [, figure = said, unit = ""] = /^([\d.,]+)(.*)$/.exec(said) ?? [];
  return (
    <BigNumber value={figure}>
      {unit}
      {w.total(words.accepted, formatQuantity(slot.quantity, slot))}
    </BigNumber>
  );
}

/** What stands for or against the reader's taking each shift, by slot; empty for visitors. */
export type Fits = ReadonlyMap<string, ShiftFit>;
type SlotProps = {
  slot: SlotView;
  need: Pick<NeedView, "id" | "status" | "village_id" | "postedAs">;
  fits: Fits;
  givers: Givers;
  now: Date;
  big: boolean;
};

/** A shift that was called off: its time, and why. */
function Off({ slot, now }: { slot: SlotView; now: Date }) {
  return (
    <div className="split">
      <s>{slot.startsAt ? timeSpan(slot.startsAt, slot.endsAt, now) : slot.item}</s>
      <Chip icon="cross">{offWords(slot.shift?.endReason ?? null)}</Chip>
    </div>
  );
}

/** To whom a gift is open that stays inside, and what anybody else can do. */
function Inside({ need, givers, mine }: Pick<SlotProps, "need" | "givers"> & { mine: boolean }) {
  const who = w.inside(need.village_id === 0, need.postedAs.organisation?.name ?? null);
  if (mine)
    return (
      <p className="note">
        {who}
        {givers === null ? w.insideVisitor : null}
      </p>
    );
  return (
    <Notice icon="lock">
      <p>{`${who}${w.insideNotYours}`}</p>
      <div className="row">
        <ButtonLink href="/me/data" small>
          {w.insideHome}
        </ButtonLink>
        <ButtonLink href="/needs" small>
          {w.elsewhere}
        </ButtonLink>
      </div>
    </Notice>
  );
}

function Slot({ slot, need, fits, givers, now, big }: SlotProps) {
  const { shift } = slot;
  const mine = isFor(slot, givers);
  const fit = fits.get(slot.slotId);
  if (shift?.status === "cancelled") return <Off slot={slot} now={now} />;
  const isOpen = need.status === "open";
  const words = lineWords(slot.kind, slot.direction);
  return (
    <div className="stack-s">
      {big ? (
        <Headline slot={slot} />
      ) : (
        <div className="split">
          <b>
            {formatQuantity(slot.quantity, slot)}
            {slot.startsAt ? ` · ${timeSpan(slot.startsAt, slot.endsAt, now)}` : ""}
          </b>
          <Lack line={slot} now={now} />
        </div>
      )}
      <Bar parts={slot.parts} label={barLabel(slot)} tall={big} />
      {big || isHelped(slot) ? <Legend items={legendOf(slot)} /> : null}
      {big ? (
        <details>
          <summary className="note">
            {w.exactToggle} <Icon name="down" />
          </summary>
          <p className="note num">
            {(["accepted", "onTheWay", "promised", "remaining"] as const)
              .map((key) => `${words[key]} ${exactQuantity(slot.parts[key], slot)}`)
              .join("，")}
          </p>
        </details>
      ) : null}
      {shift ? <p className="note">{shiftLine(shift)}</p> : null}
      {fit && slot.takes ? <FitSaid fit={fit} now={now} /> : null}
      {slot.takes && slot.inside ? <Inside need={need} givers={givers} mine={mine} /> : null}
      {slot.takes && (!mine || (fit && !fit.ok)) ? null : slot.takes &&
        !(slot.direction === "sale" && slot.parts.remaining === 0) ? (
        <ButtonLink href={`/needs/${need.id}/pledge?slot=${slot.slotId}`} tone="line" small wide>
          {isQueueing(slot) ? w.waitlist : words.act}
        </ButtonLink>
      ) : isOpen && slot.parts.remaining > 0 ? (
        <p className="note">{w.cutOff}</p>
      ) : null}
    </div>
  );
}

function saleFacts(line: NeedLineView, now: Date) {
  if (!line.sale) return [];
  const s = line.sale;
  const seen = line.certification;
  return [
    ...(seen
      ? [{ term: w.evidence, value: w.evidenceOf(formatQuantity(seen.stock, line), seen.evidence) }]
      : []),
    { term: w.seller, value: s.sellerName },
    { term: w.product, value: s.product },
    { term: w.produced, value: monthDay(s.producedOn, now) },
    { term: w.packing, value: w.packings[s.packing] ?? s.packing },
    ...(s.licenceNo ? [{ term: w.licence, value: s.licenceNo }] : []),
    { term: w.invoice, value: w.invoices(s.invoice) },
    { term: w.price, value: s.referencePrice },
  ];
}

/** 搬运组 · 村委会院里 · 已投意外险 */
const shiftLine = (shift: NonNullable<SlotView["shift"]>) =>
  [shift.role, shift.place, ...asksFor(shift)].filter(Boolean).join(" · ");

/** What has gone by is folded away, so that the next shift stands first. */
function Slots({ line, ...rest }: { line: NeedLineView } & Omit<SlotProps, "slot">) {
  const { now } = rest;
  const isOver = (slot: SlotView) => line.slots.length > 1 && slot.endsAt !== null && slot.endsAt <= now;
  const over = line.slots.filter(isOver);
  return (
    <>
      {line.slots
        .filter((slot) => !isOver(slot))
        .map((slot) => (
          <Slot key={slot.slotId} slot={slot} {...rest} />
        ))}
      {over.length > 0 ? (
        <details>
          <summary className="note">
            {w.pastShifts(over.length)} <Icon name="down" />
          </summary>
          <div className="stack mt-3">
            {over.map((slot) => (
              <Slot key={slot.slotId} slot={slot} {...rest} />
            ))}
          </div>
        </details>
      ) : null}
    </>
  );
}

function remarks(line: NeedLineView, now: Date): string[] {
  if (line.kind === "people") return line.note ? [line.note] : []; // each shift says its own
  return [
    line.dangerous ? w.dangerous : null,
    line.insured ? w.insured : null,
    line.minAge ? w.minAge(line.minAge) : null,
    line.qualification ? w.qualification(w.qualifications[line.qualification] ?? line.qualification) : null,
    line.viaOrganisation ? w.via(line.viaOrganisation.name) : null,
    line.returnBy ? w.returnBy(fullDay(line.returnBy, now)) : null,
    line.note,
  ].filter((text): text is string => Boolean(text));
}

export function LineCard({
  line,
  need,
  fits,
  givers,
  now,
}: Pick<SlotProps, "need" | "fits" | "givers" | "now"> & { line: NeedLineView }) {
  const big = line.kind === "goods" && line.slots.length === 1;
  const facts = [
    ...(line.place && line.kind !== "people" ? [{ term: w.place, value: line.place }] : []),
    ...saleFacts(line, now),
  ];
  const more = remarks(line, now);
  return (
    <Card>
      <div className="stack">
        <div className="row">
          <h3>
            <Icon name={LINE_KIND[line.kind as keyof typeof LINE_KIND]?.icon ?? "box"} /> {line.item}
          </h3>
          {line.certification?.enough ? (
            <Chip tone="green" icon="shield">
              {w.certified(line.certification.by, monthDay(line.certification.on, now))}
            </Chip>
          ) : null}
        </div>
        <Slots line={line} need={need} fits={fits} givers={givers} now={now} big={big} />
        {facts.length > 0 ? <Facts items={facts} /> : null}
        {more.length > 0 ? <p className="note">{more.join(" · ")}</p> : null}
        {line.sale ? <Notice tone="blue">{w.saleNotice}</Notice> : null}
      </div>
    </Card>
  );
}
