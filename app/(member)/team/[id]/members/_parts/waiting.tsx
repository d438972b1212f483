import { ago } from "@/app/_copy/dates";
import { memberWords as w } from "@/app/_copy/members";
import { ActForm } from "@/app/_shared/acts/act-form";
import { caller } from "@/app/_trpc/server";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { TextArea } from "@/app/_ui/field";
import { NOTE_MAX } from "@/server/organisations/joining/schema";

/** Those who would like to come, oldest first; the rest show up as these are answered. */
export async function Waiting({
  organisationId,
  count,
  to,
  now,
}: {
  organisationId: string;
  count: number;
  to: string;
  now: Date;
}) {
  if (count === 0) return null;
  const requests = await (await caller()).members.requests({ organisationId });
  const action = (act: string) => `/api/team/${organisationId}/${act}`;
  return (
    <section className="sec" aria-labelledby="waiting">
      <h2 id="waiting">{w.waiting(count)}</h2>
      <ul>
        {requests.map((one) => {
          const hidden = { requestId: one.id, subject: one.id };
          const dialog = `no-${one.id}`;
          return (
            <li className="card" key={one.id}>
              <p>
                <b>{one.name}</b>{" "}
                <span className="note">
                  {[ago(one.at, now), one.byLink ? w.byLink : null].filter(Boolean).join(" · ")}
                </span>
              </p>
              {one.note ? <p>{one.note}</p> : null}
              <div className="row mt-2">
                <ActForm action={action("approve")} to={to} hidden={hidden}>
                  <Button small tone="line" icon="check">
                    {w.approve}
                    <span className="sr">{one.name}</span>
                  </Button>
                </ActForm>
                <ButtonLink href={`#${dialog}`} data-opens={dialog} small>
                  {w.refuse}
                </ButtonLink>
              </div>
              <Dialog id={dialog} title={w.refuseAsk(one.name)}>
                <ActForm action={action("refuse")} to={to} hidden={hidden} className="form">
                  <TextArea
                    id={`reason-${one.id}`}
                    name="reason"
                    label={w.refuseReason}
                    hint={w.refuseHint}
                    optional
                    rows={2}
                    maxLength={NOTE_MAX}
                  />
                  <Button wide tone="line">
                    {w.refuse}
                  </Button>
                </ActForm>
              </Dialog>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
