// A recording unit's certificates: what waits for an answer, several at once, and what was issued.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { certificateDone, manyDone, refusedTitle, unitWords as w } from "@/app/_copy/certificates";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { dayOf } from "@/server/time";
import { Asked } from "./_parts/asked";
import { Issued } from "./_parts/issued";
import { Many } from "./_parts/many";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WHOLE = /^\d{1,15}$/;
type Search = {
  from?: string;
  until?: string;
  after?: string;
  issuedAfter?: string;
  done?: string;
  refused?: string;
  n?: string;
  skipped?: string;
  at?: string;
};
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Search> };

export default async function UnitCertificatesPage({ params, searchParams }: Props) {
  const { id: unitId } = await params;
  const search = await searchParams;
  const path = `/team/${unitId}/certificates`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  const api = await caller();
  const today = dayOf(clock());
  const attempt = await readActAttempt(search.refused);
  const day = (name: "from" | "until", usual: string) => {
    const said = search[name];
    return said && DAY.test(said) ? said : usual;
  };
  const period = { from: day("from", `${today.slice(0, 4)}-01-01`), until: day("until", today) };
  const [unit, asked, members, issued] = await Promise.all([
    orNotFound(api.organisations.one({ organisationId: unitId })),
    orNotFound(api.certificates.ofUnit({ unitId, show: "asked" })),
    orNotFound(api.certificates.membersOf({ unitId, ...period, after: search.after })),
    orNotFound(api.certificates.ofUnit({ unitId, show: "issued", after: search.issuedAfter })),
  ]);
  const batch = search.done === "issue-many" && WHOLE.test(search.at ?? "") ? search.at : null;
  const done =
    search.done === "issue-many"
      ? manyDone(Number(search.n) || 0, Number(search.skipped) || 0)
      : certificateDone(search.done);
  return (
    <Page top={<PublicTop back={`/team?org=${unitId}`} title={w.title} />}>
      <Outcome attempt={attempt} done={done} title={refusedTitle} />
      {batch ? (
        <ButtonLink href={`/api/certificates/paper?unit=${unitId}&at=${batch}`} tone="line" icon="copy">
          {w.file}
        </ButtonLink>
      ) : null}
      <h1>{w.title}</h1>
      <p className="note">{unit.name}</p>
      {asked.items.length === 0 ? <Notice icon="check">{w.noneAsked}</Notice> : null}
      <Asked items={asked.items} page={path} now={clock()} attempt={attempt} />
      <Many
        unitId={unitId}
        page={path}
        period={period}
        today={today}
        members={members}
        after={search.after}
        attempt={attempt}
      />
      <Issued page={path} issued={issued} after={search.issuedAfter} />
    </Page>
  );
}
