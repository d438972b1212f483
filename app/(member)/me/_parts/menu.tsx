import { availabilityWords } from "@/app/_copy/availability";
import { mineWords } from "@/app/_copy/certificates";
import { dayWords } from "@/app/_copy/day";
import { invitationWords } from "@/app/_copy/invitations";
import { ROLE_WORD, meWords as w } from "@/app/_copy/me";
import { recordWords } from "@/app/_copy/records";
import { shiftWords } from "@/app/_copy/shifts";
import { Button } from "@/app/_ui/button";
import { Menu as Rows } from "@/app/_ui/list";
import type { MeView } from "@/server/people/schema";

/** The ways to everything of mine, and out. */
export function Menu({ me, unread }: { me: MeView; unread: number }) {
  const worn = me.hats.find((hat) => hat.worn);
  return (
    <section className="stack" aria-label={w.menu}>
      <p className="note">{w.wearing(worn ? w.hatOf(ROLE_WORD[worn.role], worn.scope) : w.asMyself)}</p>
      <Rows
        items={[
          { href: "/me/inbox", icon: "bell", label: w.inbox, count: unread },
          { href: "/me/invitations", icon: "hand", label: invitationWords.title },
          { href: "/me/hats", icon: "people", label: w.hats },
          { href: "/day", icon: "clock", label: dayWords.todayTitle },
          { href: "/shifts", icon: "calendar", label: shiftWords.mineTitle },
          { href: "/team", icon: "people", label: w.team },
          { href: "/me/record", icon: "list", label: recordWords.title },
          { href: "/me/record/person#availability", icon: "check", label: availabilityWords.title },
          { href: "/me/certificates", icon: "shield", label: mineWords.title },
          { href: "/me/data", icon: "person", label: w.data },
          { href: "/me/devices", icon: "lock", label: w.devices },
        ]}
      />
      <form method="post" action="/api/sign-out">
        <Button small wide>
          {w.signOut}
        </Button>
      </form>
    </section>
  );
}
