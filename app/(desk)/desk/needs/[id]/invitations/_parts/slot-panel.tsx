import { dayAndTime, timeSpan } from "@/app/_copy/dates";
import {
  declineWord,
  endedWord,
  INVITATION_STATUS,
  viaWord,
  WAVE_STATUS,
  invitationWords as w,
} from "@/app/_copy/invitations";
import { formatQuantity } from "@/app/_copy/numbers";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Chip } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Icon } from "@/app/_ui/icon";
import type { SentItem, SlotInvitations } from "@/server/matching/invitations/schema";

type Props = { slot: SlotInvitations; needId: string; path: string; now: Date };

/** In waves: start, stop, and when the next goes out. */
function Waves({ slot, path, now }: Omit<Props, "needId">) {
  const { wave } = slot;
  const api = `/api/invitations/${slot.slotId}`;
  const label = wave ? WAVE_STATUS[wave.status] : null;
  const runs = wave?.status === "running";
  return (
    <div className="stack-s">
      {wave && label ? (
        <>
          <div className="row note">
            <Chip tone={label.tone} icon={label.icon}>
              {label.word}
            </Chip>
            {wave.number > 0 ? <span>{w.waveOf(wave.number, wave.size)}</span> : null}
          </div>
          {runs && wave.nextAt && wave.nextAt > now ? (
            <p className="note">{w.waveNext(dayAndTime(wave.nextAt, now))}</p>
          ) : null}
        </>
      ) : null}
      {runs ? (
        <details>
          <summary>
            {w.waveStop} <Icon name="down" />
          </summary>
          <p className="note">{w.waveStopHelp}</p>
          <ActForm action={`${api}/stop-waves`} to={path}>
            <Button small>{w.waveStop}</Button>
          </ActForm>
        </details>
      ) : null}
      {slot.direction && (runs || slot.wavesPossible) ? <p className="note">{w.turnsHelp}</p> : null}
      {!runs && slot.wavesPossible ? (
        <ActForm action={`${api}/start-waves`} to={path}>
          <Button wide icon="refresh">
            {wave && wave.number > 0 ? w.waveAgain : w.waveStart}
            <span className="sr"> {slot.item}</span>
          </Button>
        </ActForm>
      ) : null}
    </div>
  );
}

function Row({ one, slot, path, now }: { one: SentItem } & Omit<Props, "needId">) {
  const label = INVITATION_STATUS[one.status];
  const facts = [
    formatQuantity(one.asked, slot),
    viaWord(one.via, one.wave),
    one.status === "sent" ? w.until(dayAndTime(one.expiresAt, now)) : null,
    one.status === "declined" ? declineWord(one.reason) : null,
    one.status === "withdrawn" ? endedWord(one.reason) : null,
  ];
  const dialog = `back-${one.id}`;
  return (
    <li className="who">
      <span className="av" aria-hidden="true">
        {[...one.helperName][0]}
      </span>
      <div>
        <b>{one.helperName}</b>
        <div className="note">{facts.filter(Boolean).join(" · ")}</div>
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
      </div>
      {one.status === "sent" ? (
        <>
          <ButtonLink href={`#${dialog}`} data-opens={dialog} small>
            {w.withdraw}
            <span className="sr"> {one.helperName}</span>
          </ButtonLink>
          <Dialog id={dialog} title={w.withdrawAsk(one.helperName)}>
            <p>{w.withdrawText}</p>
            <ActForm
              action={`/api/invitations/${one.id}/withdraw`}
              to={path}
              hidden={{ version: one.version }}
              keyed
            >
              <Button wide>{w.withdrawSure}</Button>
            </ActForm>
          </Dialog>
        </>
      ) : null}
      {one.pledgeId ? (
        <ButtonLink href={`${path.replace(/\/invitations$/, "")}/pledges/${one.pledgeId}`} small>
          {w.seeTheirs}
          <span className="sr"> {one.helperName}</span>
        </ButtonLink>
      ) : null}
    </li>
  );
}

/** One line, or one shift of it. */
export function SlotPanel({ slot, needId, path, now }: Props) {
  const count = (...states: string[]) => slot.sent.filter((one) => states.includes(one.status)).length;
  const id = `slot-${slot.slotId}`;
  const past = slot.sent.filter((one) => one.status !== "sent" && one.status !== "accepted");
  const standing = slot.sent.filter((one) => !past.includes(one));
  const rows = (some: SentItem[]) =>
    some.map((one) => <Row key={one.id} one={one} slot={slot} path={path} now={now} />);
  const left = !slot.isOpen
    ? w.shut
    : slot.remaining === 0
      ? w.full
      : w.left(formatQuantity(slot.remaining, slot), slot.direction);
  return (
    <section className="sec" aria-labelledby={id}>
      <h2 id={id}>
        {[slot.item, slot.startsAt ? timeSpan(slot.startsAt, null, now) : null].filter(Boolean).join(" · ")}
      </h2>
      <Card>
        <div className="stack">
          <p>
            <b>{left}</b>
          </p>
          {slot.isOpen && slot.remaining > 0 ? (
            <ButtonLink href={`/needs/${needId}/who?slot=${slot.slotId}`} wide tone="line" icon="people">
              {w.who}
              <span className="sr"> {slot.item}</span>
            </ButtonLink>
          ) : null}
          <Waves slot={slot} path={path} now={now} />
        </div>
        <h3 className="mt-4">{w.answers}</h3>
        {slot.sent.length === 0 ? (
          <p className="note">{w.noneYet}</p>
        ) : (
          <>
            <p className="note">
              {w.summary(count("sent"), count("accepted"), count("declined", "expired", "withdrawn"))}
            </p>
            <ul className="mt-2">{rows(standing)}</ul>
            {past.length > 0 ? (
              <details open={standing.length === 0}>
                <summary>
                  {w.past(past.length)} <Icon name="down" />
                </summary>
                <ul>{rows(past)}</ul>
              </details>
            ) : null}
          </>
        )}
      </Card>
    </section>
  );
}
