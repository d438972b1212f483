// The district's and towns' part of records: questions to answer, and honours, given to somebody found by their number.
import type { Metadata } from "next";
import { awardWords, recordDone, recordWords, askWords as w } from "@/app/_copy/records";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Answers } from "@/app/_shared/records/answers";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";
import { chosen, desksOf } from "../_parts/desk";
import { NoDesk } from "../_parts/no-desk";
import { Honours } from "./_parts/honours";

export const metadata: Metadata = { title: w.districtTitle, robots: { index: false } };

type Props = { searchParams: Promise<{ region?: string; done?: string; refused?: string }> };

export default async function DistrictRecordsPage({ searchParams }: Props) {
  const { region, done, refused } = await searchParams;
  const desk = chosen(await desksOf("/district/records"), region);
  if (!desk) return <NoDesk />;
  const path = `/district/records?region=${desk.regionId}`;
  const [rows, attempt] = await Promise.all([
    orNotFound((await caller()).records.asks({ regionId: desk.regionId })),
    readActAttempt(refused),
  ]);
  return (
    <Page
      top={<PublicTop back={`/district?region=${desk.regionId}`} title={w.districtTitle} />}
      aside={desk.isDistrict ? <Honours to={path} attempt={attempt} fresh={done === "honour"} /> : null}
    >
      <Outcome attempt={attempt} done={recordDone(done)} title={recordWords.refused} />
      <h1>{w.districtTitle}</h1>
      <section className="sec" aria-label={w.title}>
        <p className="note">{w.lead}</p>
        <Answers rows={rows} to={path} attempt={attempt} now={clock()} />
      </section>
      {desk.isDistrict ? null : <p className="note">{awardWords.townNote}</p>}
    </Page>
  );
}
