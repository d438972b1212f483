import { fullDay, longDay } from "@/app/_copy/dates";
import { statusLabel } from "@/app/_copy/labels";
import { needWords } from "@/app/_copy/needs";
import { EXPIRED, QUALIFICATION_STATUS, recordWords, verifyWords as w } from "@/app/_copy/records";
import { Card, Chip } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/list";
import type { CaseView } from "@/server/organisations/qualifications/schema";

/** One claimed qualification, as its owner and its verifier read it. */
export function Case({ one, now }: { one: CaseView; now: Date }) {
  const label = one.expired ? EXPIRED : statusLabel(QUALIFICATION_STATUS, one.status);
  return (
    <Card>
      <div className="split">
        <b>{needWords.qualifications[one.kind] ?? one.kind}</b>
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
      </div>
      <Facts
        items={[
          { term: w.holder, value: one.name },
          ...(one.home ? [{ term: w.home, value: one.home }] : []),
          { term: w.issuer, value: one.issuer },
          { term: w.number, value: one.number ?? w.noNumber },
          { term: w.expires, value: one.expiresOn ? longDay(one.expiresOn) : recordWords.forever },
        ]}
      />
      {one.verifiedAt && one.verifiedBy ? (
        <p className="note">{recordWords.verifiedBy(one.verifiedBy, fullDay(one.verifiedAt, now))}</p>
      ) : null}
      {one.reason ? <p className="lack">{recordWords.reason(one.reason)}</p> : null}
    </Card>
  );
}
