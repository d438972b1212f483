import { fullDay } from "@/app/_copy/dates";
import { memberWords as w } from "@/app/_copy/members";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import type { Attempt } from "@/app/_trpc/form";
import { caller } from "@/app/_trpc/server";
import { publicUrl } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { Field, Select, Tick } from "@/app/_ui/field";
import { Qr } from "@/app/_ui/qr";
import { LINK_USES_MAX } from "@/server/organisations/joining/schema";

/** Links that work, each with its QR code, and one more. */
export async function Invitations({
  organisationId,
  name,
  to,
  attempt,
  now,
}: {
  organisationId: string;
  name: string;
  to: string;
  attempt: Attempt;
  now: Date;
}) {
  const links = await (await caller()).members.links({ organisationId });
  const urls = await Promise.all(links.map((link) => publicUrl(`/join/${link.token}`)));
  const mine = attempt.value("days") !== undefined;
  const error = (field: string) => (mine ? reasonSentence(attempt.refusal?.fields[field]) : null);
  return (
    <section className="sec" aria-labelledby="invite">
      <h2 id="invite">{w.invite}</h2>
      {links.length === 0 ? <p className="note">{w.inviteHelp}</p> : null}
      <ul>
        {links.map((link, i) => (
          <li className="card" key={link.id}>
            <p>
              <b>{link.admits ? w.linkAdmits : w.linkAsks}</b>
            </p>
            <p className="note">{w.linkNote(link.uses, link.usesMax, fullDay(link.expiresAt, now))}</p>
            <p className="note" id={`url-${link.id}`} style={{ overflowWrap: "anywhere" }}>
              {urls[i]}
            </p>
            <details>
              <summary>{w.showQr}</summary>
              <Qr text={urls[i] ?? ""} label={w.qrAlt(name)} />
            </details>
            <div className="row mt-2">
              <button type="button" className="btn small" data-copy={`url-${link.id}`} data-done={w.copied}>
                {w.copyLink}
              </button>
              <ActForm
                action={`/api/team/${organisationId}/end-link`}
                to={to}
                hidden={{ linkId: link.id, subject: link.id }}
              >
                <Button small>{w.endLink}</Button>
              </ActForm>
            </div>
          </li>
        ))}
      </ul>
      <Fold title={w.makeLink} open={mine && attempt.refusal !== null}>
        <ActForm action={`/api/team/${organisationId}/link`} to={to} className="form">
          <Select
            name="days"
            label={w.days}
            options={w.dayOptions}
            defaultValue={mine ? attempt.value("days") : "7"}
          />
          <Field
            name="usesMax"
            label={w.uses}
            type="number"
            inputMode="numeric"
            min={1}
            max={LINK_USES_MAX}
            defaultValue={(mine ? attempt.value("usesMax") : null) ?? "100"}
            error={error("usesMax")}
          />
          <Tick name="admits" defaultChecked={mine && attempt.value("admits") === "on"}>
            {w.admits}
          </Tick>
          <Button wide>{w.makeLink}</Button>
        </ActForm>
      </Fold>
    </section>
  );
}
