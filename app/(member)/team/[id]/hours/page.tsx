// What waits about the hours of one organisation.
import type { Metadata } from "next";
import { checkWords } from "@/app/_copy/checks";
import { correctionWords as w } from "@/app/_copy/corrections";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { InboxList } from "@/app/_shared/hours/inbox-list";
import { PublicTop } from "@/app/_shared/site/top";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.inbox, robots: { index: false } };

export default async function TeamHoursPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await signedIn(`/team/${id}/hours`);
  const api = await caller();
  const [{ items, more }, one, looked] = await Promise.all([
    orNotFound(api.hours.inbox({ organisationId: id })),
    orNotFound(api.organisations.one({ organisationId: id })),
    orNotFound(api.hours.unitRecord({ organisationId: id })),
  ]);
  return (
    <Page top={<PublicTop back={`/team/${id}`} title={w.inbox} />}>
      <h1>{w.inbox}</h1>
      <p className="note">{one.name}</p>
      <p className="note">{w.inboxLead}</p>
      <InboxList items={items} more={more} now={clock()} />
      <section className="sec" aria-labelledby="looked">
        <h2 id="looked">{checkWords.unitTitle}</h2>
        <p>{checkWords.unitRecord(looked.looked, looked.unsound, looked.mended)}</p>
      </section>
    </Page>
  );
}
