import { hoursAndMinutes, mineWords, periodWords, unitWords as w } from "@/app/_copy/certificates";
import { fullDay } from "@/app/_copy/dates";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Rare } from "@/app/_shared/certificates/rare";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import type { CertificateRow } from "@/server/certificates/schema";
import { REASON_MAX } from "@/server/certificates/schema";

/** What volunteers asked for, oldest first: issue it as the books say, or say why not. */
export function Asked({
  items,
  page,
  now,
  attempt,
}: {
  items: CertificateRow[];
  page: string;
  now: Date;
  attempt: Attempt;
}) {
  if (items.length === 0) return null;
  return (
    <section className="sec" aria-labelledby="asked">
      <h2 id="asked">{w.asked(items.length)}</h2>
      <ul>
        {items.map((item) => {
          const wrong = attempt.value("certificateId") === item.id ? attempt.refusal : null;
          return (
            <li className="card" key={item.id}>
              <h3>{item.name}</h3>
              <p>
                {periodWords(item.from, item.until)} <b>{hoursAndMinutes(item.minutes)}</b>
              </p>
              <p className="note">
                {[
                  w.askedOn(fullDay(item.createdAt, now)),
                  mineWords.shows(item.showsName, item.showsId),
                  item.purpose ? w.purpose(item.purpose) : null,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              {item.showsName ? <Rare name={item.name} /> : null}
              {item.count === 0 ? <p className="lack">{w.nothing}</p> : null}
              <div className="row mt-3">
                {item.count > 0 ? (
                  <ActForm action="/api/certificates/issue-one" to={page} hidden={{ certificateId: item.id }}>
                    <Button tone="line" small icon="check">
                      {w.issueOne}
                    </Button>
                  </ActForm>
                ) : null}
              </div>
              <details open={wrong !== null && wrong.fields.reason !== undefined}>
                <summary>{w.refuse}</summary>
                <ActForm
                  action="/api/certificates/refuse"
                  to={page}
                  hidden={{ certificateId: item.id }}
                  className="form mt-3"
                >
                  <Field
                    id={`why-${item.id}`}
                    name="reason"
                    label={w.refuseReason}
                    hint={w.refuseHint}
                    maxLength={REASON_MAX}
                    defaultValue={wrong ? attempt.value("reason") : undefined}
                    error={wrong ? reasonSentence(wrong.fields.reason) : null}
                  />
                  <Button small>{w.refuseSure}</Button>
                </ActForm>
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
