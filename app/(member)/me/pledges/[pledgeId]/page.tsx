// One promise, to whoever made it: how it stands, the next thing to do, and everything else one may do about it.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { pledgeLabel } from "@/app/_copy/labels";
import { doneSentence, meWords as w } from "@/app/_copy/me";
import { seatsDone } from "@/app/_copy/seats";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Chip } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { contactState } from "@/server/pledges/contacts/rules";
import type { PledgeItem } from "@/server/pledges/lists/schema";
import { AmendForm, MonthlyForm } from "./_parts/changing";
import { ContactCard } from "./_parts/contact";
import { Movements } from "./_parts/movements";
import { NextStep } from "./_parts/next-step";
import { Photos } from "./_parts/photos";
import { Standing } from "./_parts/standing";

export const metadata: Metadata = { title: w.pledgeTitle, robots: { index: false } };

type Props = {
  params: Promise<{ pledgeId: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

/** Monthly is offered where somebody gives and it is agreed (domain.md §1). */
const mayRepeat = (p: PledgeItem) =>
  p.kind === "goods" &&
  p.direction === "gift" &&
  p.status === "confirmed" &&
  p.recurringId === null &&
  ["open", "paused"].includes(p.needStatus);

export default async function MyPledgePage({ params, searchParams }: Props) {
  const [{ pledgeId }, { done, refused }] = [await params, await searchParams];
  const api = await caller();
  const me = await api.people.me();
  if (me === null) redirect(`/sign-in?next=/me/pledges/${pledgeId}`);
  const p = await orNotFound(api.pledges.one({ pledgeId }));
  const [actedFor, deliveries, photos, attempt] = await Promise.all([
    api.people.actedFor(),
    api.deliveries.list({ pledgeId }),
    api.files.list({ aggregate: "pledge", subjectId: pledgeId }),
    readActAttempt(refused),
  ]);
  const helps =
    p.personId === me.personId ||
    actedFor.some((one) => one.personId === p.personId) ||
    me.hats.some((h) => h.organisationId === p.organisationId && ["leader", "manager"].includes(h.role));
  const now = clock();
  const label = pledgeLabel(p.status, p.kind, p.direction);
  const back = p.organisationId ? `/team?org=${p.organisationId}` : "/me";
  const telephone = contactState(p.status, p.needStatus) === "open";
  return (
    <Page
      top={<PublicTop back={back} title={w.pledgeTitle} />}
      aside={
        helps ? (
          <>
            {telephone ? <ContactCard pledgeId={p.id} /> : null}
            {p.acts.includes("amend") ? <AmendForm pledge={p} attempt={attempt} now={now} /> : null}
            {mayRepeat(p) ? <MonthlyForm pledge={p} attempt={attempt} /> : null}
            <Photos pledgeId={p.id} photos={photos} open={telephone} />
          </>
        ) : null
      }
    >
      <Outcome attempt={attempt} done={seatsDone(done) ?? doneSentence(done)} title={w.refused} />
      <Chip tone={label.tone} icon={label.icon}>
        {label.word}
      </Chip>
      <h1>{p.needTitle}</h1>
      {helps ? <NextStep pledge={p} attempt={attempt} now={now} /> : null}
      <Standing pledge={p} now={now} />
      {p.kind === "goods" && (deliveries.length > 0 || p.status === "confirmed") ? (
        <Movements pledge={p} deliveries={deliveries} helps={helps} attempt={attempt} now={now} />
      ) : null}
    </Page>
  );
}
