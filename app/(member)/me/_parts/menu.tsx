import { availabilityWords } from "@/app/_copy/availability";
import { mineWords } from "@/app/_copy/certificates";
import { dayWords } from "@/app/_copy/day";
import { invitationWords } from "@/app/_copy/invitations";
import { ROLE_WORD, meWords as w } from "@/app/_copy/me";
import { recordWords } from "@/app/_copy/records";
import { shiftWords } from "@/app/_copy/shifts";
import { Button, ButtonLink } from "@/app/_ui/button";
import type { MeView } from "@/server/people/schema";

/** The ways to everything of mine, and out. */
export function Menu({ me, unread }: { me: MeView; unread: number }) {
  const worn = me.hats.find((hat) => hat.worn);
  return (
    <section className="stack" aria-label={w.menu}>
      <p className="note">{w.wearing(worn ? w.hatOf(ROLE_WORD[worn.role], worn.scope) : w.asMyself)}</p>
      <div className="stack-s">
        <ButtonLink href="/me/inbox" icon="bell" small wide>
          {unread > 0 ? w.inboxUnread(unread) : w.inbox}
        </ButtonLink>
        <ButtonLink href="/me/invitations" icon="hand" small wide>
          {invitationWords.title}
        </ButtonLink>
        <ButtonLink href="/me/hats" icon="people" small wide>
          {w.hats}
        </ButtonLink>
        <ButtonLink href="/day" icon="clock" small wide>
          {dayWords.todayTitle}
        </ButtonLink>
        <ButtonLink href="/shifts" icon="calendar" small wide>
          {shiftWords.mineTitle}
        </ButtonLink>
        <ButtonLink href="/team" icon="hand" small wide>
          {w.team}
        </ButtonLink>
        <ButtonLink href="/me/record" icon="list" small wide>
          {recordWords.title}
        </ButtonLink>
        <ButtonLink href="/me/record/person#availability" icon="hand" small wide>
          {availabilityWords.title}
        </ButtonLink>
        <ButtonLink href="/me/certificates" icon="shield" small wide>
          {mineWords.title}
        </ButtonLink>
        <ButtonLink href="/me/data" icon="person" small wide>
          {w.data}
        </ButtonLink>
        <ButtonLink href="/me/devices" icon="lock" small wide>
          {w.devices}
        </ButtonLink>
        <form method="post" action="/api/sign-out">
          <Button small wide>
            {w.signOut}
          </Button>
        </form>
      </div>
    </section>
  );
}
