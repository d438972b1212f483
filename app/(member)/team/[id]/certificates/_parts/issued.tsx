import { CERTIFICATE_STATUS, hoursAndMinutes, periodWords, unitWords as w } from "@/app/_copy/certificates";
import { longDay } from "@/app/_copy/dates";
import { Button } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import { Pager } from "@/app/_ui/list";
import type { CertificateRow } from "@/server/certificates/schema";
import { dayOf } from "@/server/time";

/** What was issued, newest first; the ticked ones as one file. */
export function Issued({
  page,
  issued,
  after,
}: {
  page: string;
  issued: { items: CertificateRow[]; next: string | null };
  after?: string;
}) {
  const valid = issued.items.filter((item) => item.status === "valid");
  return (
    <section className="sec" aria-labelledby="issued">
      <h2 id="issued">{w.issued}</h2>
      {issued.items.length === 0 ? <p className="note">{w.noneIssued}</p> : null}
      <form method="get" action="/api/certificates/paper" className="form">
        <ul>
          {issued.items.map((item) => {
            const label = CERTIFICATE_STATUS[item.status];
            return (
              <li className="card" key={item.id}>
                <div className="split">
                  <h3>{item.name}</h3>
                  <Chip tone={label.tone} icon={label.icon}>
                    {label.word}
                  </Chip>
                </div>
                <p>
                  {periodWords(item.from, item.until)} <b>{hoursAndMinutes(item.minutes)}</b>
                </p>
                <p className="note">
                  {item.number}
                  {item.issuedAt ? ` · ${w.issuedOn(longDay(dayOf(item.issuedAt)))}` : ""}
                </p>
                <div className="row mt-3">
                  {item.status === "valid" && valid.length > 1 ? (
                    <label className="pick">
                      <input type="checkbox" name="c" value={item.id} />
                      <span>{w.pick(item.name)}</span>
                    </label>
                  ) : null}
                  <a className="btn small" href={`${page}/${item.id}`}>
                    {w.look}
                  </a>
                </div>
              </li>
            );
          })}
        </ul>
        {valid.length > 1 ? (
          <Button small icon="copy">
            {w.merge}
          </Button>
        ) : null}
      </form>
      <Pager
        firstHref={after ? `${page}#issued` : null}
        nextHref={issued.next ? `${page}?issuedAfter=${issued.next}#issued` : null}
      />
    </section>
  );
}
