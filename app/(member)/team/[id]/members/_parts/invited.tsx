import { fullDay, monthDay } from "@/app/_copy/dates";
import { MEMBER_ROLE, memberWords as w } from "@/app/_copy/members";
import { ActForm } from "@/app/_shared/acts/act-form";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { publicUrl } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Pager, Who } from "@/app/_ui/list";

/** Those who have been invited and have not answered, with what to tell them. */
export async function Invited({
  organisationId,
  name,
  after,
  path,
  mayName,
  now,
}: {
  organisationId: string;
  name: string;
  after?: string;
  path: string;
  /** A manager takes back members only. */
  mayName: boolean;
  now: Date;
}) {
  const { items, next } = await orNotFound((await caller()).members.invited({ organisationId, after }));
  if (items.length === 0)
    return (
      <EmptyState icon="people" title={w.nobodyInvited}>
        <p>{w.nobodyInvitedHelp}</p>
      </EmptyState>
    );
  return (
    <>
      <p className="note">{w.invitedHelp}</p>
      <section className="card stack-s" aria-labelledby="tell">
        <h2 id="tell">{w.tell}</h2>
        <p id="tell-text" style={{ overflowWrap: "anywhere" }}>
          {w.tellText(name, await publicUrl("/team"))}
        </p>
        <Button type="button" small icon="copy" data-copy="tell-text" data-done={w.copied}>
          {w.copyText}
        </Button>
      </section>
      <ul className="card">
        {items.map((one) => (
          <Who
            key={one.id}
            mark={one.name.slice(0, 1)}
            name={one.name}
            note={w.invitedNote(MEMBER_ROLE[one.role], fullDay(one.at, now), monthDay(one.until, now))}
            figure={
              mayName || one.role === "member" ? (
                <ActForm
                  action={`/api/team/${organisationId}/invite-back`}
                  to={`${path}?show=invited`}
                  hidden={{ requestId: one.id, subject: one.id }}
                >
                  <Button small>
                    {w.takeInvitationBack}
                    <span className="sr">{one.name}</span>
                  </Button>
                </ActForm>
              ) : null
            }
          />
        ))}
      </ul>
      <Pager
        firstHref={after ? `${path}?show=invited` : null}
        nextHref={next ? `${path}?show=invited&after=${next}` : null}
      />
    </>
  );
}
