import { monthDay } from "@/app/_copy/dates";
import { inviteWords as w } from "@/app/_copy/members";
import { ActForm } from "@/app/_shared/acts/act-form";
import { caller } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";

/** Teams that wrote me down: I say yes or no, in one tap each. */
export async function MyInvitations({ to, now }: { to: string; now: Date }) {
  const invitations = await (await caller()).members.myInvitations();
  if (invitations.length === 0) return null;
  return (
    <section className="sec" aria-labelledby="invited">
      <h2 id="invited">{w.title(invitations.length)}</h2>
      <ul>
        {invitations.map((one) => {
          const hidden = { requestId: one.id, subject: one.id };
          const action = (act: string) => `/api/team/${one.organisationId}/${act}`;
          return (
            <li className="card" key={one.id}>
              <p>
                <b>{one.organisation}</b>
              </p>
              <p className="note">
                {[w.asWhat[one.role], w.called(one.called), w.until(monthDay(one.until, now))].join(" · ")}
              </p>
              <div className="row mt-2">
                <ActForm action={action("invite-yes")} to={to} from={to} hidden={hidden}>
                  <Button small tone="go">
                    {w.yes}
                    <span className="sr">{one.organisation}</span>
                  </Button>
                </ActForm>
                <ActForm action={action("invite-no")} to={to} from={to} hidden={hidden}>
                  <Button small>
                    {w.no}
                    <span className="sr">{one.organisation}</span>
                  </Button>
                </ActForm>
              </div>
            </li>
          );
        })}
      </ul>
      <p className="note">{w.calm}</p>
    </section>
  );
}
