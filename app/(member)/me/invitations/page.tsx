// What I am asked: for myself, for those I act for, and for the teams I lead.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { invitationsDone, invitationWords as w } from "@/app/_copy/invitations";
import { Outcome } from "@/app/_shared/acts/outcome";
import { InvitationList, refusedAt } from "@/app/_shared/invitations/invitation-list";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

const PATH = "/me/invitations";
type Props = { searchParams: Promise<{ show?: string; done?: string; refused?: string }> };

export default async function MyInvitationsPage({ searchParams }: Props) {
  const { show: asked, done, refused } = await searchParams;
  if ((await viewer()) === null) redirect(`/sign-in?next=${PATH}`);
  const show = asked === "over" ? "over" : "open";
  const [items, attempt] = await Promise.all([
    (await caller()).invitations.mine({ show }),
    readActAttempt(refused),
  ]);
  const about = refusedAt(items, refused);
  return (
    <Page top={<PublicTop back="/me" title={w.title} />}>
      {about ? null : <Outcome attempt={attempt} done={invitationsDone(done)} title={w.refused} />}
      <h1>{w.title}</h1>
      <InvitationList items={items} show={show} path={PATH} now={clock()} about={about} attempt={attempt} />
    </Page>
  );
}
