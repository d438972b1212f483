import {
  CERTIFICATE_STATUS,
  hoursAndMinutes,
  periodWords,
  unitWords,
  mineWords as w,
} from "@/app/_copy/certificates";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import type { CertificateRow } from "@/server/certificates/schema";

/** One of mine: what it says, how it stands, and the next thing to do. */
export function Item({ item, page, again }: { item: CertificateRow; page: string; again: string }) {
  const label = CERTIFICATE_STATUS[item.status];
  const over = item.status === "superseded" || item.status === "refused" || item.status === "revoked";
  return (
    <li className="card">
      <div className="split">
        <h3>{item.unit}</h3>
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
      </div>
      <p>
        {periodWords(item.from, item.until)}
        {item.status !== "asked" && item.minutes > 0 ? <b> {hoursAndMinutes(item.minutes)}</b> : null}
      </p>
      <p className="note">
        {[
          item.number,
          w.shows(item.showsName, item.showsId),
          item.purpose ? unitWords.purpose(item.purpose) : null,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {item.status === "asked" ? <p className="note">{w.waits(hoursAndMinutes(item.minutes))}</p> : null}
      {item.status === "superseded" ? <p>{w.superseded}</p> : null}
      {item.reason ? <p>{w.reason(item.reason)}</p> : null}
      <div className="row mt-3">
        {item.status === "valid" ? (
          <ButtonLink href={`/api/certificates/paper?c=${item.id}`} tone="line" small icon="copy">
            {w.open}
          </ButtonLink>
        ) : null}
        {over ? (
          <ButtonLink href={again} small icon="refresh">
            {w.again}
          </ButtonLink>
        ) : null}
        {item.status === "asked" ? (
          <ActForm action="/api/certificates/withdraw" to={page} hidden={{ certificateId: item.id }}>
            <Button small>{w.withdraw}</Button>
          </ActForm>
        ) : null}
      </div>
    </li>
  );
}
