// "Could you take this?": what, where, when, why you, and the two answers, one tap each.
import { dayAndTime, fullDay, timeSpan } from "@/app/_copy/dates";
import {
  askedWhat,
  DECLINE_REASON,
  declineWord,
  endedWord,
  INVITATION_STATUS,
  invitationWords as w,
} from "@/app/_copy/invitations";
import { reasonWord } from "@/app/_copy/matching";
import { formatQuantity } from "@/app/_copy/numbers";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Icon } from "@/app/_ui/icon";
import type { InvitationItem } from "@/server/matching/invitations/schema";
import { unitLabel } from "@/server/needs/units/rules";

/** Reasons a card has room for. */
const SHOWN = 4;

const whenOf = (one: InvitationItem, now: Date): string =>
  one.startsAt ? timeSpan(one.startsAt, one.endsAt, now) : fullDay(one.dueAt, now);

const reasonsFor = (one: InvitationItem) =>
  Object.entries(DECLINE_REASON).filter(([reason]) => reason !== "conflict" || one.asksConflict);

/** Asked before a yes where there are parties. */
function Conflict({ one }: { one: InvitationItem }) {
  return one.asksConflict ? (
    <label className="pick">
      <input type="checkbox" name="noConflict" required />
      <span>{w.noConflict}</span>
    </label>
  ) : null;
}

function Answers({ one, to }: { one: InvitationItem; to: string }) {
  const path = `/api/invitations/${one.id}`;
  const hidden = { version: one.version };
  const left = Math.min(one.asked, one.remaining);
  const less = one.remaining < one.asked;
  const decline = (label: string, extra: { wide?: boolean }) => (
    <ActForm action={`${path}/decline`} to={to} hidden={hidden} keyed>
      <Button small {...extra}>
        {label}
        <span className="sr"> {one.item}</span>
      </Button>
    </ActForm>
  );
  if (left === 0)
    return (
      <>
        <p className="lack">{w.nothingLeft}</p>
        {decline(w.no, {})}
      </>
    );
  return (
    <div className="stack-s mt-2">
      {less ? <p className="lack">{w.onlyLeft(formatQuantity(left, one))}</p> : null}
      <ActForm
        action={`${path}/accept`}
        to={to}
        hidden={{ ...hidden, part: less ? "on" : undefined }}
        keyed
        className="stack-s"
      >
        <Conflict one={one} />
        <Button tone="go" wide icon="hand">
          {(less ? w.yesLeft : w.yes)(formatQuantity(left, one))}
          <span className="sr"> {one.item}</span>
        </Button>
      </ActForm>
      {decline(w.no, { wide: true })}
      <details>
        <summary>
          {w.noWhy} <Icon name="down" />
        </summary>
        <p className="note">{w.noWhyHelp}</p>
        <ActForm action={`${path}/decline`} to={to} hidden={hidden} keyed className="row">
          {reasonsFor(one).map(([reason, said]) => (
            <Button key={reason} name="reason" value={reason} small>
              {said}
            </Button>
          ))}
        </ActForm>
      </details>
      {one.helperKind === "organisation" && left > one.unitSize ? (
        <details>
          <summary>
            {w.part} <Icon name="down" />
          </summary>
          <ActForm action={`${path}/accept`} to={to} hidden={hidden} keyed className="form">
            <Field
              id={`amount-${one.id}`}
              name="amount"
              label={w.partLabel}
              inputMode="decimal"
              suffix={unitLabel(one.unit)}
              autoComplete="off"
            />
            <Conflict one={one} />
            <Button small tone="line">
              {w.partAct}
            </Button>
          </ActForm>
        </details>
      ) : null}
    </div>
  );
}

/** Why it is not open any more, beyond the chip's word. */
const afterOf = (one: InvitationItem): string | null =>
  one.status === "declined"
    ? declineWord(one.reason)
    : one.status === "withdrawn"
      ? endedWord(one.reason)
      : null;

/** attempt: an answer to this one that was refused. */
export function InvitationCard({
  one,
  to,
  now,
  attempt,
}: {
  one: InvitationItem;
  to: string;
  now: Date;
  attempt?: Attempt;
}) {
  const label = INVITATION_STATUS[one.status];
  const whom =
    one.helperName === null
      ? null
      : (one.helperKind === "organisation" ? w.forTeam : w.forPerson)(one.helperName);
  const reasons = one.why
    .slice(0, SHOWN)
    .map((reason) => reasonWord(reason, now))
    .filter(Boolean);
  const after = afterOf(one);
  return (
    <li className="card">
      {attempt ? (
        <div className="mb-3">
          <Outcome attempt={attempt} done={null} title={w.refused} />
        </div>
      ) : null}
      <div className="row note">
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
        {whom ? <span>{whom}</span> : null}
        {after ? <span>{after}</span> : null}
      </div>
      <h2>
        {one.needTitle === null ? (
          askedWhat(one)
        ) : (
          <a className="taplink" href={`/needs/${one.needId}`}>
            {askedWhat(one)}
          </a>
        )}
      </h2>
      <p>{one.needTitle ?? w.confidential}</p>
      <p className="note">
        <Icon name="calendar" /> {[whenOf(one, now), one.place].filter(Boolean).join(" · ")}
      </p>
      {one.status === "sent" ? (
        <>
          {one.via === "adviser" ? <p className="mt-2">{w.byAdviser}</p> : null}
          {reasons.length > 0 ? (
            <p className="mt-2">
              <b>{w.why}</b>
              {reasons.join(" · ")}
            </p>
          ) : null}
          {one.risk ? (
            <p className="note">
              {w.risk}
              {one.risk}
            </p>
          ) : null}
          <p className="note">
            <Icon name="clock" /> {w.answerBy(dayAndTime(one.expiresAt, now))}
          </p>
          <Answers one={one} to={to} />
        </>
      ) : null}
      {one.pledgeId ? (
        <ButtonLink href={`/me/pledges/${one.pledgeId}`} small>
          {w.seePledge}
        </ButtonLink>
      ) : null}
    </li>
  );
}
