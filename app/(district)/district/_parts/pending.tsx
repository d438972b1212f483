import { ago } from "@/app/_copy/dates";
import { districtWords as w } from "@/app/_copy/district";
import { ORGANISATION_KIND } from "@/app/_copy/labels";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { TextArea } from "@/app/_ui/field";
import { ABOUT_MAX, type OrganisationRow } from "@/server/organisations/schema";

type Row = OrganisationRow & { contactName: string | null; appliedAt: Date; appliedBy: string | null };

/** Verify, ask back, or turn down with a reason; the latter two say what their people will read. */
export function VerifyActs({ id, name, to }: { id: string; name: string; to: string }) {
  const hidden = { organisationId: id, subject: id };
  return (
    <div className="row mt-2">
      <ActForm action="/api/district/verify" to={to} hidden={hidden}>
        <Button small tone="line" icon="check">
          {w.verify}
        </Button>
      </ActForm>
      <ButtonLink href={`#ask-${id}`} data-opens={`ask-${id}`} small>
        {w.giveBack}
      </ButtonLink>
      <ButtonLink href={`#down-${id}`} data-opens={`down-${id}`} small>
        {w.turnDown}
      </ButtonLink>
      <Dialog id={`ask-${id}`} title={w.giveBackAsk(name)}>
        <ActForm action="/api/district/give-back" to={to} hidden={hidden} className="form">
          <TextArea
            id={`question-${id}`}
            name="question"
            label={w.question}
            hint={w.questionHint}
            rows={3}
            maxLength={ABOUT_MAX}
          />
          <Button wide>{w.giveBack}</Button>
        </ActForm>
      </Dialog>
      <Dialog id={`down-${id}`} title={w.turnDownAsk(name)}>
        <p>{w.turnDownText}</p>
        <ActForm action="/api/district/turn-down" to={to} hidden={hidden} className="form">
          <TextArea
            id={`reason-${id}`}
            name="reason"
            label={w.turnDownReason}
            rows={3}
            maxLength={ABOUT_MAX}
          />
          <Button wide tone="line">
            {w.turnDown}
          </Button>
        </ActForm>
      </Dialog>
    </div>
  );
}

/** Organisations that wait to be verified, oldest first. */
export function Pending({ rows, to, now }: { rows: readonly Row[]; to: string; now: Date }) {
  return (
    <section className="sec" aria-labelledby="pending">
      <h2 id="pending">{w.organisations(rows.length)}</h2>
      {rows.length === 0 ? <p className="note">{w.noOrganisations}</p> : null}
      <ul>
        {rows.map((row) => (
          <li className="card" key={row.id}>
            <h3>
              <a className="taplink" href={`/district/organisations/${row.id}`}>
                {row.name}
              </a>
            </h3>
            <p className="note">
              {[
                ORGANISATION_KIND[row.kind].word,
                row.town,
                row.contactName ? w.contact(row.contactName) : null,
                w.appliedBy(row.appliedBy ?? "", ago(row.appliedAt, now)),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
            <VerifyActs id={row.id} name={row.name} to={to} />
          </li>
        ))}
      </ul>
    </section>
  );
}
