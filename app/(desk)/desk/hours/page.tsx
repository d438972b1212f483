// Everything about hours that waits for the reader, whichever hat it is by.
import type { Metadata } from "next";
import { correctionDone, correctionWords as w } from "@/app/_copy/corrections";
import { Outcome } from "@/app/_shared/acts/outcome";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { InboxList } from "@/app/_shared/hours/inbox-list";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.inbox, robots: { index: false } };

export default async function DeskHoursPage({ searchParams }: { searchParams: Promise<{ done?: string }> }) {
  const { done } = await searchParams;
  await signedIn("/desk/hours");
  const [{ items, more }, attempt] = await Promise.all([
    (await caller()).hours.inbox({}),
    readActAttempt(undefined),
  ]);
  return (
    <Page top={<PublicTop back="/desk" title={w.inbox} />}>
      <Outcome attempt={attempt} done={correctionDone(done)} title={w.refused} />
      <h1>{w.inbox}</h1>
      <p className="note">{w.inboxLead}</p>
      <InboxList items={items} more={more} now={clock()} />
    </Page>
  );
}
