// The need's 邀请 panel: line by line whom one has asked, what they said, and how to ask more.
import type { Metadata } from "next";
import { invitationsDone, invitationWords as w } from "@/app/_copy/invitations";
import { Outcome } from "@/app/_shared/acts/outcome";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Page } from "@/app/_ui/page";
import { SlotPanel } from "./_parts/slot-panel";

export const metadata: Metadata = { title: w.panel, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function NeedInvitationsPage({ params, searchParams }: Props) {
  const [{ id }, { done, refused }] = [await params, await searchParams];
  const path = `/desk/needs/${id}/invitations`;
  await signedIn(path);
  const [of, attempt] = await Promise.all([
    orNotFound((await caller()).invitations.ofNeed({ needId: id })),
    readActAttempt(refused),
  ]);
  const slots = of.slots.filter((slot) => slot.isOpen || slot.sent.length > 0);
  return (
    <Page top={<PublicTop back={`/desk/needs/${of.needId}`} title={w.panel} />}>
      <Outcome attempt={attempt} done={invitationsDone(done)} title={w.refused} />
      <h1>{w.panel}</h1>
      <p>{of.title}</p>
      <p className="note">{w.panelHelp}</p>
      {slots.some((slot) => slot.wavesPossible) ? <p className="note">{w.waveHelp}</p> : null}
      {slots.length === 0 ? <p className="note">{w.shut}</p> : null}
      {slots.map((slot) => (
        <SlotPanel key={slot.slotId} slot={slot} needId={of.needId} path={path} now={of.asOf} />
      ))}
    </Page>
  );
}
