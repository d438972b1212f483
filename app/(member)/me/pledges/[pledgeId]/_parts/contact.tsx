// The other side's number: a logged look by a plain form, shown once on the page that comes back.
import { meWords as w } from "@/app/_copy/me";
import { ActForm } from "@/app/_shared/acts/act-form";
import { pledgeContactDraft } from "@/app/_shared/pledges/contact-draft";
import { caller } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Icon } from "@/app/_ui/icon";

export async function ContactCard({ pledgeId }: { pledgeId: string }) {
  const drafts = (await caller()).drafts;
  const form = pledgeContactDraft(pledgeId);
  const looked = await drafts.find({ form });
  if (looked) await drafts.drop({ form });
  const said = (name: string) => looked?.values[name]?.[0] ?? "";
  return (
    <Card id="contact">
      <div className="stack">
        <h2>{w.contact}</h2>
        {looked ? (
          <>
            <p>
              <b>{said("name")}</b>
              {said("through") ? <span className="note"> {w.through(said("through"))}</span> : null}
            </p>
            {said("phone") ? (
              <a className="btn wide" href={`tel:${said("phone")}`}>
                <Icon name="phone" />
                {w.call(said("phone"))}
              </a>
            ) : (
              <p>{w.noPhone}</p>
            )}
          </>
        ) : (
          <ActForm
            action={`/api/me/pledges/${pledgeId}/look`}
            to={`/me/pledges/${pledgeId}#contact`}
            from={`/me/pledges/${pledgeId}`}
          >
            <Button wide icon="phone">
              {w.look}
            </Button>
          </ActForm>
        )}
        <p className="note">{w.contactText}</p>
      </div>
    </Card>
  );
}
