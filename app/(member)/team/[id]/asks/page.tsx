// What members say is wrong in what this team wrote into their records.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { recordDone, recordWords, askWords as w } from "@/app/_copy/records";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Answers } from "@/app/_shared/records/answers";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function TeamAsksPage({ params, searchParams }: Props) {
  const [{ id }, { done, refused }] = await Promise.all([params, searchParams]);
  const path = `/team/${id}/asks`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${path}`);
  const [rows, attempt] = await Promise.all([
    orNotFound((await caller()).records.asks({ organisationId: id })),
    readActAttempt(refused),
  ]);
  return (
    <Page top={<PublicTop back={`/team/${id}`} title={w.title} />}>
      <Outcome attempt={attempt} done={recordDone(done)} title={recordWords.refused} />
      <h1>{w.title}</h1>
      <p className="note">{w.lead}</p>
      <Answers rows={rows} to={path} attempt={attempt} now={clock()} />
    </Page>
  );
}
