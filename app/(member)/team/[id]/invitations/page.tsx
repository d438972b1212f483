// What one team is asked, for whoever leads it.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { invitationsDone, invitationWords as w } from "@/app/_copy/invitations";
import { Outcome } from "@/app/_shared/acts/outcome";
import { InvitationList, refusedAt } from "@/app/_shared/invitations/invitation-list";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.teamTitle, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ show?: string; done?: string; refused?: string }>;
};

export default async function TeamInvitationsPage({ params, searchParams }: Props) {
  const [{ id }, { show: asked, done, refused }] = [await params, await searchParams];
  const path = `/team/${id}/invitations`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${path}`);
  const show = asked === "over" ? "over" : "open";
  const api = await caller();
  const [one, items, attempt] = await Promise.all([
    orNotFound(api.organisations.one({ organisationId: id })),
    orNotFound(api.invitations.mine({ organisationId: id, show })),
    readActAttempt(refused),
  ]);
  const about = refusedAt(items, refused);
  return (
    <Page top={<PublicTop back={`/team/${id}`} title={w.teamTitle} />}>
      {about ? null : <Outcome attempt={attempt} done={invitationsDone(done)} title={w.refused} />}
      <h1>{w.teamTitle}</h1>
      <p className="note">{one.name}</p>
      <InvitationList items={items} show={show} path={path} now={clock()} about={about} attempt={attempt} />
    </Page>
  );
}
