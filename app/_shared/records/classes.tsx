// Four of the five classes of a record, as its owner and as a leader read them; whoever keeps it may ask about each line.
import { fullDay } from "@/app/_copy/dates";
import { statusLabel } from "@/app/_copy/labels";
import { needWords } from "@/app/_copy/needs";
import { EXPIRED, QUALIFICATION_STATUS, SIDE_WORD, recordWords as w } from "@/app/_copy/records";
import { reportWords } from "@/app/_copy/reports";
import { ButtonLink } from "@/app/_ui/button";
import { BigNumber, Card, Chip } from "@/app/_ui/card";
import type { RecordView } from "@/server/records/schema";
import { Wrong } from "./wrong";

type Props = { record: RecordView; now: Date; to: string };

/** Confirmed minutes and the stars they are worth. */
export function Service({ record, hoursHref }: { record: RecordView; hoursHref?: string }) {
  const { minutes, entries, stars, toNext } = record.service;
  return (
    <section className="sec" aria-labelledby="service">
      <h2 id="service">{w.service}</h2>
      <Card>
        <p className="note">{w.total}</p>
        <BigNumber value={w.hours(minutes)}>{entries > 0 ? w.entries(entries) : null}</BigNumber>
        <p className="mt-2">
          <b>{w.stars(stars)}</b>
          {toNext !== null ? <span className="note">{` · ${w.toNext(toNext)}`}</span> : null}
        </p>
        {entries === 0 ? <p className="note">{w.noService}</p> : null}
        {hoursHref ? (
          <div className="mt-2">
            <ButtonLink href={hoursHref} small icon="clock">
              {w.toHours}
            </ButtonLink>
          </div>
        ) : null}
      </Card>
    </section>
  );
}

export function Qualifications({ record, now, claimHref }: Props & { claimHref?: string }) {
  return (
    <section className="sec" aria-labelledby="qualifications">
      <h2 id="qualifications">{w.qualifications}</h2>
      {record.qualifications.length === 0 ? <p className="note">{w.noQualifications}</p> : null}
      {record.qualifications.map((one) => {
        const label = one.expired ? EXPIRED : statusLabel(QUALIFICATION_STATUS, one.status);
        return (
          <Card key={one.id}>
            <div className="split">
              <b>{needWords.qualifications[one.kind] ?? one.kind}</b>
              <Chip tone={label.tone} icon={label.icon}>
                {label.word}
              </Chip>
            </div>
            <p className="note">{`${one.issuer} · ${one.expiresOn ? w.until(one.expiresOn) : w.forever}`}</p>
            {one.status === "verified" && one.verifiedAt && one.verifiedBy ? (
              <p className="note">{w.verifiedBy(one.verifiedBy, fullDay(one.verifiedAt, now))}</p>
            ) : null}
            {one.reason ? <p className="lack">{w.reason(one.reason)}</p> : null}
            {record.keeps && ["claimed", "verified"].includes(one.status) ? (
              <div className="mt-2">
                <ButtonLink href={`/me/record/qualification/${one.id}`} small>
                  {w.open}
                </ButtonLink>
              </div>
            ) : null}
          </Card>
        );
      })}
      {claimHref ? (
        <>
          <p className="note">{w.claimLead}</p>
          <ButtonLink href={claimHref} small icon="plus">
            {w.claim}
          </ButtonLink>
        </>
      ) : null}
    </section>
  );
}

export function Training({ record, to }: Props) {
  return (
    <section className="sec" aria-labelledby="training">
      <h2 id="training">{w.training}</h2>
      {record.training.length === 0 ? <p className="note">{w.noTraining}</p> : null}
      {record.training.map((one) => (
        <Card key={one.id}>
          <b>{one.title}</b>
          <p className="note">{w.held(one.heldOn, one.minutes, one.organisation)}</p>
          <Wrong record={record} about="training" id={one.id} to={to} />
        </Card>
      ))}
    </section>
  );
}

export function Awards({ record, to }: Props) {
  return (
    <section className="sec" aria-labelledby="awards">
      <h2 id="awards">{w.awards}</h2>
      {record.honours.length === 0 ? <p className="note">{w.noHonours}</p> : null}
      {record.honours.map((one) => (
        <Card key={one.id}>
          <b>{one.title}</b>
          <p className="note">{w.granted(one.grantedOn, one.grantor)}</p>
          <Wrong record={record} about="honour" id={one.id} to={to} />
        </Card>
      ))}
    </section>
  );
}

export function Evaluations({ record, now, to }: Props) {
  const { evaluations } = record;
  const sum = evaluations.reduce((total, one) => total + one.score, 0);
  return (
    <section className="sec" aria-labelledby="evaluation">
      <h2 id="evaluation">{w.evaluation}</h2>
      {evaluations.length === 0 ? (
        <p className="note">{w.noEvaluations}</p>
      ) : (
        <p>{w.average(sum / evaluations.length, evaluations.length)}</p>
      )}
      {evaluations.map((one) => (
        <Card key={one.id}>
          <div className="split">
            <b>{one.title ?? reportWords.confidential}</b>
            <span className="n">{w.score(one.score)}</span>
          </div>
          <p className="note">
            {[SIDE_WORD[one.side], one.ofAll ? w.ofAll : w.ofMe, fullDay(one.at, now)].join(" · ")}
          </p>
          {one.words ? <p>{one.words}</p> : null}
          {one.ofAll ? null : <Wrong record={record} about="evaluation" id={one.id} to={to} />}
        </Card>
      ))}
    </section>
  );
}
