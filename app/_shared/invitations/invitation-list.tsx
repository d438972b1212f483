// Invitations that wait for an answer, or those of before.
import { invitationWords as w } from "@/app/_copy/invitations";
import type { Attempt } from "@/app/_trpc/form";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Tabs } from "@/app/_ui/list";
import type { InvitationItem } from "@/server/matching/invitations/schema";
import { InvitationCard } from "./invitation-card";

/** The card whose answer was refused, where it is still shown: it says so itself, for two cards may ask for as much. */
export const refusedAt = (items: readonly InvitationItem[], refused: string | undefined) =>
  items.find((one) => refused?.endsWith(`:${one.id}`))?.id;

export function InvitationList({
  items,
  show,
  path,
  now,
  about,
  attempt,
}: {
  items: readonly InvitationItem[];
  show: "open" | "over";
  path: string;
  now: Date;
  about?: string;
  attempt: Attempt;
}) {
  return (
    <>
      <Tabs
        label={w.shown}
        items={[
          { href: path, label: w.open, current: show === "open" },
          { href: `${path}?show=over`, label: w.over, current: show === "over" },
        ]}
      />
      {items.length === 0 && show === "open" ? (
        <EmptyState icon="hand" title={w.empty}>
          <p>{w.emptyHelp}</p>
          <ButtonLink href="/needs">{w.toNeeds}</ButtonLink>
        </EmptyState>
      ) : null}
      {items.length === 0 && show === "over" ? <p className="note">{w.emptyOver}</p> : null}
      <ul>
        {items.map((one) => (
          <InvitationCard
            key={one.id}
            one={one}
            to={path}
            now={now}
            attempt={one.id === about ? attempt : undefined}
          />
        ))}
      </ul>
    </>
  );
}
