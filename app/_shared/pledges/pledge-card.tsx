// A promise in a list: what, when, where, its state, and the one next thing to do about it.
import { dayAndTime, fromWall, fullDay, timeSpan } from "@/app/_copy/dates";
import { pledgeLabel } from "@/app/_copy/labels";
import { meWords as w } from "@/app/_copy/me";
import { formatQuantity } from "@/app/_copy/numbers";
import { seatWords } from "@/app/_copy/seats";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import { Icon } from "@/app/_ui/icon";
import type { PledgeItem } from "@/server/pledges/lists/schema";
import { dueOf, isSeeking, isTooLate, namesPath, nextAct } from "./next-act";
import { WithdrawDialog } from "./withdraw-dialog";

const pledgePage = (p: Pick<PledgeItem, "id">): string => `/me/pledges/${p.id}`;

/** 明天 8:00–12:00, or the day it is expected. */
export function whenOf(p: PledgeItem, now: Date): string | null {
  if (p.startsAt) return timeSpan(p.startsAt, p.endsAt, now);
  const day = p.expectedOn ? fromWall(p.expectedOn) : null;
  return day ? fullDay(day, now) : null;
}

/** 大米 200斤 */
const whatOf = (p: PledgeItem): string =>
  `${p.item} ${formatQuantity(p.amount > 0 ? p.amount : p.wanted, p)}`;

/** The next act as a button, or a link to the page where it is done. */
function Act({ p, to }: { p: PledgeItem; to: string }) {
  const act = nextAct(p);
  const path = `/api/me/pledges/${p.id}`;
  const common = { to, from: pledgePage(p), hidden: { version: p.version } };
  if (act === "accept" && p.acts.includes("accept"))
    return (
      <ActForm action={`${path}/accept`} {...common} keyed>
        <Button small tone="line" icon="check">
          {w.accept}
        </Button>
      </ActForm>
    );
  if (act === "answer")
    return (
      <ActForm action={`${path}/answer`} to={to} from={pledgePage(p)} hidden={{ answer: "done" }}>
        <Button small tone="line" icon="check">
          {w.answerDone}
        </Button>
      </ActForm>
    );
  const words: Partial<Record<typeof act, string>> = {
    confirm: w.unitConfirm,
    contest: w.contestNote,
    send: w.sendTitle,
    take: w.takeTitle,
  };
  const word = words[act];
  return word ? (
    <ButtonLink small href={pledgePage(p)}>
      {word}
    </ButtonLink>
  ) : null;
}

export function PledgeCard({
  pledge: p,
  to,
  now,
  forOther,
  readOnly,
}: {
  pledge: PledgeItem;
  /** The list the acts lead back to. */
  to: string;
  now: Date;
  /** Somebody I act for. */
  forOther?: boolean;
  /** A member sees what a leader acts on, and the need behind it. */
  readOnly?: boolean;
}) {
  const label = pledgeLabel(p.status, p.kind, p.direction);
  const when = whenOf(p, now);
  const due = dueOf(p, nextAct(p));
  const names = namesPath(p);
  return (
    <li className="card">
      <div className="row note">
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
        {forOther ? <span>{w.forWhom(p.helperName)}</span> : null}
        {p.position ? <span>{w.position + p.position}</span> : null}
      </div>
      <h3>
        <a className="taplink" href={readOnly ? `/needs/${p.needId}` : pledgePage(p)}>
          {whatOf(p)}
        </a>
      </h3>
      <p>{p.needTitle}</p>
      {when || p.place ? (
        <p className="note">
          <Icon name={when ? "calendar" : "place"} /> {[when, p.place].filter(Boolean).join(" · ")}
        </p>
      ) : null}
      {due ? <p className="lack">{(due < now ? w.answerLate : w.answerBy)(dayAndTime(due, now))}</p> : null}
      {isSeeking(p) ? <p className="lack">{seatWords.seeking}</p> : null}
      {isTooLate(p, now) && !isSeeking(p) && !p.acts.includes("withdraw") ? (
        <p className="note">{w.tooLate}</p>
      ) : null}
      <div className="row mt-2">
        {readOnly ? null : <Act p={p} to={to} />}
        {p.acts.includes("decline") ? (
          <ActForm
            action={`/api/me/pledges/${p.id}/decline`}
            to={to}
            from={pledgePage(p)}
            hidden={{ version: p.version }}
            keyed
          >
            <Button small>{w.decline}</Button>
          </ActForm>
        ) : null}
        {names && !readOnly ? (
          <ButtonLink small href={names} icon="people">
            {seatWords.people}
          </ButtonLink>
        ) : null}
        {p.acts.includes("withdraw") ? <WithdrawDialog pledge={p} to={to} late={isTooLate(p, now)} /> : null}
      </div>
    </li>
  );
}
